"""Paths of places: one's own at an activity's key, the organizers' lists at its number."""

from django.urls import path

from planner.views import doorlists, signuplists, signups

OWN = "<year:year>/activities/<uuid:key>/"
LIST = "<year:year>/activities/<int:pk>/"
ONE = "<year:year>/signups/<int:pk>/"

urlpatterns = [
    path(OWN, signups.activity_detail, name="activity-detail"),
    path(OWN + "join/", signups.signup_join, name="signup-join"),
    path(OWN + "leave/", signups.signup_leave, name="signup-leave"),
    path(OWN + "place/", signups.signup_edit, name="signup-edit"),
    path(OWN + "here/", signups.signup_check_in, name="signup-check-in"),
    path(LIST + "signups/", signuplists.signup_list, name="signup-list"),
    path(LIST + "signups/add/", signuplists.signup_add, name="signup-add"),
    path(LIST + "signups.csv", signuplists.signup_export, name="signup-export"),
    path(LIST + "door/", doorlists.door_list, name="door-list"),
    path(LIST + "door.pdf", doorlists.door_list_pdf, name="door-list-pdf"),
    path(LIST + "door/sheet/", doorlists.door_sheet, name="door-sheet"),
    path(LIST + "kitchen/", doorlists.kitchen_list, name="kitchen-list"),
    path(LIST + "kitchen.pdf", doorlists.kitchen_list_pdf, name="kitchen-list-pdf"),
    path(ONE + "remove/", signuplists.signup_remove, name="signup-remove"),
    path(ONE + "let-in/", signuplists.signup_let_in, name="signup-let-in"),
    path(ONE + "tick/", signuplists.signup_tick, name="signup-tick"),
    path(ONE + "untick/", signuplists.signup_untick, name="signup-untick"),
]
