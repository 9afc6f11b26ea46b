"""What becomes of a nomination that was typed: kept as a draft, sent, rewritten, or refused."""

import uuid
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from csweek.lib.versions import StaleSave
from planner.models import Week
from recognition.models import AlreadyNominated, Award, Nomination, State


@dataclass(frozen=True)
class Outcome:
    """`nomination` is the row as it is kept; None where nothing could be.

    `theirs` is what another window has saved meanwhile, `twin` the same sent under another key,
    and `refused` why it is not sent. Without any of these three it was done.
    """

    nomination: Nomination | None = None
    theirs: Nomination | None = None
    twin: Nomination | None = None
    refused: ValidationError | None = None

    @property
    def is_done(self) -> bool:
        return not (self.theirs or self.twin or self.refused)


def keep(week: Week, key: uuid.UUID, version: int, values: dict, *, by) -> Outcome:
    """As a draft. What has been sent meanwhile stays as it was sent, and is `theirs`. One for an
    award that was deleted stays for it until another is chosen."""
    if values["award"] is None:
        deleted = Award.objects.exclude(discarded_at=None).filter(nominations__key=key)
        values = values | {"award": deleted.first()}
    try:
        kept = _keep(week, key, version, values, by)
    except StaleSave as stale:
        return Outcome(theirs=stale.current)
    if kept.is_draft or kept.holds(values):
        return Outcome(kept)
    return Outcome(theirs=kept)


def send(week: Week, key: uuid.UUID, version: int, values: dict, *, by) -> Outcome:
    """Hand it in, in one transaction: a draft is sent, what was sent is rewritten. Where that is
    refused, a draft keeps what was typed."""
    for _attempt in range(2):
        try:
            return Outcome(_send(week, key, version, values, by))
        except StaleSave as stale:
            return Outcome(theirs=stale.current)
        except AlreadyNominated as already:
            kept = keep(week, key, version, values, by=by)
            return replace(kept, twin=already.nomination)
        except ValidationError as refused:
            kept = keep(week, key, version, values, by=by)
            return replace(kept, refused=refused, theirs=None)
        except IntegrityError:
            continue  # the same under another key, in this very moment: now it is found
    raise IntegrityError("two nominations of one nominee, twice in a row")


@transaction.atomic
def _send(week: Week, key: uuid.UUID, version: int, values: dict, by) -> Nomination:
    kept = _keep(week, key, version, values, by)
    if kept.state == State.WITHDRAWN:
        raise ValidationError(_("You have withdrawn this nomination. Copy its words to a new one."))
    if kept.holds(values):
        kept.award = values["award"]
        kept.send(by=by)
    else:
        kept.version = version
        kept.rewrite(values, by=by)
    return kept


def _keep(week: Week, key: uuid.UUID, version: int, values: dict, by) -> Nomination:
    try:
        return Nomination.objects.keep(week, by=by, key=key, version=version, **values)
    except StaleSave as stale:
        # The same, saved by the page itself a moment ago: no other window.
        if stale.current and stale.current.holds(values):
            return stale.current
        raise
