"""One analyser for index and query: text in, tokens out.

A *token* is a folded, reduced word. Its kind tells how it came about: `WORD` stands in the text as a word of
its own, `PART` is a piece of a compound. So a score can tell 'the title has this word' from 'a word of the
title contains it'. The same `Analysis` of a word gives index tokens and query alternatives, which is why a
word always finds itself.

Places never come apart: their names are passed in and give exactly one token. Languages other than German
are folded and split into Unicode words, without stems.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from threading import Lock
from typing import NamedTuple

import snowballstemmer

from nahtlos.search import compounds
from nahtlos.search.fold import fold, fold_plain, split_words
from nahtlos.search.lexicon import Lexicon, german

_CACHE_LIMIT = 200_000
_SHORTEST_COMPOUND = 6
_AGE = "jahrig"  # 'zweijährig': ages are recognised elsewhere


class Kind(Enum):
    """How a token came about."""

    WORD = "word"
    PART = "part"


class Token(NamedTuple):
    """A searchable token."""

    text: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the analyser knows about one surface word.

    `key`: the token of the whole word; `pieces`: keys of the words between hyphens (empty without hyphen);
    `parts`: keys of a compound's parts, in order; `unknown`: folded pieces that are in no lexicon;
    `stop`: never searched for; `generic`: says little by itself; `place`: protected.
    """

    surface: str
    key: str
    pieces: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    stop: bool = False
    generic: bool = False
    place: bool = False

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Tokens for the index, without doubles: none for stop words."""
        if self.stop or not self.key:
            return ()
        words = dict.fromkeys((self.key, *self.pieces))
        parts = [part for part in dict.fromkeys(self.parts) if part not in words]
        return (*(Token(word, Kind.WORD) for word in words), *(Token(part, Kind.PART) for part in parts))


class Analyser:
    """Analyses German text by a lexicon.

    `places`: names of places, protected as whole words ('Bad Emstal' protects 'Emstal' and 'Bad').
    """

    def __init__(self, lexicon: Lexicon | None = None, places: Iterable[str] = ()) -> None:
        self.lexicon = lexicon or german()
        self.places = frozenset(fold(word) for name in places for word in _pieces_of(name))
        self._lock = Lock()
        self._stemmer = snowballstemmer.stemmer("german")
        self._cache: dict[str, Analysis] = {}
        self._tokens: dict[str, tuple[Token, ...]] = {}

    def word(self, surface: str) -> Analysis:
        """Analyse one surface word, as `split_words` gives it.

        >>> analyser = Analyser()
        >>> analyser.word("Krabbelgruppen").parts
        ('krabbel', 'gruppe')
        >>> analyser.word("Kindergarten").parts
        ()
        """
        found = self._cache.get(surface)
        if found is None:
            if len(self._cache) >= _CACHE_LIMIT:
                self._cache.clear()
                self._tokens.clear()
            found = self._cache[surface] = self._analyse(surface)
        return found

    def words(self, text: str) -> list[Analysis]:
        """Analyse every word of `text`, stop words included, in order."""
        return [self.word(surface) for surface in split_words(text)]

    def tokens(self, text: str) -> list[Token]:
        """Give the index tokens of `text`, in order and with repetitions.

        >>> [token.text for token in Analyser().tokens("Die Krabbelgruppe für Väter")]
        ['krabbelgruppe', 'krabbel', 'gruppe', 'vater']
        """
        return [token for surface in split_words(text) for token in self._tokens_of(surface)]

    def _tokens_of(self, surface: str) -> tuple[Token, ...]:
        found = self._tokens.get(surface)
        if found is None:
            found = self.word(surface).tokens
            self._tokens[surface] = found
        return found

    def knows(self, analysis: Analysis) -> bool:
        """Whether the word consists of words of the lexicon only."""
        return analysis.place or analysis.stop or not analysis.unknown

    def outer_parts(self, word: Analysis) -> tuple[str, ...]:
        """Give the parts without those that are parts of another one: 'familienzentrum' stands for both.

        >>> analyser = Analyser()
        >>> analyser.outer_parts(analyser.word("Familienzentrumsleitung"))
        ('familiezentrum', 'leitung')
        """
        inner = {piece for part in word.parts for piece in self.lexicon.splits.get(part, ())}
        return tuple(part for part in word.parts if part not in inner) or word.parts

    def _analyse(self, surface: str) -> Analysis:
        pieces = [fold(piece) for piece in surface.split("-")]
        joined = fold("".join(pieces))
        if joined in self.places or (len(pieces) > 1 and all(piece in self.places for piece in pieces)):
            return Analysis(surface, joined, place=True)
        if len(pieces) > 1:
            return self._hyphenated(surface, pieces)
        if joined in self.lexicon.stop:
            return Analysis(surface, joined, stop=True)
        exact = self.lexicon.exact.get(surface.lower())
        return Analysis(surface, exact) if exact else self._single(surface, joined)

    def _hyphenated(self, surface: str, pieces: list[str]) -> Analysis:
        """Eltern-Kind-Gruppe is Elternkindgruppe, and three words of their own."""
        one = [self._piece(piece) for piece in pieces if piece]
        parts = tuple(part for piece in one for part in (piece.parts or (piece.key,)))
        whole = self._single(surface, fold("".join(pieces)))
        key = "".join(parts) if not (whole.parts or not whole.unknown) else whole.key
        return Analysis(
            surface,
            key,
            pieces=tuple(piece.key for piece in one if not piece.stop),
            parts=whole.parts if whole.parts and not whole.unknown else parts,
            unknown=tuple(rest for piece in one for rest in piece.unknown) if whole.unknown else (),
            generic=all(piece.generic or piece.stop for piece in one),
        )

    def _piece(self, folded: str) -> Analysis:
        if folded in self.places:
            return Analysis(folded, folded, place=True)
        if folded in self.lexicon.stop:
            return Analysis(folded, folded, stop=True)
        if folded not in self.lexicon.forms and folded in self.lexicon.modifiers:
            return Analysis(folded, self.lexicon.modifiers[folded])
        return self._single(folded, folded)

    def _single(self, surface: str, folded: str) -> Analysis:
        lexicon = self.lexicon
        key = lexicon.forms.get(folded)
        if key is not None:
            return Analysis(surface, key, parts=lexicon.splits.get(key, ()), generic=key in lexicon.generic)
        cut = None
        if len(folded) >= _SHORTEST_COMPOUND and folded.isalpha():
            cut = compounds.split(folded, lexicon.modifiers, lexicon.forms)
        if cut is None:
            unknown = () if folded.isdigit() or len(folded) < 2 else (folded,)
            return Analysis(surface, self.stem(folded), unknown=unknown, generic=folded.isdigit())
        return self._compound(surface, cut)

    def _compound(self, surface: str, cut: compounds.Split) -> Analysis:
        """The key joins the keys of the parts: so linking elements and inflection don't matter."""
        keys = [key or self.stem(text) for text, key in cut.pieces]
        parts: list[str] = []
        for key in keys:
            parts.append(key)
            parts.extend(self.lexicon.splits.get(key, ()))
        return Analysis(
            surface,
            "".join(keys),
            parts=tuple(dict.fromkeys(parts)),
            unknown=tuple(text for text, key in cut.pieces if key is None),
            generic=keys[-1] == _AGE or all(key in self.lexicon.generic for key in keys),
        )

    def stem(self, folded: str) -> str:
        """Reduce a word that is in no lexicon (snowball); never to nothing."""
        with self._lock:  # the stemmer keeps its word in itself; the web server has threads
            stem: str = self._stemmer.stemWord(folded)
        return fold(stem) or folded


class PlainAnalyser(Analyser):
    """Folds and splits any language by Unicode words: no stems, no compounds, no stop words.

    >>> [token.text for token in PlainAnalyser().tokens("Дитячий садок у Наумбурзі")]
    ['дитячии', 'садок', 'у', 'наумбурзі']
    """

    def __init__(self, places: Iterable[str] = ()) -> None:
        super().__init__(places=places)
        self.places = frozenset(fold_plain(word) for name in places for word in _pieces_of(name))

    def _analyse(self, surface: str) -> Analysis:
        pieces = [fold_plain(piece) for piece in surface.split("-")]
        if len(pieces) == 1:
            return Analysis(surface, pieces[0], unknown=(pieces[0],), place=pieces[0] in self.places)
        kept = tuple(piece for piece in pieces if piece)
        return Analysis(surface, "".join(kept), pieces=kept, unknown=kept)


def _pieces_of(name: str) -> Iterable[str]:
    """Words of a place name, and the name joined where it is written with a hyphen."""
    for word in split_words(name):
        yield word.replace("-", "")
        yield from word.split("-")


def analyser_for(language: str, places: Iterable[str] = ()) -> Analyser:
    """Give the analyser of a language tag: German for 'de' and its variants ('de-simple'), else plain.

    >>> type(analyser_for("de-simple")).__name__, type(analyser_for("uk")).__name__
    ('Analyser', 'PlainAnalyser')
    """
    return Analyser(places=places) if language.split("-", maxsplit=1)[0] == "de" else PlainAnalyser(places)
