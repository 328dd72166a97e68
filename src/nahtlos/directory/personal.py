"""What the directory holds about people: who has checked an entry, and how that name leaves it."""

from __future__ import annotations

from collections.abc import Mapping

from nahtlos.directory.models import HelpContact
from nahtlos.directory.periodic import CHECKERS_KEPT_FOR
from nahtlos.journal.reads import last_verb, objects_of
from nahtlos.rules.privacy import PUBLIC_TASK, About, Erasure, Holding, Subject

CHECKS = "Was Sie geprüft haben"

HOLDINGS = (
    Holding(
        "directory.HelpContact",
        ("checked_at", "checked_by"),
        About.ACCOUNTS,
        what="Name oder Funktion der Person, die eine Nummer unter „Hilfe sofort“ geprüft hat, und wann. "
        "Beides steht öffentlich dabei.",
        purpose="Familien zeigen, wie frisch eine Nummer ist und wer dafür einsteht",
        basis=PUBLIC_TASK,
        kept="bis zur nächsten Prüfung oder Änderung, längstens drei Jahre; danach nur die Funktion",
        kept_for=CHECKERS_KEPT_FOR,
        erasure=Erasure.REPLACE,
        export=CHECKS,
    ),
)

NOT_PERSONAL = {
    "directory.HelpContact": (
        "id", "tenant", "group", "position", "on_start_page", "title", "phone", "website", "text", "hours", "source",
        "source_url", "removed_at", "version",
    ),
}  # fmt: skip


def _checked_by(subject: Subject) -> list[HelpContact]:
    """The contacts that this person was the last to check, by the journal or, where it has forgotten, by the name."""
    checked = HelpContact.objects.exclude(checked_by="").order_by("pk")
    known = objects_of(subject.id, kind="help_contact", verb="verify")
    own = [one for one in checked.filter(pk__in=known) if _was_last(one, subject)]
    named = {name.casefold() for name in subject.names}
    return own + [one for one in checked.exclude(pk__in=[one.pk for one in own]) if one.checked_by.casefold() in named]


def _was_last(contact: HelpContact, subject: Subject) -> bool:
    last = last_verb("verify", "help_contact", str(contact.pk))
    return last is not None and (last.actor_kind, last.actor_id) == ("person", subject.id)


def export(subject: Subject) -> dict[str, list[dict[str, object]]]:
    rows: list[dict[str, object]] = [
        {"Nummer": one.title, "geprüft am": one.checked_at, "geprüft von": one.checked_by}
        for one in _checked_by(subject)
    ]
    return {CHECKS: rows}


def correct(subject: Subject, label: str, replaced: Mapping[str, str]) -> None:
    _set(_checked_by(subject), label)


def erase(subject: Subject) -> dict[str, int]:
    """Families still see in which function a number was checked."""
    return {"Prüfvermerke ohne Namen": _set(_checked_by(subject), subject.function)}


def _set(contacts: list[HelpContact], label: str) -> int:
    return HelpContact.objects.filter(pk__in=[one.pk for one in contacts]).update(checked_by=label[:120])
