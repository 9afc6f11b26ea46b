"""Visitors: people with a browser of their own, every page of which is watched for faults."""

import re
from contextlib import contextmanager
from urllib.parse import urlsplit

PASSWORD = "customer-service-week"
TESS, INES, PRIYA = (
    "organizer@example.org",
    "ines.carvalho@example.org",
    "staff@example.org",
)
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
REPEATED = (
    r"Failed to load resource: (.* status of \d+|net::)"
    r"|htmx:(afterRequest|sendError|sendAbort|responseError)\b|Response Status Error Code \d+ from "
)
# Answers that are part of a conversation: somebody saved first; what was typed cannot be.
EXPECTED_STATUS = frozenset({409, 422})


class Visitor:
    """One person at one browser. `faults` must be empty when the journey ends."""

    def __init__(self, context, address: str):
        self.address = address
        self.context = context
        self.faults: list[str] = []
        self.requests: list[str] = []
        self.also_expected: set[int] = set()
        self.is_cut_off = False
        self._answers: list[bool] = []
        self.asked: list[str] = []
        context.on("request", self._on_request)
        context.on("requestfailed", self._on_failure)
        context.on("response", self._on_response)
        context.on("page", self._on_page)
        self.page = context.new_page()

    # What is watched --------------------------------------------------------------------------

    def _on_page(self, page) -> None:
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        page.on("dialog", self._on_dialog)

    def _on_request(self, request) -> None:
        self.requests.append(request.url)
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and parts.netloc != urlsplit(self.address).netloc:
            self.faults.append(f"request to another host: {request.url}")

    def _on_response(self, response) -> None:
        if response.status >= 400 and not self._expects(response.status):
            self.faults.append(f"{response.status} for {response.request.method} {response.url}")

    def _on_failure(self, request) -> None:
        # A page that is left aborts what it was loading.
        if request.failure != "net::ERR_ABORTED" and not self.is_cut_off:
            self.faults.append(f"{request.failure} for {request.method} {request.url}")

    def _on_console(self, message) -> None:
        # Chromium and htmx repeat here what _on_response and _on_failure judge.
        if message.type == "error" and not re.match(REPEATED, message.text):
            self.faults.append(f"console error: {message.text}")

    def _on_dialog(self, dialog) -> None:
        if self._answers:
            self.asked.append(dialog.message)
            dialog.accept() if self._answers.pop(0) else dialog.dismiss()
        else:
            self.faults.append(f"unexpected {dialog.type}: {dialog.message}")
            dialog.dismiss()

    def _expects(self, status: int) -> bool:
        return status in EXPECTED_STATUS or status in self.also_expected

    @contextmanager
    def answering(self, *answers: bool):
        """Questions that the page will ask, in their order, and whether one says yes."""
        self._answers, self.asked = list(answers), []
        yield self.asked
        for _time in range(100):
            if not self._answers:
                break
            self.page.wait_for_timeout(50)
        assert not self._answers, "the page did not ask"

    @contextmanager
    def meeting(self, *statuses: int):
        """Answers that are no fault in what happens here."""
        self.also_expected |= set(statuses)
        yield
        self.also_expected -= set(statuses)

    @contextmanager
    def cut_off(self):
        """The network is gone."""
        self.is_cut_off = True
        self.context.set_offline(True)
        yield
        self.context.set_offline(False)
        self.is_cut_off = False

    @contextmanager
    def losing_answers(self, address: str):
        """What is sent there arrives, and its answer does not come back."""

        def lose(route):
            route.fetch()
            route.abort()

        self.is_cut_off = True
        self.page.route(address, lose)
        yield
        self.page.unroute(address, lose)
        self.is_cut_off = False

    # What everybody does ----------------------------------------------------------------------

    def open(self, path: str):
        self.page.goto(self.address + path)
        return self.page

    def sign_in(self, email: str = TESS, *, page=None) -> "Visitor":
        page = page or self.page
        page.goto(self.address + "/account/login/")
        page.get_by_label("E-mail").fill(email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda url: "/account/login" not in url)
        return self

    def focused(self) -> str:
        """What has the focus, as a reader would call it."""
        return self.page.evaluate(
            "(document.activeElement.labels?.[0] ?? document.activeElement).textContent"
        ).strip()

    def leave(self) -> None:
        self.context.close()
