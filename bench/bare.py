"""Bare pages: one query with values(), one template of the same rows, no middleware, no session."""

from types import ModuleType

from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.test.client import ClientHandler
from django.test.utils import override_settings
from django.urls import path

from csweek.history.models import Entry
from csweek.people.models import Person
from planner.models import Activity
from recognition.models import Award, File, Nomination

BARE_BOARD = """<!doctype html><title>Bare</title><h1>Board</h1><ol>{% for row in rows %}<li>
<p>{{ row.start|time:"TIME_FORMAT" }} {{ row.minutes }}</p>
<h3><a href="/{{ row.pk }}/">{{ row.title }}</a></h3>
<p>{{ row.kind }} {{ row.place__name }} {{ row.site__name }}</p>
<p>{{ row.host__name }} {{ row.places }}</p>
<p>{{ row.day__number }} {{ row.version }} {{ row.is_cancelled }}</p></li>{% endfor %}</ol>"""
BARE_WEEK = """<!doctype html><title>Bare</title><h1>Week</h1><ol>{% for row in rows %}<li>
<p>{{ row.start|time:"TIME_FORMAT" }} {{ row.minutes }}</p><h3>{{ row.title }}</h3>
<p>{{ row.kind }} {{ row.place__name }} {{ row.site__name }}</p><p>{{ row.host__name }}</p>
<p>{{ row.description }} {{ row.day__number }} {{ row.is_cancelled }}</p></li>{% endfor %}</ol>"""
BARE_FEED = """BEGIN:VCALENDAR{% for row in rows %}
BEGIN:VEVENT
UID:{{ row.key }}
DTSTART:{{ row.day__number }}T{{ row.start|time:"His" }}
DURATION:PT{{ row.minutes }}M
SUMMARY:{{ row.title }}
LOCATION:{{ row.place__name }} {{ row.site__name }}
DESCRIPTION:{{ row.description }} {{ row.host__name }}
END:VEVENT{% endfor %}
END:VCALENDAR"""
BARE_PEOPLE = """<!doctype html><title>Bare</title><h1>People</h1><table>{% for row in rows %}<tr>
<td><a href="/{{ row.pk }}/">{{ row.name }}</a></td><td>{{ row.email }}</td>
<td>{{ row.team__name }}</td><td>{{ row.site__name }}</td><td>{{ row.is_active }}</td></tr>
{% endfor %}</table>"""
BARE_HISTORY = """<!doctype html><title>Bare</title><h1>History</h1><ol>{% for row in rows %}<li>
{{ row.by__name }} {{ row.verb }} {{ row.subject_name }}
{{ row.at|date:"DATETIME_FORMAT" }} {{ row.changes }}
</li>{% endfor %}</ol>"""

BOARD_COLUMNS = ["pk", "start", "minutes", "title", "kind", "place__name", "site__name", "places"]
BOARD_COLUMNS += ["host__name", "day__number", "version", "is_cancelled"]
WEEK_COLUMNS = ["key", "start", "minutes", "title", "kind", "place__name", "site__name"]
WEEK_COLUMNS += ["host__name", "description", "day__number", "is_cancelled"]
PEOPLE_COLUMNS = ["pk", "name", "email", "team__name", "site__name", "is_active"]
HISTORY_COLUMNS = ["by__name", "verb", "subject_name", "at", "changes"]
PAGED = 50
BARE_NOMINATIONS = """<!doctype html><title>Bare</title><h1>Nominations</h1><table>
{% for row in rows %}<tr><td><a href="/{{ row.key }}/">{{ row.person__name }}</a></td>
<td>{{ row.award__title }}</td><td>{{ row.words|truncatechars:120 }}</td>
<td>{{ row.nominator__name }}</td><td>{{ row.state }}</td>
<td>{{ row.sent_at|date:"DATE_FORMAT" }}</td></tr>{% endfor %}</table>"""
BARE_FILES = """<!doctype html><title>Bare</title><h1>Files</h1><table>{% for row in rows %}<tr>
<td><a href="/{{ row.key }}/">{{ row.person__name }}</a></td><td>{{ row.person__team__name }}</td>
<td>{{ row.person__site__name }}</td><td>{{ row.is_shortlisted }}</td></tr>{% endfor %}</table>"""
BARE_FORM = """<!doctype html><title>Bare</title><h1>Nominate</h1><form>{% for row in rows %}
<label><input type="radio" name="award" value="{{ row.key }}"> {{ row.title }} {{ row.honours }}
{{ row.closes_at|date:"DATETIME_FORMAT" }}</label>{% endfor %}<input name="who">
<textarea name="words"></textarea><button>Send</button></form>"""
BARE_FOUND = """<ul>{% for row in rows %}
<li>{{ row.name }} {{ row.team__name }} {{ row.site__name }}</li>{% endfor %}</ul>"""

NOMINATION_COLUMNS = ["key", "person__name", "award__title", "words", "nominator__name", "state"]
NOMINATION_COLUMNS += ["sent_at"]
FILE_COLUMNS = ["key", "person__name", "person__team__name", "person__site__name"]
FILE_COLUMNS += ["is_shortlisted"]
AWARD_COLUMNS = ["key", "title", "honours", "closes_at"]
FOUND_COLUMNS = ["name", "team__name", "site__name"]
FOUND = 8


class BareHandler(ClientHandler):
    """Django with one view and no middleware."""

    def __init__(self, view):
        super().__init__()
        self.urls = ModuleType("bare")
        self.urls.urlpatterns = [path("", view)]

    def load_middleware(self, is_async=False):
        with override_settings(MIDDLEWARE=[]):
            super().load_middleware(is_async)

    def get_response(self, request):
        request.urlconf = self.urls
        return super().get_response(request)


def bare(template: str, query, content_type: str = "text/html"):
    compiled = engines["django"].from_string(template)

    def view(request):
        rows = {"rows": list(query())}
        return HttpResponse(compiled.render(rows), content_type=content_type)

    client = Client(headers={"host": "localhost"})
    client.handler = BareHandler(view)
    return lambda: client.get("/")


def bare_pages():
    return {
        "board": bare(BARE_BOARD, lambda: Activity.objects.values(*BOARD_COLUMNS)),
        "week": bare(BARE_WEEK, lambda: Activity.objects.values(*WEEK_COLUMNS)),
        "feed": bare(BARE_FEED, lambda: Activity.objects.values(*WEEK_COLUMNS), "text/calendar"),
        "people": bare(BARE_PEOPLE, lambda: Person.objects.values(*PEOPLE_COLUMNS)[:PAGED]),
        "nominations": bare(
            BARE_NOMINATIONS, lambda: Nomination.objects.values(*NOMINATION_COLUMNS)[:PAGED]
        ),
        "files": bare(BARE_FILES, lambda: File.objects.values(*FILE_COLUMNS)),
        "form": bare(BARE_FORM, lambda: Award.objects.open().values(*AWARD_COLUMNS)),
        "found": bare(
            BARE_FOUND,
            lambda: Person.objects.filter(folded__contains="person 0001").values(*FOUND_COLUMNS)[
                :FOUND
            ],
        ),
        "history": bare(BARE_HISTORY, lambda: Entry.objects.values(*HISTORY_COLUMNS)[:PAGED]),
    }
