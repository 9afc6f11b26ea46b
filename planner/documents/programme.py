"""The published programme for other programs: docs/programme.md tells its shape."""

from datetime import UTC, datetime

from planner.models import Publication
from planner.rules.programme import Item, Programme

FORMAT = 1


def public_programme(publication: Publication) -> dict:
    """Only what every reader of the page may know; keys of people and places stay at home."""
    programme, names = publication.frozen, publication.names_of_hosts()
    return {
        "format": FORMAT,
        "year": programme.year,
        "publication": publication.number,
        "published": _in_seconds(publication.at),
        "note": publication.note,
        "theme": programme.theme,
        "tagline": programme.tagline,
        "time_zone": programme.time_zone,
        "days": [
            {
                "date": programme.date_of(day.number).isoformat(),
                "name": day.name,
                "note": day.note,
                "dress_theme": day.dress_theme,
            }
            for day in programme.days
        ],
        "activities": [_activity(item, programme, names) for item in programme.shown],
    }


def _activity(item: Item, programme: Programme, names: dict[int, str]) -> dict:
    begins, ends = programme.instants_of(item) if item.start else (None, None)
    return {
        "key": item.key,
        "title": item.title,
        "kind": item.kind,
        "date": programme.date_of(item.day).isoformat(),
        "start": item.start,
        "minutes": item.minutes if item.start else None,
        "time_zone": item.zone,
        "begins": begins and _in_seconds(begins),
        "ends": ends and _in_seconds(ends),
        "site": item.site_name or None,
        "place": item.place_name or None,
        "host": names.get(item.host),
        "description": item.description,
        "places": item.places,
        "signs_up": item.needs_sign_up,
        "takes_off_phones": item.takes_off_phones,
        "wave_of": item.wave_of,
        "cancelled": item.is_cancelled,
        "changes": item.sequence,
        "changed": _in_seconds(datetime.fromisoformat(item.changed)),
    }


def _in_seconds(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
