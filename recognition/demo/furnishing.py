"""Adds awards, nominations and judging to the demo, each act at its moment and by our verbs."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from operator import itemgetter
from uuid import uuid4
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext_lazy as _

from csweek.people.models import Person, Team
from planner.demo.clock import standing_at
from planner.demo.furnishing import chapter
from planner.models import Kind, Week
from recognition.models import Award, CoSignature, Nomination, PanelMember

from .deciding import finish
from .judging import Bench
from .messages import put_in_order
from .texts import read

MANAGER = "Amara Mensah"
SAME = ["title", "honours", "icon", "minutes", "quorum", "tie_rule", "time_zone", "prize"]
RULES = ["not_last_winner", "not_own_team"]
READ_AFTER = timedelta(hours=20)  # a manager reads what was sent on the next day


@chapter(_("Furnishing: awards and nominations …"))
def tell_awards(people: dict[str, Person], last: Week, this: Week, today: date) -> None:
    texts, judging = read("awards"), read("reviews")
    bench = Bench(people, judging)
    samples = [
        SampleAward(row, people, last, last.first_day, sign=-1) for row in texts["last_year"]
    ]
    for sample in samples:
        sample.hear(sample.row["nominations"])
        bench.judge(sample)
    for sample in samples:  # once all are there: nominees are told as the last is presented
        finish(sample)
    told = sorted(read("nominations")["nominations"], key=itemgetter("award"))
    heard = {slug: list(rows) for slug, rows in groupby(told, key=itemgetter("award"))}
    samples = [SampleAward(row, people, this, today, sign=1) for row in texts["awards"]]
    for sample in samples:
        sample.hear(heard.get(sample.row["slug"], ()))
        bench.judge(sample)
    for sample in samples:
        finish(sample)
    put_in_order()


class SampleAward:
    """One award of the texts, made before its window opens. Its days are counted from `origin`:
    this year's from today (`sign` 1), last year's back from the Monday of its week (-1)."""

    def __init__(self, row: dict, people: dict[str, Person], week: Week, origin: date, sign: int):
        self.row, self.people, self.origin = row, people, origin
        self.manager = people[MANAGER]
        opens, closes = (self.window(each, sign) for each in ("opens", "closes"))
        with standing_at(min(opens - timedelta(days=3), self.moment(0))):
            self.award = self.make(week, opens_at=opens, closes_at=closes)
            self.seat()

    def moment(self, days: int, clock: time = time(10)) -> datetime:
        """That many days from the origin, in UTC."""
        return datetime.combine(self.origin + timedelta(days), clock, UTC)

    def window(self, end: str, sign: int) -> datetime:
        days = self.row.get(f"{end}_in_days", sign * self.row.get(f"{end}_days_before", 0))
        wall = datetime.combine(self.origin + timedelta(days), self.row[f"{end}_at"])
        return wall.replace(tzinfo=ZoneInfo(self.row["time_zone"]))

    def make(self, week: Week, **window) -> Award:
        row = self.row
        values = {field: row[field] for field in SAME} | window
        values |= {field: row[field] for field in RULES if field in row}
        presenter = self.people.get(row.get("presenter", ""))
        ceremony = week.activities.kept().filter(kind=Kind.AWARDS).first()
        if months := row.get("joined_within_months"):
            values["joined_from"] = week.first_day - relativedelta(months=months)
        return Award.objects.add(
            week,
            by=self.manager,
            given_to=row["subject"],
            allows_cosigning=row.get("cosigning", False),
            winners_count=row["places"],
            prize_donor=row["donor"],
            prize_value=row["value"],
            prize_lies=row["lies"],
            presenter=presenter,
            presented_by="" if presenter else row.get("presenter", ""),
            activity=ceremony,
            teams=list(Team.objects.filter(name__in=row.get("teams", ()))),
            criteria=row["criteria"],
            **values,
        )

    def seat(self) -> None:
        row = self.row
        PanelMember.objects.seat(
            self.award,
            [self.people[name] for name in row["judges"]],
            chair=self.people[row["chair"]],
            reserve=[self.people[name] for name in row["reserve"]],
            by=self.manager,
        )

    def nominee(self, row: dict) -> dict:
        """The texts name a team as `team`, or as `nominee` where only a team can be meant."""
        if self.award.is_for_team:
            return {"team": Team.objects.get(name=row.get("team") or row["nominee"])}
        return {"person": self.people[row["nominee"]]}

    def hear(self, rows) -> None:
        """Its nominations in the order in which they were written."""
        for row in sorted(rows, key=self.days, reverse=True):
            self.nominate(row, self.moment(-self.days(row), time(9 + self.days(row) % 8, 12)))

    @staticmethod
    def days(row: dict) -> int:
        return row.get("days_ago", row.get("days_before"))

    def nominate(self, row: dict, at: datetime) -> None:
        state = row.get("state", "accepted")
        by = self.people[row["by"]]
        with standing_at(at):
            nomination = Nomination.objects.keep(
                self.award.week,
                by=by,
                key=uuid4(),
                award=self.award,
                words=row["words"].strip(),
                is_unnamed=row.get("unnamed", False),
                may_be_read=row.get("may_be_read", True),
                saved_at=at,
                **self.nominee(row),
            )
            if state == "draft":
                return
            nomination.send(by=by)
        with standing_at(at + READ_AFTER):
            if state == "accepted":
                nomination.accept(by=self.manager)
                self.cosign(nomination, row.get("cosigned_by", ()))
            elif state == "returned":
                nomination.ask(row["question"], by=self.manager)
            elif state == "withdrawn":
                nomination.withdraw(by=by)

    def cosign(self, nomination: Nomination, names) -> None:
        for name in names:
            CoSignature.objects.sign(nomination, by=self.people[name])
