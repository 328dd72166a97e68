"""Measures the search on the quality set: reads it, runs it, compares with plain stemming.

The set is cut in two by a hash of the query's text: lexicon and synonyms may be tuned on `develop` only.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import snowballstemmer

from nahtlos.search.analyser import Analyser
from nahtlos.search.fold import split_words
from nahtlos.search.lexicon import german
from nahtlos.search.query import ExpandedQuery, expand
from nahtlos.search.score import Index, entry
from nahtlos.search.synonyms import SynonymTable, shipped
from nahtlos.search.typos import Vocabulary

HERE = Path(__file__).parent
PLACES = (
    "Naumburg", "Elbenberg", "Altenstädt", "Altendorf", "Heimarshausen", "Bad Emstal", "Wolfhagen",
    "Zierenberg", "Hofgeismar", "Baunatal", "Vellmar", "Kaufungen", "Lohfelden", "Fuldabrück", "Fuldatal",
    "Immenhausen", "Grebenstein", "Calden", "Schauenburg", "Habichtswald", "Breuna", "Helsa", "Kassel",
)  # fmt: skip
Search = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Case:
    """One query with what must be found and what must not be in the first three ('*': nothing may)."""

    kind: str
    query: str
    relevant: frozenset[str]
    forbidden: frozenset[str]

    @property
    def half(self) -> str:
        """'develop' or 'held-out', by the text alone."""
        return "develop" if hashlib.sha256(self.query.encode()).digest()[0] % 2 else "held-out"


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over cases: share of the relevant (at most ten, at most three) among the first ten and three.

    `any_…`: share of queries with something relevant (and nothing forbidden) there."""

    cases: int
    first_ten: float
    first_three: float
    any_ten: float
    any_three: float

    def __str__(self) -> str:
        return (
            f"{self.cases} queries: first ten {self.first_ten:.3f}, first three {self.first_three:.3f}, "
            f"any in ten {self.any_ten:.3f}, any in three {self.any_three:.3f}"
        )


def services() -> list[dict[str, str]]:
    """Give the sample services: id, title, text."""
    loaded: list[dict[str, str]] = json.loads((HERE / "offers.json").read_text(encoding="utf-8"))["services"]
    return loaded


def cases(name: str = "queries.tsv") -> list[Case]:
    """Give the queries of a set."""
    rows = []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, query, relevant, forbidden = line.split("\t")
            rows.append(Case(kind, query, frozenset(relevant.split()), frozenset(forbidden.split())))
    return rows


@cache
def _tools() -> tuple[Analyser, SynonymTable, Vocabulary, Index]:
    analyser = Analyser(places=PLACES)
    table = SynonymTable(shipped(), analyser)
    counts = Counter(word for row in services() for word in split_words(f"{row['title']} {row['text']}"))
    vocabulary = Vocabulary(counts, analyser, also=table.terms)
    index = Index(entry(row["id"], row["title"], row["text"], analyser) for row in services())
    return analyser, table, vocabulary, index


def expanded(text: str) -> ExpandedQuery:
    """Expand a query with everything that ships."""
    analyser, table, vocabulary, _ = _tools()
    return expand(text, analyser, table, vocabulary)


def ours(text: str) -> list[str]:
    """Search as the product does."""
    return [hit.id for hit in _tools()[3].search(expanded(text))]


@cache
def _stemmed() -> list[tuple[str, frozenset[str], frozenset[str]]]:
    return [(row["id"], frozenset(_stems(row["title"])), frozenset(_stems(row["text"]))) for row in services()]


@cache
def _stem(word: str) -> str:
    stem: str = snowballstemmer.stemmer("german").stemWord(word.lower())
    return stem


def _stems(text: str) -> Iterable[str]:
    stop = german().stop
    return [_stem(part) for word in split_words(text) if word.lower() not in stop for part in word.split("-")]


def baseline(text: str) -> list[str]:
    """Plain snowball stemming: all words, else any; the title counts three times the text."""
    wanted = set(_stems(text))
    found = []
    for ident, title, body in _stemmed():
        matched = wanted & (title | body)
        if matched:
            found.append((-len(matched), -3 * len(wanted & title), ident, len(matched) == len(wanted)))
    whole = [row for row in found if row[3]]
    return [row[2] for row in sorted(whole or found)]


def first_ten(case: Case, hits: list[str]) -> float:
    """Share of the relevant found in the first ten; 1 where none is wanted."""
    if not case.relevant:
        return 1.0 if first_three(case, hits) else 0.0
    return len(case.relevant & set(hits[:10])) / min(10, len(case.relevant))


def first_three(case: Case, hits: list[str]) -> float:
    """Share of three (or of all relevant, if fewer) that is relevant; 0 if anything forbidden is there."""
    top = set(hits[:3])
    if (top and "*" in case.forbidden) or top & case.forbidden:
        return 0.0
    return min(1.0, len(case.relevant & top) / min(3, len(case.relevant))) if case.relevant else 1.0


def measure(chosen: Iterable[Case], search: Search) -> Figures:
    """Run the chosen cases and give the means."""
    rows = [(case, search(case.query)) for case in chosen]
    tens = [first_ten(case, hits) for case, hits in rows]
    threes = [first_three(case, hits) for case, hits in rows]
    count = len(rows)
    return Figures(
        count,
        sum(tens) / count,
        sum(threes) / count,
        sum(1 for ten in tens if ten > 0) / count,
        sum(1 for three in threes if three > 0) / count,
    )
