"""Passkeys in a real browser, under the policy that every page is sent with."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitors import PASSWORD, PRIYA

pytestmark = pytest.mark.browser
JUDGE = "judge@example.org"
LOCKED = "Too many wrong passwords."


class Authenticator:
    """A device that holds passkeys and always recognises its owner, unless it is away."""

    def __init__(self, visitor):
        self.session = visitor.context.new_cdp_session(visitor.page)
        self.session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        added = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self.id = {"authenticatorId": added["authenticatorId"]}

    def keys(self) -> int:
        return len(self.session.send("WebAuthn.getCredentials", self.id)["credentials"])

    def refuse(self) -> None:
        """From now on it does not recognise its owner."""
        self.session.send("WebAuthn.setUserVerified", self.id | {"isUserVerified": False})


def sign_in_by_passkey(page):
    page.goto(page.url.split("/account/")[0].split("/people/")[0] + "/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()


def sign_out(page):
    page.locator("details.me > summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/account/login/")


def add_passkey(visitor, name: str):
    page = visitor.open("/people/me/")
    page.get_by_role("link", name="Passkeys and codes").click()
    page.get_by_role("link", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Yes, it is me").click()
    page.get_by_label("Name").fill(name)
    expect(page.get_by_label("Sign in with it alone")).to_be_checked()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    expect(page.get_by_text("The passkey is added.")).to_be_visible()


def test_a_passkey_is_added_lets_in_while_the_password_is_locked_and_is_removed(demo, visitor):
    priya = visitor(demo)
    device = Authenticator(priya)
    priya.sign_in(PRIYA)
    add_passkey(priya, "Work phone")
    assert device.keys() == 1
    page = priya.page
    sign_out(page)

    for _ in range(6):
        page.get_by_label("E-mail").fill(PRIYA)
        page.get_by_label("Password").fill("not the right one")
        with page.expect_navigation():
            page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text(LOCKED)).to_be_visible()
    sign_in_by_passkey(page)
    page.wait_for_url(lambda url: "/account/" not in url)

    page = priya.open("/account/2fa/webauthn/")
    expect(page.get_by_role("heading", name="Work phone")).to_be_visible()
    page.get_by_role("link", name="Remove Work phone").click()
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("The passkey is removed.")).to_be_visible()


def test_a_passkey_that_is_not_used_is_told_on_the_page(demo, visitor):
    somebody = visitor(demo)
    device = Authenticator(somebody)
    device.refuse()
    page = somebody.open("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("No passkey was used.")
    expect(page).to_have_url(re.compile("/account/login/$"))


def test_a_security_key_is_the_second_step_after_the_password(demo, visitor):
    jun = visitor(demo)
    Authenticator(jun)
    jun.sign_in(JUDGE)
    page = jun.open("/account/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Yes, it is me").click()
    page.get_by_label("Name").fill("Key on the ring")
    page.get_by_label("Sign in with it alone").uncheck()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    sign_out(page)
    page.get_by_label("E-mail").fill(JUDGE)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda url: "/account/" not in url)


def test_the_codes_of_an_app_are_set_up_under_the_same_policy(demo, visitor):
    mara = visitor(demo)
    mara.sign_in("manager@example.org")
    page = mara.open("/account/2fa/totp/activate/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Yes, it is me").click()
    code = page.get_by_alt_text("QR code")
    expect(code).to_be_visible()
    expect(code).to_have_js_property("complete", True)
    assert code.evaluate("image => image.naturalWidth") > 0


def test_the_demo_fills_in_whom_one_wants_to_be(demo, visitor):
    page = visitor(demo).open("/account/login/")
    page.get_by_role("button", name="Use this staff@example.org").click()
    expect(page.get_by_label("E-mail")).to_have_value("staff@example.org")


def test_without_javascript_one_signs_in_by_password(demo, visitor):
    somebody = visitor(demo, java_script_enabled=False)
    somebody.sign_in("organizer@example.org")
