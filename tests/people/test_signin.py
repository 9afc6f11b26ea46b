"""Signing in: wrong passwords counted, nobody's account told, codes and passkeys beside them."""

import re

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from csweek.people.adapters import AccountAdapter
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

LOGIN = "/account/login/"
RESET = "/account/password/reset/"
WRONG = "That address and password do not go together."
LOCKED = "Too many wrong passwords."


@pytest.fixture(autouse=True)
def set_up(organisation):
    return organisation


def sign_in(client, email="cole@example.org", password=PASSWORD, **headers):
    return client.post(LOGIN, {"login": email, "password": password}, **headers)


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def words(response) -> str:
    """A page without what differs every time: tokens, and what was typed."""
    page = re.sub(r'(csrfmiddlewaretoken" |X-CSRFToken": )[^>]*', "", response.content.decode())
    return page.replace("cole@example.org", "…").replace("nobody@example.org", "…")


# The page --------------------------------------------------------------------


def test_a_person_signs_in_by_address_and_password(client, cole):
    response = sign_in(client, "COLE@example.org")
    assert response.url == reverse("planner:home")
    assert is_signed_in(client)


def test_nobody_signs_up(client):
    for method in (client.get, client.post):
        page = method("/account/signup/", {"email": "eve@example.org"}).content.decode()
        assert "Nobody signs up here: an administrator of your organisation adds you" in page


def test_a_deactivated_person_does_not_get_in(client, cole):
    type(cole).objects.filter(pk=cole.pk).update(is_active=False)
    sign_in(client)
    assert not is_signed_in(client)


def test_the_demo_offers_its_accounts(client, settings):
    assert "organizer@example.org" not in client.get(LOGIN).content.decode()
    settings.DEMO = True
    page = client.get(LOGIN).content.decode()
    for role in ("organizer", "manager", "judge", "staff", "ines.carvalho"):
        assert f"{role}@example.org" in page
    chosen = client.get(LOGIN, {"login": "judge@example.org"}).content.decode()
    assert 'value="judge@example.org"' in chosen.split("</form>")[0]


def test_without_mail_a_forgotten_password_is_for_an_administrator(client, settings):
    assert "This server sends no mail." in client.get(RESET).content.decode()
    settings.MAIL_SERVER = "mail.example.org"
    assert "Mail me a link" in client.get(RESET).content.decode()


# Guessing --------------------------------------------------------------------


def test_after_five_wrong_passwords_even_the_right_one_waits_five_minutes(client, cole):
    with time_machine.travel("2026-09-01 09:00", tick=False) as clock:
        for _ in range(5):
            assert WRONG in sign_in(client, password="wrong").content.decode()
            clock.shift(10)
        assert LOCKED in sign_in(client).content.decode()
        assert not is_signed_in(client)
        clock.shift(300)
        sign_in(client)
        assert is_signed_in(client)


def test_four_wrong_passwords_do_not_lock(client, cole):
    for _ in range(4):
        sign_in(client, password="wrong")
    sign_in(client)
    assert is_signed_in(client)


def test_the_guesses_are_counted_from_every_address_together(client, cole):
    for number in range(5):
        sign_in(client, password="wrong", REMOTE_ADDR=f"192.0.2.{number}")
    assert LOCKED in sign_in(client, REMOTE_ADDR="192.0.2.99").content.decode()


def test_the_guesses_are_counted_whatever_the_host_says(client, cole):
    for number in range(5):
        sign_in(client, password="wrong", HTTP_HOST=f"localhost:{8000 + number}")
    assert LOCKED in sign_in(client, HTTP_HOST="localhost:9000").content.decode()


def test_control_counted_by_host_each_port_would_have_its_own_guesses(client, cole, monkeypatch):
    monkeypatch.delattr(AccountAdapter, "_get_login_attempts_cache_key")
    for number in range(5):
        sign_in(client, password="wrong", HTTP_HOST=f"localhost:{8000 + number}")
    sign_in(client, HTTP_HOST="localhost:9000")
    assert is_signed_in(client)


def test_ten_wrong_passwords_a_minute_lock_an_address_out(client, cole):
    with time_machine.travel("2026-09-01 09:00", tick=False) as clock:
        for number in range(10):
            sign_in(client, f"p{number}@example.org", "wrong")
        assert LOCKED in sign_in(client).content.decode()
        sign_in(other := Client(), REMOTE_ADDR="192.0.2.7")
        assert is_signed_in(other)
        clock.shift(61)
        sign_in(client)
        assert is_signed_in(client)


def test_a_forged_forwarding_header_does_not_open_the_lock(client, cole):
    for number in range(10):
        header = f"192.0.2.{number}"
        sign_in(client, f"p{number}@example.org", "wrong", HTTP_X_FORWARDED_FOR=header)
    assert LOCKED in sign_in(client, HTTP_X_FORWARDED_FOR="192.0.2.99").content.decode()


def start_a_worker():
    """A cache object of its own, as each worker has; what it counts may lie elsewhere."""
    del caches["default"]


def test_the_count_is_shared_by_all_workers(cole):
    for _ in range(5):
        start_a_worker()
        sign_in(Client(), password="wrong")
    start_a_worker()
    assert LOCKED in sign_in(Client()).content.decode()


def test_control_counted_by_each_worker_alone_the_lock_never_closes(client, cole, settings):
    for worker in range(6):
        settings.CACHES = {
            "default": {
                "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
                "LOCATION": f"worker {worker}",
            }
        }
        sign_in(client, password=PASSWORD if worker == 5 else "wrong")
    assert is_signed_in(client)


def test_a_new_password_opens_the_lock(client, cole, settings):
    settings.MAIL_SERVER, settings.ADDRESS = "mail.example.org", ""
    for _ in range(5):
        sign_in(client, password="wrong")
    client.post(RESET, {"email": cole.email})
    link = re.search(r"/account/password/reset/key/\S+", mail.outbox[0].body)[0]
    page = client.get(link, follow=True)
    new = "five-pieces-of-a-week"
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    client.logout()
    sign_in(client, password=new)
    assert is_signed_in(client)


# Who has an account is nobody's business -------------------------------------


def test_an_unknown_address_gets_the_same_answer_as_a_wrong_password(client, cole):
    known = sign_in(client, "cole@example.org", "wrong")
    unknown = sign_in(client, "nobody@example.org", "wrong")
    assert known.status_code == unknown.status_code
    assert words(known) == words(unknown)


def test_an_unknown_address_costs_a_password_hash_too(client, cole, monkeypatch):
    hashed = []
    from django.contrib.auth import hashers

    original = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(
        hashers.MD5PasswordHasher,
        "encode",
        lambda *args, **kwargs: hashed.append(1) or original(*args, **kwargs),
    )
    sign_in(client, "cole@example.org", "wrong")
    known = len(hashed)
    sign_in(client, "nobody@example.org", "wrong")
    assert len(hashed) == 2 * known > 0


def test_a_reset_says_the_same_for_known_and_unknown_and_mails_both(client, cole, settings):
    settings.MAIL_SERVER = "mail.example.org"
    answers = [
        client.post(RESET, {"email": address}, follow=True)
        for address in ("cole@example.org", "nobody@example.org")
    ]
    assert words(answers[0]) == words(answers[1])
    known, unknown = mail.outbox
    assert "/account/password/reset/key/" in known.body
    assert "/account/password/reset/key/" not in unknown.body


def test_mail_that_is_down_changes_nothing_of_the_answer(client, cole, settings, monkeypatch):
    settings.MAIL_SERVER = "mail.example.org"
    up = client.post(RESET, {"email": cole.email}, follow=True)

    def down(self, *args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", down)
    assert words(client.post(RESET, {"email": cole.email}, follow=True)) == words(up)


def test_a_reset_link_works_once_and_for_24_hours(client, cole, settings):
    settings.MAIL_SERVER = "mail.example.org"
    with time_machine.travel("2026-09-01 09:00", tick=False) as clock:
        client.post(RESET, {"email": cole.email})
        link = re.search(r"/account/password/reset/key/\S+", mail.outbox[0].body)[0]
        assert not client.get(link, follow=True).context.get("token_fail")
        clock.shift(24 * 3600 + 1)
        assert Client().get(link, follow=True).context["token_fail"]


def test_a_reset_link_is_by_the_address_of_the_settings(client, cole, settings):
    settings.MAIL_SERVER, settings.ADDRESS = "mail.example.org", "https://week.example.org"
    forged = {"HTTP_HOST": "localhost:666", "HTTP_X_FORWARDED_HOST": "evil.example"}
    client.post(RESET, {"email": cole.email}, **forged)
    body = mail.outbox[0].body
    assert "https://week.example.org/account/password/reset/key/" in body
    assert "localhost" not in body + mail.outbox[0].subject
    assert "evil.example" not in body
    assert client.post(RESET, {"email": cole.email}, HTTP_HOST="evil.example").status_code == 400
    assert len(mail.outbox) == 1


def test_control_a_link_by_the_host_of_the_request_would_be_forged(
    client, cole, settings, monkeypatch
):
    settings.MAIL_SERVER, settings.ADDRESS = "mail.example.org", "https://week.example.org"
    monkeypatch.delattr(AccountAdapter, "get_reset_password_from_key_url")
    client.post(RESET, {"email": cole.email}, HTTP_HOST="localhost:666")
    assert "localhost:666" in mail.outbox[0].body


# Where signing in leads ------------------------------------------------------

ELSEWHERE = [
    "https://evil.example",
    "http://evil.example/",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "http:\\\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\\evil.example",
    "/\\/evil.example",
    "\t//evil.example",
    " //evil.example",
    "\n//evil.example",
    "/\t/evil.example",
    "http://testserver@evil.example",
    "http://evil.example\\@testserver",
    "http://testserver.evil.example",
    "http://evil.example#testserver",
    "http://evil.example?testserver",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "ftp://testserver/",
    "http://localhost/",
    "http://127.0.0.1:8000/",
    "http://localhost:8000/",
    "https://[::1]/",
    "//testserver@evil.example/%2f..",
    "http://xn--tstserver-n4a/",
]


@pytest.mark.parametrize("url", ELSEWHERE)
def test_signing_in_and_out_leads_nowhere_else(client, cole, url):
    response = client.post(LOGIN, {"login": cole.email, "password": PASSWORD, "next": url})
    assert is_signed_in(client)
    assert response.url == reverse("planner:home")
    assert client.post("/account/logout/", {"next": url}).url == LOGIN
    response = client.post("/language/setlang/", {"language": "pt-pt", "next": url})
    assert response.url == "/"


def test_signing_in_leads_back_to_the_page_that_was_wanted(client, cole):
    wanted = client.get("/people/me/")
    assert wanted.url == "/account/login/?next=/people/me/"
    data = {"login": cole.email, "password": PASSWORD, "next": "/people/me/"}
    assert client.post(wanted.url, data).url == "/people/me/"


# Codes -----------------------------------------------------------------------


def code_for(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_with_an_authenticator_app_the_password_is_not_enough(client, cole):
    TOTP.activate(cole, "JBSWY3DPEHPK3PXP")
    assert sign_in(client).url == "/account/2fa/authenticate/"
    assert not is_signed_in(client)
    assert client.get("/people/me/").status_code == 302
    client.post("/account/2fa/authenticate/", {"code": code_for("JBSWY3DPEHPK3PXP")})
    assert is_signed_in(client)


def test_an_authenticator_app_is_set_up_without_inline_style(client, cole):
    sign_in(client)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/")
    text = page.content.decode()
    assert "data:image/svg+xml;base64," in text
    assert not re.search(r"<style|\sstyle=|\son\w+=", text)
    secret = page.context["form"].secret
    response = client.post("/account/2fa/totp/activate/", {"code": code_for(secret)}, follow=True)
    assert "Recovery codes" in response.content.decode()


ACCOUNT_PAGES = [
    "/account/password/change/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
    "/account/sessions/",
    "/account/logout/",
    "/account/3rdparty/",
    "/account/reauthenticate/",
    "/people/me/",
]
DOOR_PAGES = [
    LOGIN,
    RESET,
    "/account/password/reset/done/",
    "/account/password/reset/key/done/",
    "/account/password/reset/key/1-forged/",
    "/account/inactive/",
    "/account/signup/",
    "/account/confirm-email/",
    "/account/confirm-email/forged/",
    "/account/3rdparty/login/cancelled/",
    "/account/3rdparty/login/error/",
]


def test_what_changes_how_one_signs_in_asks_for_the_password_again(client, cole):
    sign_in(client)
    for url in ("/account/2fa/totp/activate/", "/account/2fa/webauthn/add/"):
        assert client.get(url).url.startswith("/account/reauthenticate/?next=")


@pytest.mark.parametrize("url", ACCOUNT_PAGES + DOOR_PAGES)
def test_every_page_of_the_account_looks_like_ours_and_has_one_heading(client, cole, url):
    if url in ACCOUNT_PAGES:
        sign_in(client)
        client.post("/account/reauthenticate/", {"password": PASSWORD})
    response = client.get(url)
    page = response.content.decode()
    assert response.status_code == (401 if url.endswith("/error/") else 200)
    assert page.count("<h1") == 1
    assert "css/tokens.css" in page
    assert not re.search(r"<style|\sstyle=|\son(click|load|error|submit)=", page)
    scripts = re.findall(r"<script([^>]*)>", page)
    assert all("src=" in script or "application/json" in script for script in scripts)


def test_too_many_requests_get_a_page_of_ours(client, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "1/m/ip"}
    for _ in range(2):
        response = sign_in(client, "nobody@example.org")
    assert response.status_code == 429
    assert "Too many tries" in response.content.decode()


def test_single_sign_on_is_not_there_unless_it_is_set_up(client):
    assert client.post("/account/oidc/oidc/login/").status_code == 404
    assert "oidc" not in client.get(LOGIN).content.decode()


def test_a_person_changes_the_password_and_other_browsers_are_signed_out(client, cole):
    sign_in(other := Client())
    sign_in(client)
    new = "five-pieces-of-a-week"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post("/account/password/change/", data)
    assert client.get("/people/me/").status_code == 200
    assert other.get("/people/me/").status_code == 302
    cole.refresh_from_db()
    assert cole.check_password(new)
