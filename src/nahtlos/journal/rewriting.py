"""Taking a person out of texts that nobody can look up by id: subjects of mails, labels, details."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from nahtlos.rules.privacy import without


def rewrite(rows: QuerySet[Any], fields: tuple[str, ...], replaced: Mapping[str, str]) -> int:
    """Replace addresses and names in these fields of all rows; return how many rows changed.

    It reads every row: databases fold case and escape JSON each in its own way, and one person in one text that a
    filter overlooked would be one too many.
    """
    count = 0
    for pk, *values in rows.order_by().values_list("pk", *fields).iterator():
        new = [_fitting(rows, field, without(value, replaced)) for field, value in zip(fields, values, strict=True)]
        if new != values:
            count += rows.model._base_manager.filter(pk=pk).update(**dict(zip(fields, new, strict=True)))
    return count


def _fitting(rows: QuerySet[Any], field: str, value: object) -> object:
    """A replacement may be longer than the name was."""
    limit = getattr(rows.model._meta.get_field(field), "max_length", None)
    return value[:limit] if isinstance(value, str) and limit else value
