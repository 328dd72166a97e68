"""Words that mean the same, and plain words for what offices call otherwise.

A rule has one or more *slots* (each a set of words that may fill it) and *targets* (terms searched for as
well). A rule with one slot is a synonym; with several it is a phrase, found in a query in any order:
'mein Kind schläft nicht' fills the slots {kind, baby …} {schlafen} {nicht, kaum …}.

File form, tab-separated: `=`, weight, terms that mean the same, each way; or `>`, weight, left terms, right
terms: who says one of the left means the right, not the other way round. Terms are separated by `;`; in left
terms `/` separates words that may fill a slot and `@name` stands for a set defined by a line `@name`, words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nahtlos.search.analyser import Analyser, Analysis
from nahtlos.search.lexicon import read_lines

SAME_WORD = 84
"""From this weight on, a one-way rule to a single word says 'is another form of' ('Blage' is 'Kind')."""

_STEP = 2  # a later target counts a little less than an earlier one
_LEAST = 10
_SHORT = 3  # parts this short fill no slot: 'wegnehmen' is not 'weg'
_CHAINED = 80  # percent left for the synonym of a target


@dataclass(frozen=True, slots=True)
class Synonym:
    """One row of the table: `left` and `right` terms, `weight` 1-100; `both_ways` joins all of them."""

    left: tuple[str, ...]
    right: tuple[str, ...] = ()
    weight: int = 80
    both_ways: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.weight <= 100:
            raise ValueError(f"weight {self.weight} is not between 1 and 100")
        if not self.left or (not self.both_ways and not self.right):
            raise ValueError("a synonym needs a term on each side")


@dataclass(frozen=True, slots=True)
class Target:
    """A term searched for as well: `label` as written, and its analysed words (without stop words)."""

    label: str
    words: tuple[Analysis, ...]
    weight: int
    both_ways: bool = True

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the words: what the term is looked up by."""
        return tuple(word.key for word in self.words)


@dataclass(frozen=True, slots=True)
class Rule:
    """Slots to be filled and what is then searched for; `plain` marks plain-language phrases (one way)."""

    slots: tuple[frozenset[str], ...]
    targets: tuple[Target, ...]
    plain: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A rule and the positions of the query words that fill its slots."""

    rule: Rule
    positions: tuple[int, ...]


def parse(lines: Iterable[str]) -> list[Synonym]:
    """Read rows in file form; ValueError names the line that is none.

    >>> parse(["=\\t90\\tHebamme; Geburtshelferin"])[0].left
    ('Hebamme', 'Geburtshelferin')
    """
    sets: dict[str, str] = {}
    rows = []
    for number, line in enumerate(lines, 1):
        fields = line.split("\t")
        if fields[0].startswith("@") and len(fields) == 2:
            sets[fields[0]] = fields[1].strip().replace(" ", "/")
        elif fields[0] in ("=", ">") and len(fields) == (3 if fields[0] == "=" else 4) and fields[1].isdigit():
            left, *right = [_terms(field) for field in fields[2:]]
            both = fields[0] == "="
            plain = tuple(_with_sets(term, sets) for term in left)
            rows.append(Synonym(plain, right[0] if right else (), int(fields[1]), both))
        else:
            raise ValueError(f"line {number}: not a synonym: {line!r}")
    return rows


def _terms(field: str) -> tuple[str, ...]:
    return tuple(term.strip() for term in field.split(";") if term.strip())


def _with_sets(term: str, sets: Mapping[str, str]) -> str:
    return " ".join("/".join(sets.get(word, word) for word in slot.split("/")) for slot in term.split())


def shipped() -> list[Synonym]:
    """Give the rows shipped with the package, the start of every county's own table."""
    return parse(read_lines("synonyms.tsv"))


class SynonymTable:
    """Rules analysed once; build it anew when a coordinator changes a row.

    >>> analyser = Analyser()
    >>> table = SynonymTable([Synonym(("kind schlafen nicht",), ("Schreiambulanz",))], analyser)
    >>> [match.rule.targets[0].label for match in table.matches(analyser.words("Kind schläft einfach nicht"))]
    ['Schreiambulanz']
    """

    def __init__(self, rows: Iterable[Synonym], analyser: Analyser) -> None:
        self._analyser = analyser
        self._anchored: dict[str, list[Rule]] = defaultdict(list)
        self._same: dict[str, list[Target]] = defaultdict(list)
        self._mutual: dict[tuple[str, ...], list[Target]] = defaultdict(list)
        self.terms: dict[str, None] = {}
        for row in rows:
            self._add(row)

    def same(self, key: str) -> tuple[Target, ...]:
        """Give what is searched for beside the word with this key, heaviest first."""
        return tuple(self._same.get(key, ()))

    def other_forms(self, key: str) -> tuple[str, ...]:
        """Give the keys of which this one is another form (dialect, colloquial)."""
        return tuple(
            target.keys[0]
            for target in self.same(key)
            if not target.both_ways and len(target.words) == 1 and target.weight >= SAME_WORD - 2 * _STEP
        )

    def chained(self, target: Target) -> Iterator[Target]:
        """Give the target, and what means the same as a target of a one-way rule."""
        yield target
        if not target.both_ways:
            for other in self._mutual.get(target.keys, ()):
                weight = target.weight * other.weight * _CHAINED // 10_000
                yield replace(other, weight=max(weight, 1))

    def matches(self, words: list[Analysis], readings: Sequence[tuple[str, ...]] = ()) -> list[Match]:
        """Give the phrases found in a query, those that cover most words first, none overlapping.

        `readings`: per word further keys it may stand for (corrected typos, dialect).
        """
        where: dict[str, list[int]] = defaultdict(list)
        for position, word in enumerate(words):
            more = readings[position] if readings else ()
            parts = () if self.same(word.key) else (part for part in word.parts if len(part) > _SHORT)
            for token in dict.fromkeys((word.key, *word.pieces, *parts, *more)):
                where[token].append(position)
        rules = {id(rule): rule for token in where for rule in self._anchored.get(token, ())}
        found = [
            Match(rule, positions) for rule in rules.values() if (positions := _fill(rule.slots, where)) is not None
        ]
        telling = {place for place, word in enumerate(words) if not (word.stop or word.generic)}

        def rank(match: Match) -> tuple[int, int, bool, int]:
            weight = match.rule.targets[0].weight
            covered = telling.intersection(match.positions)
            return (-len(covered), -len(match.positions), not match.rule.plain, -weight)

        return _apart(sorted(found, key=rank))

    def _add(self, row: Synonym) -> None:
        right = row.left if row.both_ways else row.right
        targets = [
            Target(term, kept, max(row.weight - _STEP * place, _LEAST), row.both_ways)
            for place, term in enumerate(right)
            if (kept := self._searched(term))
        ]
        self.terms.update(dict.fromkeys(word for target in targets for word in target.label.split()))
        for term in row.left:
            others = tuple(target for target in targets if target.label != term)
            slots = self._slots(term)
            if not others or not slots:
                continue
            if row.both_ways:
                self._mutual[tuple(word.key for word in self._searched(term))].extend(others)
            if len(slots) == 1:
                self._enter(slots[0], others)
                self._apart_too(term, others)
            else:
                self._anchor(Rule(slots, others, plain=not row.both_ways))

    def _anchor(self, rule: Rule) -> None:
        for token in min(rule.slots, key=len):
            self._anchored[token].append(rule)

    def _apart_too(self, term: str, targets: tuple[Target, ...]) -> None:
        """A compound of the table is found when written as words: 'Mutter Kind Gruppe'."""
        words = self._analyser.words(term)
        parts = self._analyser.outer_parts(words[0]) if len(words) == 1 else ()
        telling = [part for part in parts if part not in self._analyser.lexicon.generic]
        if not telling or len(telling) + len(parts) < 4:  # 'Kinderbett' is not meant by 'Kind' and 'Bett'
            return
        itself = Target(term, tuple(words), 100)
        self._anchor(Rule(tuple(frozenset({part}) for part in parts), (itself, *targets), plain=False))

    def _enter(self, keys: frozenset[str], targets: tuple[Target, ...]) -> None:
        for key in keys:
            known = {target.label: target for target in self._same[key]}
            for target in targets:
                if target.label not in known or known[target.label].weight < target.weight:
                    known[target.label] = target
            self._same[key] = sorted(known.values(), key=lambda target: -target.weight)

    def _searched(self, term: str) -> tuple[Analysis, ...]:
        words = self._analyser.words(term)
        return tuple(word for word in words if not word.stop) or tuple(words)

    def _slots(self, term: str) -> tuple[frozenset[str], ...]:
        slots = []
        for slot in term.split():
            keys = [word.key for choice in slot.split("/") for word in self._analyser.words(choice)]
            if keys:
                slots.append(frozenset(keys))
        return tuple(slots)


def _fill(slots: tuple[frozenset[str], ...], where: Mapping[str, list[int]]) -> tuple[int, ...] | None:
    """Give positions for all slots (a compound may fill two); None if one stays empty."""
    taken: list[int] = []
    for slot in sorted(slots, key=len):
        places = [position for token in slot for position in where.get(token, ())]
        if not places:
            return None
        free = [position for position in places if position not in taken]
        taken.append(free[0] if free else places[0])
    return tuple(dict.fromkeys(taken))


def _apart(found: list[Match]) -> list[Match]:
    """Keep the first of overlapping matches; one that covers the very same words stays too."""
    kept: list[Match] = []
    for match in found:
        mine = set(match.positions)
        if all(mine.isdisjoint(other.positions) or mine == set(other.positions) for other in kept):
            kept.append(match)
    return kept
