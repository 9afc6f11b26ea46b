"""Judging in the demo: waivers, steppings back and reviews, as far as each award has come."""

from collections import defaultdict
from datetime import timedelta

from csweek.people.models import Person
from planner.demo.clock import standing_at
from recognition.models import File, Review, StepBack, Waiver

BEGINS = timedelta(hours=15)  # after the window has closed: the next morning


class Bench:
    """What all judges of all awards give, by the award's short name."""

    def __init__(self, people: dict[str, Person], texts: dict):
        self.people = people
        self.reviews, self.waivers, self.step_backs = (
            by_award(texts[kind]) for kind in ("reviews", "waivers", "step_backs")
        )

    def judge(self, sample) -> None:
        """A sample award's files, after its window has closed."""
        slug, award = sample.row["slug"], sample.award
        self.criteria = {each.title: each.pk for each in award.criteria.all()}
        moment = award.closes_at + BEGINS
        for row in self.waivers[slug]:
            with standing_at(moment):
                self.waive(self.file(sample, row), row)
        for row in self.step_backs[slug]:
            with standing_at(moment):
                judge, file = self.people[row["judge"]], self.file(sample, row)
                StepBack.objects.step_back(file, by=judge, reason=row["reason"])
        for number, row in enumerate(self.reviews[slug]):
            with standing_at(moment + timedelta(minutes=17 * number)):
                self.review(self.file(sample, row), row)

    def file(self, sample, row: dict) -> File:
        return File.objects.get(award=sample.award, **sample.nominee(row))

    def waive(self, file: File, row: dict) -> None:
        judge, chair = self.people[row["judge"]], self.people[row["by"]]
        Waiver.objects.waive(file, judge, by=chair, reason=row["reason"])

    def review(self, file: File, row: dict) -> None:
        judge = self.people[row["judge"]]
        review, _made = Review.objects.get_or_create(file=file, judge=judge)
        scores = {self.criteria[title]: score for title, score in row["scores"].items()}
        review.keep(scores, row.get("note", ""))
        if row.get("sent", True):
            review.send(by=judge)


def by_award(rows: list[dict]) -> defaultdict[str, list[dict]]:
    found = defaultdict(list)
    for row in rows:
        found[row["award"]].append(row)
    return found
