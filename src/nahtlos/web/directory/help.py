"""How contacts for help are shown to families."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.utils.functional import Promise

from nahtlos.directory.models import HelpContact
from nahtlos.web.directory.forms import GROUPS


@dataclass(frozen=True)
class Shown:
    """One contact as the page shows it: `dial` is what the telephone gets, `host` what stands for the website."""

    title: str
    phone: str
    dial: str
    website: str
    host: str
    text: str
    hours: str
    source: str
    source_url: str
    checked_at: date | None
    checked_by: str


@dataclass(frozen=True)
class Group:
    slug: str
    label: str | Promise
    contacts: tuple[Shown, ...]


def shown(contact: HelpContact) -> Shown:
    return Shown(
        title=contact.title,
        phone=contact.phone,
        dial=re.sub(r"[^0-9+]", "", contact.phone),
        website=contact.website,
        host=urlsplit(contact.website).netloc.removeprefix("www."),
        text=contact.text,
        hours=contact.hours,
        source=contact.source,
        source_url=contact.source_url,
        checked_at=contact.checked_at,
        checked_by=contact.checked_by,
    )


def grouped(contacts: Iterable[HelpContact]) -> list[Group]:
    """The contacts under their headings, most urgent first; a heading without contacts is left out."""
    rows = list(contacts)
    groups = [Group(str(slug), label, tuple(shown(row) for row in rows if row.group == slug)) for slug, label in GROUPS]
    return [group for group in groups if group.contacts]
