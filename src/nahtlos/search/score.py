"""The whole-number score, in memory: the reference that the SQL compilers must reproduce.

A hit's score is the sum over its required groups of `(GROUP if met + fit) * weight / 100`. A group's fit is
that of its best alternative: the level where its tokens stand, times the alternative's weight in percent.
A required group is met by an alternative that is not loose; so all AND hits come before all others.
Levels: whole word of the title > part of a word of the title > synonym in the title > text. No floats, no
document frequencies: so every database gives the same order. Ties: folded title, then id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from nahtlos.search.analyser import Analyser, Kind
from nahtlos.search.fold import sort_key
from nahtlos.search.query import Alternative, ExpandedQuery, Group, Origin

GROUP = 100_000
TITLE_WORD = 1_000
TITLE_PART = 700
SYNONYM_TITLE_WORD = 500
SYNONYM_TITLE_PART = 400
TITLE_AND_TEXT = 250
TEXT = 200
SYNONYM_TEXT = 120
OPTIONAL = 4
"""An optional group gives this share (one in so many) of its fit."""
TOO_FEW = 3

_OWN = frozenset({Origin.WORD, Origin.PARTS, Origin.TYPO, Origin.LOOSE})


@dataclass(frozen=True, slots=True)
class Entry:
    """The searchable form of a service: its tokens by field and kind."""

    id: str
    key: str
    title_words: frozenset[str]
    title: frozenset[str]
    all: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A found service with its score; `groups` required groups were met."""

    id: str
    score: int
    groups: int


def entry(ident: str, title: str, text: str, analyser: Analyser) -> Entry:
    """Analyse one service.

    >>> sorted(entry("1", "Krabbelgruppe", "für Babys", Analyser()).all)
    ['baby', 'gruppe', 'krabbel', 'krabbelgruppe']
    """
    tokens = analyser.tokens(title)
    every = frozenset(token.text for token in tokens)
    words = frozenset(token.text for token in tokens if token.kind is Kind.WORD)
    body = frozenset(token.text for token in analyser.tokens(text))
    return Entry(ident, sort_key(title), words, every, every | body)


def fit(alternative: Alternative, service: Entry) -> int:
    """Give the fit of one alternative, 0 where a token is missing."""
    tokens = alternative.tokens
    if not service.all.issuperset(tokens):
        return 0
    own = alternative.origin in _OWN
    if service.title_words.issuperset(tokens):
        level = TITLE_WORD if own else SYNONYM_TITLE_WORD
    elif service.title.issuperset(tokens):
        level = TITLE_PART if own else SYNONYM_TITLE_PART
    elif own:
        level = TEXT if service.title.isdisjoint(tokens) else TITLE_AND_TEXT
    else:
        level = SYNONYM_TEXT
    return level * alternative.weight // 100


def _group_fit(group: Group, service: Entry) -> tuple[int, bool]:
    """Fit of the group, and whether an alternative that is not loose meets it."""
    firm = loose = 0
    for alternative in group.alternatives:
        found = fit(alternative, service)
        if alternative.origin is Origin.LOOSE:
            loose = max(loose, found)
        else:
            firm = max(firm, found)
    return firm or loose, firm > 0


class Index:
    """Services in memory, searchable by expanded queries."""

    def __init__(self, services: Iterable[Entry]) -> None:
        self._services = sorted(services, key=lambda service: (service.key, service.id))
        self._having: dict[str, set[int]] = defaultdict(set)
        for place, service in enumerate(self._services):
            for token in service.all:
                self._having[token].add(place)

    def run(self, query: ExpandedQuery) -> list[Hit]:
        """Run a query as it is (AND or OR) and give all hits, best first."""
        required = query.required
        if not required:
            return []
        sets = [self._meeting(group) for group in required]
        places = set.intersection(*sets) if query.match_all else set.union(*sets)
        hits = [self._hit(query, self._services[place]) for place in sorted(places)]
        return sorted(hits, key=lambda hit: -hit.score)  # stable: ties stay in the order of key and id

    def search(self, query: ExpandedQuery) -> list[Hit]:
        """AND first; where that gives fewer than `TOO_FEW` hits, OR, which begins with the same hits."""
        hits = self.run(query.strict())
        return hits if len(hits) >= TOO_FEW else self.run(query.relaxed())

    def _meeting(self, group: Group) -> set[int]:
        found: set[int] = set()
        for alternative in group.alternatives:
            having = [self._having.get(token, set()) for token in alternative.tokens]
            found |= set.intersection(*having)
        return found

    def _hit(self, query: ExpandedQuery, service: Entry) -> Hit:
        score = groups = 0
        for group in query.groups:
            found, met = _group_fit(group, service)
            if group.required:
                groups += met
                score += (GROUP * met + found) * group.weight // 100
            else:
                score += found * group.weight // 100 // OPTIONAL
        return Hit(service.id, score, groups)
