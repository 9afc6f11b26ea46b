"""Paths of tasks."""

from django.urls import path

from planner import converters  # noqa: F401  (registers <year:…>)
from planner.views import taskpapers, tasks

A_TASK = "<year:year>/tasks/<uuid:key>/"

urlpatterns = [
    path("tasks/", tasks.my_tasks, name="my-tasks"),
    path("<year:year>/tasks/", tasks.task_list, name="task-list"),
    path("<year:year>/tasks/new/", tasks.task_new, name="task-new"),
    path("<year:year>/tasks/late/", taskpapers.task_late, name="task-late"),
    path("<year:year>/tasks/timeline/", taskpapers.task_timeline, name="task-timeline"),
    path("<year:year>/tasks/timeline.pdf", taskpapers.task_timeline_pdf, name="task-timeline-pdf"),
    path("<year:year>/tasks.csv", taskpapers.task_csv, name="task-csv"),
    path(A_TASK, tasks.task_edit, name="task-edit"),
    path(A_TASK + "mark/", tasks.task_mark, name="task-mark"),
    path(A_TASK + "delete/", tasks.task_delete, name="task-delete"),
    path(A_TASK + "bring-back/", tasks.task_bring_back, name="task-bring-back"),
    path(A_TASK + "put-back/", taskpapers.task_put_back, name="task-put-back"),
    path(A_TASK + "history/", tasks.task_history, name="task-history"),
]
