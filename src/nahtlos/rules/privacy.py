"""What is stored about people: the register of holdings, how it reads in the notice, and how a person leaves a text.

The register's words are German: they are the text of the notice (`docs/decisions/0006-the-register-speaks-german.md`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from nahtlos.rules.access import Role


class About(StrEnum):
    """Whom a holding tells something about, in the order and with the headings of the notice."""

    VISITORS = "Menschen, die diese Seiten lesen"
    WRITERS = "Menschen, die uns etwas schreiben"
    RECIPIENTS = "Menschen, die Mails von uns bekommen"
    PROVIDERS = "Menschen, die für einen Anbieter sprechen"
    ACCOUNTS = "Menschen mit einem Zugang zum Arbeitsbereich"


class Erasure(StrEnum):
    """What becomes of a holding when a person is erased, in the words of the notice."""

    DELETE = "wird gelöscht"
    EMPTY = "wird geleert"
    REPLACE = "wird durch die Funktion ersetzt"
    KEEP = "bleibt"


# The legal bases in use. A holding may name another one; it must name an article.
PUBLIC_TASK = "Art. 6 Abs. 1 Buchst. e DSGVO mit § 3 Abs. 1 HDSIG (Aufgabe im öffentlichen Interesse)"
ACCOUNTABILITY = "Art. 6 Abs. 1 Buchst. c mit Art. 5 Abs. 2 DSGVO (Pflicht, Rechenschaft zu geben)"
SECURITY = "Art. 6 Abs. 1 Buchst. c mit Art. 32 DSGVO (Pflicht, Daten zu schützen)"

_TABLE = re.compile(r"[a-z][a-z_0-9]*\.[A-Z]\w*")


@dataclass(frozen=True)
class Holding:
    """Some fields of one table that tell something about a person and share purpose, term and end.

    `table` is the model's label; `kept_for` is what the periodic run goes by, None where `kept` names an event;
    `export` is the section of the export that holds it, else `not_exported` says why it is left out.
    """

    table: str
    fields: tuple[str, ...]
    about: About
    what: str
    purpose: str
    basis: str
    kept: str
    erasure: Erasure
    kept_for: timedelta | None = None
    erasure_reason: str = ""
    export: str = ""
    not_exported: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError when the entry could not stand in a notice. Source: DSGVO Art. 13, 15 and 30."""
        faults = list(_faults(self))
        if faults:
            raise ValueError(f"{self.table}: {'; '.join(faults)}")


def _faults(holding: Holding) -> Iterable[str]:
    if not _TABLE.fullmatch(holding.table):
        yield "table is no model label like people.Person"
    if not holding.fields:
        yield "names no field"
    for name in ("what", "purpose", "basis", "kept"):
        if not getattr(holding, name).strip():
            yield f"{name} is empty"
    if not re.search(r"\b(Art\.|§) ?\d", holding.basis):
        yield "basis names no article"
    if holding.kept_for is not None and holding.kept_for <= timedelta(0):
        yield "kept_for is no time"
    if holding.erasure is Erasure.KEEP and not holding.erasure_reason:
        yield "what is kept needs a reason"
    if bool(holding.export) == bool(holding.not_exported):
        yield "needs either a section of the export or the reason why it is left out"


def in_notice_order(holdings: Iterable[Holding]) -> dict[About, tuple[Holding, ...]]:
    """Decide the order of the notice: by the people concerned, then in the order in which the rooms declare.

    Groups about whom nothing is stored are left out.
    Source: DSGVO Art. 12 (1) (clear and plain), Art. 13 (1) and (2).

    >>> list(in_notice_order([]))
    []
    """
    known = tuple(holdings)
    groups = {about: tuple(one for one in known if one.about is about) for about in About}
    return {about: found for about, found in groups.items() if found}


def undeclared(
    models: Mapping[str, Iterable[str]],
    holdings: Iterable[Holding],
    not_personal: Mapping[str, Iterable[str]],
    homes: Mapping[str, str],
) -> list[str]:
    """Decide which fields of the data model the register does not know, or knows twice, or knows though they are gone.

    `models`: label to fields as installed; `not_personal`: label to fields that tell nothing about a person; `homes`:
    label to the file where it is to be declared. One sentence each, empty when all is declared.
    Source: DSGVO Art. 25 (data protection by design), Art. 30 (records of processing).

    >>> undeclared({"people.Person": ["id", "email"]}, [], {"people.Person": ["id"]}, {"people.Person": "personal.py"})
    ['people.Person.email is in no register: add it to HOLDINGS or NOT_PERSONAL in personal.py']
    """
    personal = {(one.table, name) for one in holdings for name in one.fields}
    plain = {(label, name) for label, names in not_personal.items() for name in names}
    there = {(label, name) for label, names in models.items() for name in names}
    faults = [
        f"{label}.{name} is in no register: add it to HOLDINGS or NOT_PERSONAL in {homes.get(label, 'its personal.py')}"
        for label, name in sorted(there - personal - plain)
    ]
    faults += [f"{label}.{name} is declared and does not exist" for label, name in sorted((personal | plain) - there)]
    return faults + [
        f"{label}.{name} is declared as personal and as not personal" for label, name in sorted(personal & plain)
    ]


# What is left of a name: the function in which somebody acted. Stored as data, therefore German.
FUNCTIONS: dict[Role, str] = {
    Role.STATE_OFFICE: "Landeskoordinierungsstelle",
    Role.COUNTY_COORDINATOR: "Koordination des Landkreises",
    Role.MUNICIPAL_COORDINATOR: "Koordination der Kommune",
    Role.EDITOR: "Redaktion",
    Role.YOUTH_WELFARE_PLANNER: "Jugendhilfeplanung",
    Role.STEERING_GROUP_MEMBER: "Mitglied der Steuerungsgruppe",
    Role.PROFESSIONAL: "Fachkraft",
    Role.PROVIDER: "Anbieter",
    Role.OPERATOR: "Betrieb",
}
SOMEBODY = "eine Person ohne Funktion"
# A shorter label would be found in half of all texts.
SHORTEST_NAME = 3
ERASED_ADDRESS = "gelöschte Adresse"


def function(roles: Iterable[str]) -> str:
    """Decide what stands in the place of a name: the functions of the roles, in the order of the table of roles.

    Unknown roles are left out. Source: DSGVO Art. 5 (1) c and e (minimisation, storage limitation).

    >>> function(["operator", "county_coordinator"])
    'Koordination des Landkreises, Betrieb'
    >>> function([])
    'eine Person ohne Funktion'
    """
    held = set(roles)
    return ", ".join(words for role, words in FUNCTIONS.items() if role.value in held) or SOMEBODY


def erased(words: str) -> str:
    """What a journal shows instead of an erased person.

    >>> erased("Redaktion")
    'gelöschte Person (Redaktion)'
    """
    return f"gelöschte Person ({words})"


@dataclass(frozen=True)
class Subject:
    """One person as the rooms look for them: id, addresses, and the names that mean nobody else."""

    id: str
    addresses: frozenset[str]
    names: frozenset[str]
    function: str

    @property
    def replaced(self) -> dict[str, str]:
        """What stands in a text for each address and name once the person is erased."""
        gone = dict.fromkeys(self.addresses, ERASED_ADDRESS)
        return gone | dict.fromkeys(as_written(self.names), erased(self.function))


def as_written(names: Iterable[str]) -> frozenset[str]:
    """How names may stand in a text: as they are, and as HTML.

    >>> sorted(as_written(["A & B"]))
    ['A & B', 'A &amp; B']
    """
    known = frozenset(names)
    return known | {html.escape(name) for name in known}


def names_nobody_else(label: str, others: Iterable[str]) -> bool:
    """Decide whether a label in a text means this one person: no other account or office has it, it is
    no function and has at least three letters.

    Source: DSGVO Art. 4 (1) (identifiable), Art. 17 (1).

    >>> names_nobody_else("Redaktion", [])
    False
    >>> names_nobody_else("Alex Beispiel", ["alex beispiel"])
    False
    """
    taken = {one.casefold() for one in (*others, *FUNCTIONS.values(), SOMEBODY, "")}
    return len(label.strip()) >= SHORTEST_NAME and label.strip().casefold() not in taken


def without(value: object, replaced: Mapping[str, str]) -> object:
    """Decide how a text, or a value made of texts, reads with each key replaced as a whole word, whatever its case.

    An address inside a longer address and a name inside a longer word are somebody else's and stay.
    Source: DSGVO Art. 16 and 17 (1).

    >>> without({"von": ["Alex Beispiel", 3]}, {"alex beispiel": "gelöschte Person"})
    {'von': ['gelöschte Person', 3]}
    >>> without("an alex@a.example, nicht galex@a.example", {"alex@a.example": "gelöschte Adresse"})
    'an gelöschte Adresse, nicht galex@a.example'
    """
    if isinstance(value, str):
        return _text_without(value, replaced)
    if isinstance(value, Mapping):
        return {_text_without(str(key), replaced): without(one, replaced) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [without(one, replaced) for one in value]
    return value


def _text_without(text: str, replaced: Mapping[str, str]) -> str:
    for old in sorted(replaced, key=len, reverse=True):
        inside = r"[\w.+%-]" if "@" in old else r"\w"
        after = r"\w|[.-]\w" if "@" in old else r"\w"
        # A function as replacement: backslashes of a name must not be read as groups.
        text = re.sub(f"(?<!{inside}){re.escape(old)}(?!{after})", lambda _: replaced[old], text, flags=re.IGNORECASE)  # noqa: B023
    return text
