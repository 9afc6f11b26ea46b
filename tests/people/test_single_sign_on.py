"""Single sign-on by OpenID Connect, against a provider of our own on this machine."""

import base64
import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from csweek.people.models import Person
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

LOGIN = "/account/oidc/oidc/login/"
CALLBACK = "/account/oidc/oidc/login/callback/"


class Provider:
    """What a provider knows: who is signed in there, the codes it gave, and with what proof."""

    def __init__(self):
        self.claims = {}
        self.codes = {}
        self.asked = []

    def discovery(self, origin: str) -> dict:
        return {
            "issuer": origin,
            "authorization_endpoint": origin + "/authorize",
            "token_endpoint": origin + "/token",
            "userinfo_endpoint": origin + "/userinfo",
            "jwks_uri": origin + "/keys",
        }

    def authorize(self, asked: dict) -> str:
        """What the person is sent back with, once they have said yes."""
        self.asked.append(asked)
        code = f"code {len(self.asked)}"
        self.codes[code] = asked["code_challenge"]
        return urlencode({"code": code, "state": asked["state"]})

    def token(self, sent: dict) -> dict | None:
        """The token for a code, once, to whoever can show what the challenge was made of."""
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if self.codes.pop(sent["code"], None) != challenge:
            return None
        return {"access_token": "token", "token_type": "Bearer", "expires_in": 60}


@pytest.fixture
def provider(settings):
    made = Provider()

    class Handler(BaseHTTPRequestHandler):
        def answer(self, said: dict | None):
            self.send_response(200 if said is not None else 400)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(said or {"error": "invalid_grant"}).encode())

        def do_GET(self):
            origin = f"http://127.0.0.1:{self.server.server_port}"
            self.answer(made.claims if "userinfo" in self.path else made.discovery(origin))

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.answer(made.token({key: values[0] for key, values in parse_qs(body).items()}))

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SINGLE_SIGN_ON = f"http://127.0.0.1:{server.server_port}"
    app = {
        "provider_id": "oidc",
        "name": "Northwind",
        "client_id": "csweek",
        "secret": "secret",
        "settings": {"server_url": settings.SINGLE_SIGN_ON, "uid_field": "sub"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    }
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def set_up(organisation):
    return organisation


def go(client, provider, process: str = "login") -> str:
    """Press the button and say yes at the provider; answers with the address one is sent to."""
    page = client.post(f"{LOGIN}?process={process}")
    assert page.status_code == 200
    asked = {
        key: values[0]
        for key, values in parse_qs(urlsplit(page.context["redirect_to"]).query).items()
    }
    return CALLBACK + "?" + provider.authorize(asked)


def sign_on(client, provider, **claims):
    provider.claims = claims
    return client.get(go(client, provider), follow=True)


def signed_in(client) -> Person | None:
    return Person.objects.filter(pk=client.session.get("_auth_user_id")).first()


def test_the_sign_in_page_offers_it(client, provider):
    page = client.get("/account/login/").content.decode()
    assert "Sign in with Northwind" in page
    assert f'action="{LOGIN}' in page


def test_a_person_in_the_directory_is_known_by_the_address(client, provider, cole):
    sign_on(client, provider, sub="17", email="Cole@Example.org", email_verified=True)
    assert signed_in(client) == cole
    assert SocialAccount.objects.get().user == cole
    assert Person.objects.count() == 1


def test_a_person_who_was_never_invited_gets_in_that_way(client, provider):
    nell = Person.objects.create_user("nell@example.org", "Nell Novak")
    sign_on(client, provider, sub="17", email="nell@example.org", email_verified=True)
    assert signed_in(client) == nell
    assert nell in Person.objects.who_can_sign_in()


def test_the_second_time_one_is_known_by_the_account_there(client, provider, cole):
    sign_on(client, provider, sub="17", email="cole@example.org", email_verified=True)
    other = Client()
    sign_on(other, provider, sub="17", email="married@example.org", email_verified=True)
    assert signed_in(other) == cole


def test_the_flow_carries_state_and_proof(client, provider, cole):
    sign_on(client, provider, sub="17", email="cole@example.org", email_verified=True)
    (asked,) = provider.asked
    assert asked["code_challenge_method"] == "S256"
    assert asked["response_type"] == "code"
    assert len(asked["state"]) >= 16
    assert "openid" in asked["scope"].split()


def test_a_code_that_another_browser_asked_for_is_refused(client, provider, cole):
    """Whoever steals the answer of the provider has neither the state nor the proof."""
    provider.claims = {"sub": "17", "email": "cole@example.org"}
    stolen = go(client, provider)
    thief = Client()
    response = thief.get(stolen, follow=True)
    assert signed_in(thief) is None
    assert "Single sign-on did not work" in response.content.decode()


def test_an_unknown_address_is_refused_and_nobody_is_made(client, provider, cole):
    response = sign_on(client, provider, sub="66", email="eve@example.org", email_verified=True)
    assert "eve@example.org is not in the directory." in response.content.decode()
    assert signed_in(client) is None
    assert Person.objects.count() == 1
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "cole@example.org", "email_verified": False},
        {"email": "cole@example.org", "email_verified": "false"},
        {"email": "cole@example.org", "email_verified": 0},
        {"email": "cole@example.org"},
        {"email": ""},
        {"email": None},
        {},
    ],
)
def test_an_address_that_the_provider_does_not_vouch_for_is_refused(client, provider, cole, claims):
    page = sign_on(client, provider, sub="66", **claims).content.decode()
    if claims.get("email"):
        assert "The provider has not confirmed that cole@example.org is yours." in page
    else:
        assert "Your address is not in the directory." in page
    assert signed_in(client) is None
    assert not SocialAccount.objects.exists()


def test_a_deactivated_person_does_not_get_in(client, provider, ada, cole):
    sign_on(client, provider, sub="17", email="cole@example.org", email_verified=True)
    cole.deactivate(by=ada)
    sign_on(other := Client(), provider, sub="17", email="cole@example.org", email_verified=True)
    sign_on(third := Client(), provider, sub="18", email="cole@example.org", email_verified=True)
    assert signed_in(other) is signed_in(third) is None


def test_adding_it_to_ones_account_never_touches_another(client, provider, cole, otto):
    client.post("/account/login/", {"login": otto.email, "password": PASSWORD})
    provider.claims = {"sub": "17", "email": "cole@example.org"}
    client.get(go(client, provider, process="connect"), follow=True)
    assert signed_in(client) == otto
    assert SocialAccount.objects.get().user == otto
    page = client.get("/account/3rdparty/")
    assert [account.uid for account in page.context["form"].accounts] == ["17"]
    assert 'type="radio"' in page.content.decode()


def test_it_still_works_while_the_password_is_locked(client, provider, cole):
    for _ in range(6):
        client.post("/account/login/", {"login": cole.email, "password": "wrong"})
    response = client.post("/account/login/", {"login": cole.email, "password": PASSWORD})
    assert "Too many wrong passwords." in response.content.decode()
    sign_on(client, provider, sub="17", email="cole@example.org", email_verified=True)
    assert signed_in(client) == cole


def test_a_provider_that_refuses_is_told(client, provider):
    go(client, provider)
    response = client.get(CALLBACK + "?error=access_denied", follow=True)
    page = response.content.decode()
    assert "Sign-in was cancelled" in page or "Single sign-on did not work" in page


def test_the_way_out_is_a_page_of_ours_so_that_forms_stay_at_home(client, provider):
    page = client.post(LOGIN)
    assert f'content="0;url={provider_address(page)}' in page.content.decode()
    assert "form-action 'self'" in page.headers["Content-Security-Policy"].split("; ")
    assert reverse("openid_connect_login", args=["oidc"]) == LOGIN


def provider_address(page) -> str:
    return urlsplit(page.context["redirect_to"])._replace(query="").geturl()


def test_a_provider_that_never_says_is_believed_where_the_environment_says_so(
    client, provider, settings, cole
):
    settings.TRUST_UNSAID_ADDRESSES = True
    sign_on(client, provider, sub="66", email="cole@example.org", email_verified="false")
    assert signed_in(client) is None
    sign_on(client, provider, sub="66", email="cole@example.org")
    assert signed_in(client) == cole
