"""What takes part in a week, in the access table and the small world: a file per noun, as its urls.

The week itself and its board stand in the table.
"""

from tests.access.planner import costs, feedback, pairs, phones, signups, tasks, today

NOUNS = [
    pairs,
    costs,
    feedback,
    phones,
    signups,
    tasks,
    today,
]
