"""Many rows like one, in a single statement: no acts, no history."""

import uuid
from collections.abc import Iterable


def copies(row, changes: Iterable[dict]) -> list:
    """A row like `row` for each of `changes`, with those; where it has a key, with a new one."""
    model = type(row)
    like = {each.attname: getattr(row, each.attname) for each in model._meta.concrete_fields}
    rows = []
    for change in changes:
        own = {"id": None} | ({"key": uuid.uuid4()} if "key" in like else {})
        rows.append(model(**like | own | change))
    return model._base_manager.bulk_create(rows)
