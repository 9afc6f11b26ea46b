"""The addresses of the table about other things: of another year, not there, deleted, another's.

What is answered to those who may do it at all. Whoever may not is answered as in the table,
whatever it is about: so they never learn what there is.
"""

from dataclasses import dataclass

from tests.access import nouns
from tests.access import world as names
from tests.access.table import ROWS

TABLE = """
planner:week-detail           year=UNBEGUN_YEAR     GET  200
planner:week-detail           year=1983             GET  404
planner:week-detail           year=2101             GET  404
planner:my-week               year=OTHER_YEAR       GET  404
planner:poster                year=OTHER_YEAR       GET  404
planner:poster                year=UNBEGUN_YEAR     GET  404
planner:poster-pdf            year=OTHER_YEAR       GET  404
planner:poster-pdf            year=UNBEGUN_YEAR     GET  404
planner:programme-list        year=OTHER_YEAR       GET  404
planner:programme-list        year=UNBEGUN_YEAR     GET  404
planner:my-list               year=OTHER_YEAR       GET  404
planner:my-list               year=UNBEGUN_YEAR     GET  404
planner:programme-json        year=OTHER_YEAR       GET  404
planner:programme-json        year=UNBEGUN_YEAR     GET  404
planner:publication-new       year=UNBEGUN_YEAR     GET  404  POST 404
planner:publication-list      year=UNBEGUN_YEAR     GET  200
planner:publication-detail    number=MISSING        GET  404
planner:publication-detail    year=OTHER_YEAR       GET  404
planner:publication-copy-back number=MISSING        GET  404  POST 404
planner:link-detail           year=UNBEGUN_YEAR     GET  404
planner:link-open             year=UNBEGUN_YEAR     POST 404
planner:link-close            year=UNBEGUN_YEAR     POST 404
planner:open-week             link=no-such-link     GET  404
planner:open-feed             link=no-such-link     GET  404
planner:open-activity-calendar link=no-such-link    GET  404
planner:open-programme-json   link=no-such-link     GET  404
planner:week-new              year=YEAR             GET  302  POST 302
planner:week-new              year=1983             GET  404  POST 404
planner:week-edit             year=UNBEGUN_YEAR     GET  404  POST 404
planner:week-edit             year=2101             GET  404  POST 404
planner:week-history          year=UNBEGUN_YEAR     GET  404
planner:board                 year=UNBEGUN_YEAR     GET  404
planner:board                 year=OTHER_YEAR       GET  200
planner:problem-list          year=UNBEGUN_YEAR     GET  404
planner:day-edit              number=6              GET  404  POST 409
planner:day-edit              year=UNBEGUN_YEAR     GET  404  POST 404
planner:day-history           number=7              GET  404
planner:place-list            year=UNBEGUN_YEAR     GET  404
planner:place-new             year=UNBEGUN_YEAR     GET  404  POST 404
planner:place-edit            pk=MISSING            GET  404  POST 409
planner:place-edit            year=UNBEGUN_YEAR     GET  404  POST 404
planner:place-delete          pk=MISSING            POST 302
planner:place-delete          year=UNBEGUN_YEAR     POST 404
planner:place-delete          pk=place              POST 302
planner:idea-list             year=UNBEGUN_YEAR     GET  404
planner:idea-add              key=no-such-idea      POST 404
planner:idea-add              key=own-999999        POST 404
planner:idea-add              key=own-x             POST 404
planner:idea-add              year=UNBEGUN_YEAR     POST 404
planner:idea-remove           pk=MISSING            POST 302
planner:idea-remove           year=UNBEGUN_YEAR     POST 404
planner:idea-bring-back       pk=MISSING            POST 404
planner:idea-bring-back       year=UNBEGUN_YEAR     POST 404
planner:idea-keep             pk=MISSING            POST 404
planner:idea-keep             pk=discarded          POST 404
planner:idea-keep             pk=elsewhere          POST 404
planner:activity-new          year=UNBEGUN_YEAR     GET  404  POST 404
planner:activity-edit         year=OTHER_YEAR       GET  404  POST 404
planner:activity-edit         pk=elsewhere          GET  404  POST 404
planner:activity-edit         pk=MISSING            GET  404  POST 404
planner:activity-edit         pk=discarded          GET  404  POST 409
planner:activity-edit         pk=cancelled          GET  200
planner:activity-edit         pk=no_day             GET  200
planner:activity-move         year=OTHER_YEAR       GET  404  POST 404
planner:activity-move         pk=MISSING            GET  404  POST 404
planner:activity-move         pk=discarded          GET  404  POST 404
planner:activity-wave         year=OTHER_YEAR       GET  404  POST 404
planner:activity-wave         pk=MISSING            GET  404  POST 404
planner:activity-wave         pk=discarded          GET  404  POST 404
planner:activity-cancel       year=OTHER_YEAR       GET  404  POST 404
planner:activity-cancel       pk=MISSING            GET  404  POST 404
planner:activity-cancel       pk=discarded          GET  404  POST 404
planner:activity-copy         year=OTHER_YEAR       POST 404
planner:activity-copy         pk=MISSING            POST 404
planner:activity-copy         pk=discarded          POST 404
planner:activity-reinstate    year=OTHER_YEAR       POST 404
planner:activity-reinstate    pk=MISSING            POST 404
planner:activity-reinstate    pk=discarded          POST 404
planner:activity-delete       year=OTHER_YEAR       POST 404
planner:activity-delete       pk=MISSING            POST 404
planner:activity-delete       pk=discarded          POST 404
planner:activity-bring-back   year=OTHER_YEAR       POST 404
planner:activity-bring-back   pk=MISSING            POST 404
planner:activity-bring-back   pk=activity           POST 302
planner:activity-history      year=OTHER_YEAR       GET  404
planner:activity-history      pk=MISSING            GET  404
planner:activity-history      pk=discarded          GET  200
planner:activity-calendar     year=OTHER_YEAR       GET  404
planner:activity-calendar     key=unknown_key       GET  404
planner:calendar-feed         token=forged          GET  404
planner:calendar-feed         token=stopped_token   GET  404
planner:calendar-feed         token=left_token      GET  404
planner:calendar-list         year=UNBEGUN_YEAR     GET  404
planner:calendar-new          year=UNBEGUN_YEAR     POST 404
planner:calendar-stop         pk=MISSING            POST 404
planner:calendar-stop         pk=others_calendar    POST 404
planner:calendar-stop         year=OTHER_YEAR       POST 404
people:person-detail          pk=MISSING            GET  404
people:person-detail          pk=left               GET  200
people:person-edit            pk=MISSING            GET  404  POST 404
people:person-edit            pk=left               GET  200
people:person-invite          pk=MISSING            POST 404
people:person-invite          pk=left               POST 404
people:person-deactivate      pk=MISSING            POST 404
people:person-deactivate      pk=left               POST 302
people:person-reactivate      pk=MISSING            POST 404
people:person-reactivate      pk=owner              POST 302
people:person-data            pk=MISSING            GET  404
people:person-data            pk=left               GET  200
people:person-data            pk=shell              GET  404
people:person-data-file       pk=MISSING            POST 404
people:person-data-file       pk=shell              POST 404
people:person-erase           pk=MISSING            GET  404  POST 404
people:person-erase           pk=left               GET  200  POST 302
people:person-erase           pk=shell              GET  404  POST 404
people:person-detail          pk=shell              GET  200
people:person-edit            pk=shell              GET  404  POST 404
people:person-invite          pk=shell              POST 404
people:person-deactivate      pk=shell              POST 404
people:person-reactivate      pk=shell              POST 404
people:team-edit              pk=MISSING            GET  404  POST 404
people:team-delete            pk=MISSING            GET  404  POST 404
people:site-edit              pk=MISSING            GET  404  POST 404
people:site-delete            pk=MISSING            GET  404  POST 404
people:shift-edit             pk=MISSING            GET  404  POST 404
people:shift-delete           pk=MISSING            GET  404  POST 404
people:import-detail          pk=MISSING            GET  404
people:import-detail          pk=applied            GET  200
people:import-apply           pk=MISSING            POST 404
people:import-apply           pk=applied            POST 302
people:import-problems        pk=MISSING            GET  404
people:import-problems        pk=applied            GET  404
people:first                  token=forged          GET  410  POST 410
notices:notice-open           pk=MISSING            POST 404
notices:notice-open           pk=others_notice      POST 404
notices:mail-detail           pk=MISSING            GET  404
notices:mail-detail           pk=sent_mail          GET  404
notices:mails-off             token=forged          GET  404  POST 404
mfa_edit_webauthn             pk=MISSING            GET  404  POST 404
mfa_edit_webauthn             pk=others_passkey     GET  404  POST 404
mfa_remove_webauthn           pk=MISSING            GET  404  POST 404
mfa_remove_webauthn           pk=others_passkey     GET  404  POST 404
account_reset_password_from_key  key=forged         GET  200  POST 200
account_confirm_email         key=forged            GET  200  POST 404
"""


@dataclass(frozen=True)
class Other:
    """One address, one parameter of which says something else, and the answers by method."""

    name: str
    parameter: str
    value: str
    answers: dict[str, str]

    def value_in(self, world):
        """A number as it stands, a name of that file's, or a row's key or a word of the world."""
        if self.value.isdecimal():
            return int(self.value)
        if self.value.isupper():
            return getattr(names, self.value)
        row = getattr(world, self.value, None)
        if row is None:
            return self.value
        return getattr(row, "pk" if self.parameter == "pk" else "key", row)


def read(text: str) -> list[Other]:
    found = []
    for line in text.strip().splitlines():
        name, changed, *answers = line.split()
        parameter, value = changed.split("=")
        pairs = dict(zip(answers[::2], answers[1::2], strict=True))
        assert all((name, method) in ROWS for method in pairs), name
        found.append(Other(name, parameter, value, pairs))
    return found


OTHERS = read(TABLE + nouns.OTHERS)
