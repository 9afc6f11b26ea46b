"""The table: every address, every role, every method, and what is answered. Nothing else decides.

anon: nobody is signed in · gone: deactivated since they signed in · staff: of another team ·
owner: it is their own page, account, activity
or nomination · judge: on a panel, else staff · mngr: manager · orgz: organizer · admin:
administrator. What is sent is right (tests/access/sent.py), so 302 after POST means: it was done.

login: sent to sign in first · again: asked once more who one is · 302, 301: sent on ·
403: may know of it, but not do it · 404: there is no such thing for them · 405: not that way ·
410: the link is spent · 400, 401: refused, and said why.
"""

from dataclasses import dataclass

from tests.access import nouns

ROLES = [
    "anonymous",
    "deactivated",
    "staff",
    "owner",
    "judge",
    "manager",
    "organizer",
    "administrator",
]

# Beside GET (and HEAD, which is GET without its text) and POST nothing is answered to anybody.
NEVER = ["PUT", "DELETE", "PATCH"]

TABLE = """
                                          anon   gone   staff  owner  judge  mngr   orgz   admin
account_email                        GET  login  login  302    302    302    302    302    302
                                     POST login  login  302    302    302    302    302    302
socialaccount_login_error            GET  401    401    401    401    401    401    401    401
                                     POST 405    405    405    405    405    405    405    405
openid_connect_login                 GET  404    404    404    404    404    404    404    404
                                     POST 404    404    404    404    404    404    404    404
account_login                        GET  200    200    302    302    302    302    302    302
                                     POST 302    302    302    302    302    302    302    302
account_logout                       GET  302    302    200    200    200    200    200    200
                                     POST 302    302    302    302    302    302    302    302
account_inactive                     GET  200    200    200    200    200    200    200    200
                                     POST 405    405    405    405    405    405    405    405
account_signup                       GET  200    200    302    302    302    302    302    302
                                     POST 200    200    302    302    302    302    302    302
account_reauthenticate               GET  login  login  200    200    200    200    200    200
                                     POST login  login  302    302    302    302    302    302
account_email_verification_sent      GET  200    200    200    200    200    200    200    200
                                     POST 405    405    405    405    405    405    405    405
account_change_password              GET  login  login  200    200    200    200    200    200
                                     POST login  login  302    302    302    302    302    302
account_set_password                 GET  login  login  302    302    302    302    302    302
                                     POST login  login  302    302    302    302    302    302
account_reset_password               GET  200    200    200    200    200    200    200    200
                                     POST 302    302    302    302    302    302    302    302
account_confirm_login_code           GET  302    302    302    302    302    302    302    302
                                     POST 302    302    302    302    302    302    302    302
account_confirm_email                GET  200    200    200    200    200    200    200    200
                                     POST 404    404    404    404    404    404    404    404
account_reset_password_from_key_done GET  200    200    200    200    200    200    200    200
                                     POST 405    405    405    405    405    405    405    405
account_reset_password_from_key      GET  302    302    302    302    302    302    302    302
                                     POST 302    302    302    302    302    302    302    302
account_reset_password_done          GET  200    200    200    200    200    200    200    200
                                     POST 405    405    405    405    405    405    405    405
mfa_index                            GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
mfa_authenticate                     GET  302    302    302    302    302    302    302    302
                                     POST 302    302    302    302    302    302    302    302
mfa_reauthenticate                   GET  login  login  again  200    again  again  again  again
                                     POST login  login  again  200    again  again  again  again
mfa_activate_totp                    GET  login  login  200    302    200    200    200    200
                                     POST login  login  200    302    200    200    200    200
mfa_deactivate_totp                  GET  login  login  404    200    404    404    404    404
                                     POST login  login  404    302    404    404    404    404
mfa_view_recovery_codes              GET  login  login  404    200    404    404    404    404
                                     POST login  login  405    405    405    405    405    405
mfa_generate_recovery_codes          GET  login  login  200    200    200    200    200    200
                                     POST login  login  200    302    200    200    200    200
mfa_download_recovery_codes          GET  login  login  404    200    404    404    404    404
                                     POST login  login  404    405    404    404    404    404
mfa_list_webauthn                    GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
mfa_add_webauthn                     GET  login  login  200    200    200    200    200    200
                                     POST login  login  200    200    200    200    200    200
mfa_reauthenticate_webauthn          GET  login  login  again  200    again  again  again  again
                                     POST login  login  again  302    again  again  again  again
mfa_remove_webauthn                  GET  login  login  404    200    404    404    404    404
                                     POST login  login  404    302    404    404    404    404
mfa_edit_webauthn                    GET  login  login  404    200    404    404    404    404
                                     POST login  login  404    302    404    404    404    404
mfa_login_webauthn                   GET  302    302    302    302    302    302    302    302
                                     POST 302    302    302    302    302    302    302    302
socialaccount_login_cancelled        GET  200    200    200    200    200    200    200    200
                                     POST 405    405    405    405    405    405    405    405
socialaccount_signup                 GET  302    302    302    302    302    302    302    302
                                     POST 302    302    302    302    302    302    302    302
socialaccount_connections            GET  login  login  200    200    200    200    200    200
                                     POST login  login  200    200    200    200    200    200
account/social/login/cancelled/      GET  login  login  301    301    301    301    301    301
                                     POST login  login  301    301    301    301    301    301
account/social/login/error/          GET  login  login  301    301    301    301    301    301
                                     POST login  login  301    301    301    301    301    301
account/social/signup/               GET  login  login  301    301    301    301    301    301
                                     POST login  login  301    301    301    301    301    301
account/social/connections/          GET  login  login  301    301    301    301    301    301
                                     POST login  login  301    301    301    301    301    301
openid_connect_callback              GET  404    404    404    404    404    404    404    404
                                     POST 404    404    404    404    404    404    404    404
usersessions_list                    GET  login  login  200    200    200    200    200    200
                                     POST login  login  302    302    302    302    302    302
robots                               GET  200    200    200    200    200    200    200    200
                                     POST 405    405    405    405    405    405    405    405
favicon                              GET  302    302    302    302    302    302    302    302
                                     POST 405    405    405    405    405    405    405    405
set_language                         GET  302    302    302    302    302    302    302    302
                                     POST 302    302    302    302    302    302    302    302
people:person-list                   GET  login  login  403    403    403    403    200    200
                                     POST login  login  403    403    403    403    405    405
people:person-new                    GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    302
people:invite-everyone               GET  login  login  403    403    403    403    403    405
                                     POST login  login  403    403    403    403    403    400
people:import-new                    GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    302
people:import-template               GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    405
people:import-detail                 GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    405
people:import-apply                  GET  login  login  403    403    403    403    403    405
                                     POST login  login  403    403    403    403    403    302
people:import-problems               GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    405
people:person-detail                 GET  login  login  403    403    403    403    200    200
                                     POST login  login  403    403    403    403    405    405
people:person-edit                   GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    302
people:person-invite                 GET  login  login  403    403    403    403    403    405
                                     POST login  login  403    403    403    403    403    200
people:person-deactivate             GET  login  login  403    403    403    403    403    405
                                     POST login  login  403    403    403    403    403    302
people:person-reactivate             GET  login  login  403    403    403    403    403    405
                                     POST login  login  403    403    403    403    403    302
people:me                            GET  login  login  200    200    200    200    200    200
                                     POST login  login  302    302    302    302    302    302
people:person-data                   GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    405
people:person-data-file              GET  login  login  403    403    403    403    403    405
                                     POST login  login  403    403    403    403    403    200
people:person-erase                  GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    302
people:my-data                       GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
people:my-data-file                  GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
people:team-list                     GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    405
people:team-new                      GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    302
people:team-edit                     GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    302
people:team-delete                   GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    302
people:site-list                     GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    405
people:site-new                      GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    302
people:site-edit                     GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    302
people:site-delete                   GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    302
people:shift-list                    GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    405
people:shift-new                     GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    302
people:shift-edit                    GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    302
people:shift-delete                  GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    302
people:organisation-edit             GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    302
people:first                         GET  410    410    410    410    410    410    410    410
                                     POST 410    410    410    410    410    410    410    410
people:setup                         GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    200
notices:notice-list                  GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
notices:notice-see-all               GET  login  login  405    405    405    405    405    405
                                     POST login  login  302    302    302    302    302    302
notices:notice-open                  GET  login  login  405    405    405    405    405    405
                                     POST login  login  404    302    404    404    404    404
notices:mail-list                    GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    405
notices:mail-detail                  GET  login  login  403    403    403    403    403    200
                                     POST login  login  403    403    403    403    403    405
notices:mail-send-kept               GET  login  login  403    403    403    403    403    405
                                     POST login  login  403    403    403    403    403    400
notices:mails-off                    GET  200    200    200    200    200    200    200    200
                                     POST 200    200    200    200    200    200    200    200
planner:home                         GET  login  login  302    302    302    302    302    302
                                     POST login  login  405    405    405    405    405    405
planner:about                        GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:week-list                    GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:host-search                  GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:week-detail                  GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:my-week                      GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:poster                       GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:poster-pdf                   GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:programme-list               GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:programme-list-pdf           GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:my-list                      GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:my-list-pdf                  GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:programme-json               GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:publication-new              GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:publication-list             GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:publication-detail           GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:publication-copy-back        GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:link-detail                  GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:link-open                    GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:link-close                   GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:open-week                    GET  200    200    200    200    200    200    200    200
                                     POST 405    405    405    405    405    405    405    405
planner:open-feed                    GET  200    200    200    200    200    200    200    200
                                     POST 405    405    405    405    405    405    405    405
planner:open-activity-calendar       GET  200    200    200    200    200    200    200    200
                                     POST 405    405    405    405    405    405    405    405
planner:open-programme-json          GET  200    200    200    200    200    200    200    200
                                     POST 405    405    405    405    405    405    405    405
planner:week-new                     GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:week-edit                    GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:week-history                 GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:day-edit                     GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:day-history                  GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:board                        GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:problem-list                 GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:place-list                   GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:place-new                    GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:place-edit                   GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:place-delete                 GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:idea-list                    GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:idea-add                     GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:idea-remove                  GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:idea-bring-back              GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:activity-new                 GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:activity-edit                GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:activity-move                GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:activity-wave                GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:activity-copy                GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:activity-cancel              GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:activity-reinstate           GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:activity-delete              GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:activity-bring-back          GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:idea-keep                    GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:activity-history             GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:activity-calendar            GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:calendar-feed                GET  200    200    200    200    200    200    200    200
                                     POST 405    405    405    405    405    405    405    405
planner:calendar-list                GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:calendar-new                 GET  login  login  405    405    405    405    405    405
                                     POST login  login  200    200    200    200    200    200
planner:calendar-stop                GET  login  login  405    405    405    405    405    405
                                     POST login  login  404    302    404    404    404    404
"""

# 200 to GET, but no page of its own: a piece of one, or a file.
NO_PAGES = {
    "robots": "for crawlers",
    "planner:poster-pdf": "a file",
    "planner:programme-list-pdf": "a file",
    "planner:my-list-pdf": "a file",
    "planner:host-search": "options for a field",
    "people:import-template": "a file",
    "people:my-data-file": "a file",
    "people:person-data-file": "a file",
    "people:import-problems": "a file",
    "mfa_download_recovery_codes": "a file",
    "planner:activity-calendar": "a file",
    "planner:calendar-feed": "a file",
    "planner:open-feed": "a file",
    "planner:open-activity-calendar": "a file",
    "planner:programme-json": "for other programs",
    "planner:open-programme-json": "for other programs",
} | nouns.NO_PAGES


@dataclass(frozen=True)
class Row:
    """One address by one method: what each role is answered."""

    name: str
    method: str
    answers: dict[str, str]


def read(text: str) -> list[Row]:
    """The rows of a table written as above; a name left out is that of the row before."""
    rows = []
    name = ""
    for line in text.strip("\n").splitlines()[1:]:
        words = line.split()
        name = words.pop(0) if not line.startswith(" ") else name
        method, *answers = words
        rows.append(Row(name, method, dict(zip(ROLES, answers, strict=True))))
    return rows


ROWS = {(row.name, row.method): row for row in read(TABLE + nouns.TABLE)}


def said(answer) -> str:
    """An answer as the table says it."""
    if answer.status_code == 302:
        path = answer.headers["Location"].partition("?")[0]
        if path == "/account/login/" and "next=" in answer.headers["Location"]:
            return "login"
        if path.endswith("/reauthenticate/"):
            return "again"
    return str(answer.status_code)


def pages(role: str) -> list[str]:
    """The addresses that show that role a page."""
    shown = (
        row.name for row in ROWS.values() if row.method == "GET" and row.answers[role] == "200"
    )
    return [name for name in shown if name not in NO_PAGES]


def is_refused(answer: str) -> bool:
    return answer not in {"200", "301", "302"}
