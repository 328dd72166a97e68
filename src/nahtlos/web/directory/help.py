"""How contacts for help are shown to families."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils import translation
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from nahtlos.directory.models import HelpContact
from nahtlos.directory.shipped_words import ENGLISH
from nahtlos.web.directory.forms import GROUPS

LONG_WORDS = ("Rettungs|dienst", "Bereitschafts|dienst", "Lebens|gefahr", "Miss|brauch", "Groß|eltern")


@dataclass(frozen=True)
class Shown:
    """One contact as the page shows it: `dial` is what the telephone gets, `host` what stands for the website.

    A `…_lang` is the attribute that marks a text as German on a page of another language.
    """

    title: str
    title_lang: str
    phone: str
    dial: str
    website: str
    host: str
    text: str
    text_lang: str
    hours: str
    hours_lang: str
    short_hours: str
    source: str
    source_url: str
    checked_on: str
    checked_by: str


@dataclass(frozen=True)
class Group:
    slug: str
    label: str | Promise
    contacts: tuple[Shown, ...]


def shown(contact: HelpContact) -> Shown:
    title, title_lang = said(contact.title)
    text, text_lang = said(contact.text)
    hours, hours_lang = said(contact.hours)
    return Shown(
        title=title,
        title_lang=title_lang,
        phone=contact.phone,
        dial=re.sub(r"[^0-9+]", "", contact.phone),
        website=contact.website,
        host=urlsplit(contact.website).netloc.removeprefix("www."),
        text=text,
        text_lang=text_lang,
        hours=hours,
        hours_lang=hours_lang,
        short_hours=_short(hours, "de" if hours_lang else translation.get_language() or "de"),
        source=contact.source,
        source_url=contact.source_url,
        checked_on=_day(contact),
        checked_by=contact.checked_by,
    )


def said(text: str) -> tuple[str, str]:
    """A stored text in the reader's language if it ships with the product; else as it is, marked as German."""
    if translation.get_language() == "de":
        return _soft(text), ""
    if text in ENGLISH:
        return str(ENGLISH[text]), ""
    return _soft(text), SafeString(' lang="de" dir="ltr"')


def _soft(text: str) -> str:
    """Long words of the shipped titles with soft hyphens, for readers with very large text on a narrow screen."""
    for word in LONG_WORDS:
        text = text.replace(word.replace("|", ""), word.replace("|", "\N{SOFT HYPHEN}"))
    return text


def _short(hours: str, language: str) -> str:
    """The hours with short names of the days, for narrow places."""
    with translation.override(language):
        for number, day in WEEKDAYS.items():
            hours = hours.replace(str(day), str(WEEKDAYS_ABBR[number]))
    return hours


def _day(contact: HelpContact) -> str:
    """The day of the check: in figures where that is usual, in words where figures would be misread."""
    if contact.checked_at is None:
        return ""
    is_german = translation.get_language() == "de"
    return date_format(contact.checked_at, "SHORT_DATE_FORMAT" if is_german else "DATE_FORMAT")


def grouped(contacts: Iterable[HelpContact]) -> list[Group]:
    """The contacts under their headings, most urgent first; a heading without contacts is left out."""
    rows = list(contacts)
    groups = [Group(str(slug), label, tuple(shown(row) for row in rows if row.group == slug)) for slug, label in GROUPS]
    return [group for group in groups if group.contacts]
