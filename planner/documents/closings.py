"""What customers are told of hours in which the service is closed, in every language we speak."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import formats, translation
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from planner.clocks import Clocks
from planner.models import Closing, Week


@dataclass(frozen=True)
class ClosingNotice:
    """The same notice as words, as the end of an e-mail, and as HTML for a web page."""

    language: str
    name: str
    heading: str
    why: str
    when: str
    back: str
    instead: str
    theme: str
    organisation: str

    @property
    def lines(self) -> list[str]:
        told = (self.heading, self.when, self.why, self.instead, self.back, self.theme)
        return [line for line in told if line]

    @property
    def text(self) -> str:
        return "\n".join([*self.lines, self.organisation])

    @property
    def signature(self) -> str:
        """A line of dashes and a blank, as mail programs know a signature by, then few lines."""
        told = (self.heading, self.when, self.back, self.theme)
        return "\n".join(["-- ", *filter(None, told), self.organisation])

    @property
    def snippet(self) -> str:
        """HTML to be copied into a page, and so text here: all that was typed is escaped in it."""
        told = " ".join(filter(None, (self.why, self.instead, self.back)))
        lines = (
            format_html('<aside lang="{}">', self.language),
            format_html("<p><strong>{}</strong> {}</p>", self.heading, self.when),
            format_html("<p>{}</p>", told),
            "</aside>",
        )
        return "\n".join(lines)  # joined, they are no safe string any more: the page escapes them


def notices_of(closing: Closing, organisation: str) -> list[ClosingNotice]:
    """One for each language that customers speak, that of the typed words first."""
    found = []
    place = place_of(closing)
    is_part = closing.teams.exists()
    for code in _one_of_each_tongue(closing.language, settings.LANGUAGE_CODE):
        name = str(get_language_info(_tongue(code))["name_translated"])  # as the reader knows it
        with translation.override(code):
            told = {"name": name, "is_own": _tongue(code) == _tongue(closing.language)}
            found.append(notice_of(closing, organisation, place, **told, is_part=is_part))
    return found


def _one_of_each_tongue(*preferred: str) -> list[str]:
    """Of the kinds of one language the first that is preferred: nobody reads two Englishes."""
    codes = [code for code, _name in settings.LANGUAGES]
    chosen: dict[str, str] = {}
    for code in [*(each for each in preferred if each in codes), *codes]:
        chosen.setdefault(_tongue(code), code)
    return list(chosen.values())


def notice_of(
    closing: Closing, organisation: str, place: str, *, name: str, is_own: bool, is_part: bool
) -> ClosingNotice:
    """In the language that is spoken now, of that `name`; what was typed stands in it only where it
    `is_own`. `is_part` where only some teams are closed: then nothing says that all of the service
    is."""
    week: Week = closing.day.week
    begins, ends = (each.astimezone(closing.zone) for each in (closing.begins_at, closing.ends_at))
    ours = _("Part of our service") if is_part else _("Our service")
    words = {
        "service": (is_own and closing.service) or ours,
        "day": formats.date_format(begins.date(), "DAY_FORMAT"),
        "from": formats.time_format(begins.time()),
        "until": formats.time_format(ends.time()),
        "last": formats.date_format(ends.date(), "DAY_FORMAT"),
        "place": place,
    }
    if begins.date() == ends.date():
        when = _("%(day)s from %(from)s to %(until)s")
    else:
        when = _("From %(day)s, %(from)s, to %(last)s, %(until)s")
    if place:
        words["when"] = when % words
        when = _("%(when)s (time in %(place)s)")
    theme = " ".join(filter(None, (week.theme and f"“{week.theme}”", week.tagline)))
    code = translation.get_language()
    return ClosingNotice(
        language=code,
        name=name,
        heading=capfirst(_("%(service)s: closed for a short time") % words),
        why=_("It is Customer Service Week, and the people who help you are celebrated."),
        when=capfirst(when % words),
        back=_("We are back on %(last)s at %(until)s.") % words,
        instead=closing.instead if is_own else "",
        theme=theme if is_own else "",
        organisation=organisation,
    )


def _tongue(code: str) -> str:
    """'en' of 'en-gb': its kinds differ in clocks and dates, not in words."""
    return code.partition("-")[0]


def place_of(closing: Closing) -> str:
    """Whose clock it is: the site's name; else, where clocks differ, that of the head site."""
    if closing.site_id:
        return closing.site.name
    return Clocks().name(closing.day.week.time_zone, [closing.date])
