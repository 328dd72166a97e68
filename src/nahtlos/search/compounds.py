"""Cutting German compounds into known words.

A compound is one or more *modifiers* (a word in the form it takes before another, with its linking element:
'familien', 'geburts', 'schul') and one *head* (an inflected word). Only words of the lexicon are cut off, so
a place name or a loan word is not torn apart by chance.
Source: the usual linking elements -s-, -es-, -n-, -en-, -er-, -e- and the dropped -e (Duden, Fugenelement).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_OPEN_HEAD = 5
_OPEN_REST = 4
_OPEN_MODIFIER = 5
_VOWELS = frozenset("aeiouy")
# Endings that derive a word; they are no heads.
_DERIVATION = (
    "schaft", "schaften", "schaftlich", "chaft", "chaften", "chaftlich", "losigkeit", "haftigkeit", "ierung",
    "ungen", "heiten", "keiten", "lichkeit", "igkeit", "isches", "ischen", "ischer", "liches", "lichen",
    "licher", "innen", "chens",
)  # fmt: skip

# No heads when what precedes is unknown: rather the end of another word ('praktisch').
_NO_OPEN_HEAD = ("tisch", "ruhig", "leicht", "stand", "stell")


@dataclass(frozen=True, slots=True)
class Split:
    """A word cut into `pieces` (text as written, key); `known` if every piece is in the lexicon."""

    pieces: tuple[tuple[str, str | None], ...]
    known: bool


def split(word: str, modifiers: Mapping[str, str], heads: Mapping[str, str]) -> Split | None:
    """Cut the folded `word`, or give None where it is no compound.

    `modifiers` and `heads` map forms to keys. Fewest pieces win, then the most even cut. Where no full cut
    exists, a long known head or modifier is cut off an unknown rest, whose key is None.

    >>> split("geburtsvorbereitungskurs", {"geburts": "geburt", "vorbereitungs": "vorbereit"},
    ...       {"kurs": "kurs"}).pieces
    (('geburts', 'geburt'), ('vorbereitungs', 'vorbereit'), ('kurs', 'kurs'))
    >>> split("naumburg", {"geburts": "geburt"}, {"burg": "burg"}) is None
    True
    """
    full = _cut(word, modifiers, heads)
    if full is not None:
        return Split(tuple(full), known=True) if len(full) > 1 else None
    partial = _off_the_end(word, modifiers, heads) or _off_the_front(word, modifiers)
    return Split(tuple(partial), known=False) if partial else None


def _cut(word: str, modifiers: Mapping[str, str], heads: Mapping[str, str]) -> list[tuple[str, str | None]] | None:
    """Best full cut of `word` from the right: what can follow position i is known before i is tried."""
    size = len(word)
    best: list[tuple[tuple[int, int], list[tuple[str, str | None]]] | None] = [None] * (size + 1)
    for start in range(size - 3, -1, -1):
        tail = word[start:]
        found: tuple[tuple[int, int], list[tuple[str, str | None]]] | None = None
        if tail in heads:
            found = ((1, -len(tail)), [(tail, heads[tail])])
        for end in range(start + 3, size - 2):
            rest = best[end]
            if rest is None or (key := modifiers.get(word[start:end])) is None:
                continue
            rank = (rest[0][0] + 1, max(rest[0][1], start - end))
            if found is None or rank < found[0]:
                found = (rank, [(word[start:end], key), *rest[1]])
        best[start] = found
    return best[0][1] if best[0] else None


def _off_the_end(
    word: str, modifiers: Mapping[str, str], heads: Mapping[str, str]
) -> list[tuple[str, str | None]] | None:
    """Cut a known head (itself perhaps a compound) off an unknown beginning."""
    for start in range(_OPEN_REST, len(word) - _OPEN_HEAD + 1):
        if _VOWELS.isdisjoint(word[:start]) or word[start:].startswith(_NO_OPEN_HEAD):
            continue
        known = _cut(word[start:], modifiers, heads)
        if known:
            return [(word[:start], None), *known]
    return None


def _off_the_front(word: str, modifiers: Mapping[str, str]) -> list[tuple[str, str | None]] | None:
    """Cut the longest known modifier off an unknown end."""
    for end in range(len(word) - 5, _OPEN_MODIFIER - 1, -1):
        rest = word[end:]
        if word[:end] in modifiers and rest not in _DERIVATION and not _VOWELS.isdisjoint(rest):
            return [(word[:end], modifiers[word[:end]]), (rest, None)]
    return None
