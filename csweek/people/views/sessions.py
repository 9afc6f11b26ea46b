"""Where one is signed in."""

from allauth.usersessions.views import ListUserSessionsView
from django.views.generic.edit import FormView

from csweek.people.sessions import live_sessions


class SessionListView(ListUserSessionsView):
    """The library's page; it asks about each session by itself, and deletes as it is looked at."""

    def get_context_data(self, **kwargs):
        sessions = live_sessions(self.request.user)
        return FormView.get_context_data(self, **kwargs) | {
            "sessions": sessions,
            "session_count": len(sessions),
        }


session_list = SessionListView.as_view()
