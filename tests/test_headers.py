"""What every response says to the browser, and what the shipped settings are worth."""

import json
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import path

from tests import factories
from tests.processes import LONGEST, ROOT, Lent
from tests.urls import every_path

EVERYWHERE = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


def missing(response) -> list[str]:
    """The names of the headers that are not as they should be."""
    wrong = [name for name, value in EVERYWHERE.items() if response.headers.get(name) != value]
    policy = response.headers.get("Content-Security-Policy", "")
    if {part.strip() for part in policy.split(";") if part.strip()} != POLICY:
        wrong.append("Content-Security-Policy")
    return wrong


@pytest.fixture
def everything(organisation):
    roles = {"is_organizer": True, "is_manager": True, "is_administrator": True}
    return factories.person("Evi Ebner", **roles)


@pytest.mark.django_db
def test_every_page_carries_every_header(client, organisation):
    wrong = {each: missing(client.get(each)) for each in every_path()}
    assert {each: names for each, names in wrong.items() if names} == {}


@pytest.mark.django_db
def test_every_signed_in_page_carries_every_header_and_is_not_stored(everything, week):
    wrong = {}
    for each in every_path():
        client = Client()
        client.force_login(everything)
        response = client.get(each)
        if missing(response) or "no-store" not in response.headers["Cache-Control"]:
            wrong[each] = missing(response) or ["Cache-Control"]
    assert wrong == {}


@pytest.mark.django_db
def test_control_a_page_without_the_middleware_is_found(client, organisation, settings):
    settings.MIDDLEWARE = [
        each for each in settings.MIDDLEWARE if "XFrame" not in each and "csp" not in each
    ]
    assert missing(client.get("/account/login/")) == ["X-Frame-Options", "Content-Security-Policy"]


def broken(request):
    raise RuntimeError("a secret that nobody should read")


broken.login_required = False
urlpatterns = [path("broken/", broken)]


@pytest.mark.django_db
def test_a_page_that_is_not_there_carries_every_header(client, everything):
    client.force_login(everything)
    response = client.get("/there/is/nothing/here/")
    assert response.status_code == 404
    assert missing(response) == []


@pytest.mark.django_db
@pytest.mark.urls("tests.test_headers")
def test_a_broken_page_carries_every_header_and_tells_no_secret(organisation):
    response = Client(raise_request_exception=False).get("/broken/")
    assert response.status_code == 500
    assert missing(response) == []
    assert "secret" not in response.content.decode()
    assert "Traceback" not in response.content.decode()


@pytest.mark.django_db
def test_a_forged_host_is_refused_with_every_header(client, organisation):
    response = client.get("/account/login/", HTTP_HOST="evil.example")
    assert response.status_code == 400
    assert missing(response) == []


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT"])
def test_methods_that_echo_are_refused(client, everything, method):
    client.force_login(everything)
    for each in ("/", "/account/login/", "/people/"):
        response = client.generic(method, each)
        assert response.status_code == 405
        assert missing(response) == []


# With HTTPS ------------------------------------------------------------------

ASK = """
import django, json
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("collectstatic", interactive=False, verbosity=0)
from csweek.people.models import Person
from django.contrib.auth.hashers import make_password
Person.objects.create_user("ada@example.org", "Ada Amari", "customer-service-week")
client = Client(headers={"host": "week.example.org"})
page = client.get("/account/login/", secure=True)
data = {"login": "ada@example.org", "password": "customer-service-week"}
signed_in = client.post("/account/login/", data, secure=True)
client.post("/language/setlang/", {"language": "pt-pt"}, secure=True)
plain = client.get("/account/login/")
print(json.dumps({
    "status": signed_in.status_code,
    "cookies": {name: morsel.OutputString() for name, morsel in client.cookies.items()},
    "hsts": page.headers["Strict-Transport-Security"],
    "plain": [plain.status_code, plain.headers["Location"]],
}))
"""


@pytest.fixture
def over_https(transactional_db, tmp_path):
    """Runs Python with the settings that a real installation has; answers with the process."""
    here = Lent(tmp_path).environment | {"CSWEEK_ADDRESS": "https://week.example.org"}

    def run(*words):
        words = [sys.executable, *words]
        return subprocess.run(
            words, cwd=ROOT, env=here, capture_output=True, text=True, timeout=LONGEST
        )

    return run


def test_check_deploy_has_nothing_to_say(over_https):
    done = over_https("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert (done.returncode, done.stdout) == (
        0,
        "System check identified no issues (0 silenced).\n",
    ), done.stderr


def test_control_check_deploy_finds_plain_http(over_https):
    done = over_https(
        "-c",
        "import os, runpy, sys; os.environ['CSWEEK_ADDRESS'] = 'http://week.example.org';"
        "sys.argv = ['manage.py', 'check', '--deploy', '--fail-level', 'WARNING'];"
        "runpy.run_path('manage.py', run_name='__main__')",
    )
    assert done.returncode == 1
    assert "security.W008" in done.stderr  # no redirect to HTTPS


def test_over_https_cookies_are_bound_to_the_host_and_plain_http_is_sent_on(over_https):
    done = over_https("-c", ASK)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["status"] == 302
    assert told["hsts"] == "max-age=63072000; includeSubDomains; preload"
    assert told["plain"] == [301, "https://week.example.org/account/login/"]
    assert {"__Host-session", "__Host-csrf"} <= set(told["cookies"])
    for name, cookie in told["cookies"].items():
        assert "Secure" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie, name
        assert "Domain" not in cookie
    for name in ("__Host-session", "__Host-csrf"):
        assert "HttpOnly" in told["cookies"][name]
