"""Folding and splitting of text into words: the first step of index and query alike.

`fold` makes spellings meet ('Müller', 'Mueller', 'MÜLLER', 'Mu\u0308ller'); `split_words` cuts text into
surface words and keeps hyphenated compounds in one piece. Neither raises on any string.
"""

from __future__ import annotations

import re
import unicodedata

MAX_WORD = 64
"""Longer words are cut: nobody types them, and no later step may cost more than this allows."""


class _Without(dict[int, int | None]):
    """A table for `str.translate` that drops characters of some categories; it learns as it goes."""

    def __init__(self, *categories: str) -> None:
        super().__init__()
        self._categories = frozenset(categories)

    def __missing__(self, point: int) -> int | None:
        kept = None if unicodedata.category(chr(point)) in self._categories else point
        self[point] = kept
        return kept


_INVISIBLE = _Without("Cf", "Cs")  # zero-width, soft hyphen, direction marks, lone surrogates
_MARKING = _Without("Mn", "Me")
_UNWANTED = _Without("Cf", "Cs", "Mn", "Me")
_MARKS = "".join(chr(c) for c in range(0x0900, 0x1100) if unicodedata.category(chr(c)) == "Mc")
_LETTER = rf"(?:[^\W_]|[{_MARKS}])"
_WORD = re.compile(rf"{_LETTER}+(?:-{_LETTER}+)*")
_HYPHENS = re.compile("[\u2010-\u2015\u2212]")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’‘`´](?=[^\W\d_])")
# 'Erzieher*innen', 'Erzieher:in', 'Berater_innen', 'Erzieher/-innen', 'ErzieherInnen' are 'Erzieher'.
_GENDER = re.compile(r"(?<=[^\W\d_])(?:[*:_·]|/-?)(?:innen|in|r|n)\b|(?<=[a-zäöüß])In(?:nen)?\b")
# 'ae' for 'ä'; not 'ue' after a vowel or q (Frauen, Steuer, Quelle), none before i (Kitaeinstieg). All e's
# go, so that a second folding finds nothing left to do.
_DIGRAPH = re.compile(r"(?:([ao])|(?<![aeiouqy])(u))e+(?!i)")
# Letters without a decomposition; dotless i so that Turkish capitals meet their small letters.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "a", "œ": "o", "ـ": None})
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي"})


def clean(text: str) -> str:
    """Give `text` in composed form (NFKC) without zero-width characters, direction marks and surrogates.

    >>> clean("Kin\\u00addergar\\u200bten Bu\\u0308cherei")
    'Kindergarten Bücherei'
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text.translate(_INVISIBLE))


def _bare(text: str) -> str:
    """One round of case folding and removal of marks."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFKC", decomposed.translate(_UNWANTED)).translate(_LETTERS).translate(_ARABIC)


def fold_plain(text: str) -> str:
    """Fold case, width and marks of any script; 'ae' stays 'ae'. Folding twice changes nothing.

    >>> fold_plain("Çocuk İÇİN"), fold_plain("ДІТИ")
    ('cocuk icin', 'діти')
    """
    if text.isascii():
        return text.lower()
    for _ in range(8):  # a fixed point comes after two or three rounds; the bound keeps it finite
        folded = _bare(text)
        if folded == text:
            break
        text = folded
    return text


def fold(text: str) -> str:
    """Fold German: as `fold_plain`, and ä/ae, ö/oe, ü/ue, ß/ss meet.

    >>> fold("Bücherei") == fold("BUECHEREI") == fold("Bu\\u0308cherei")
    True
    >>> fold("Straße"), fold("Frauen"), fold("Steuer"), fold("Café")
    ('strasse', 'frauen', 'steuer', 'cafe')
    """
    return _DIGRAPH.sub(lambda m: m[1] or m[2], fold_plain(text))


def split_words(text: str) -> list[str]:
    """Cut `text` into surface words of at most `MAX_WORD` characters, in order.

    Hyphenated words stay whole, gendered endings are dropped, everything else between words goes.

    >>> split_words("Eltern-Kind-Gruppe für Berater*innen, Geht’s los?")
    ['Eltern-Kind-Gruppe', 'für', 'Berater', 'Gehts', 'los']
    """
    text = _HYPHENS.sub("-", clean(text))
    if not text.isascii():
        text = text.translate(_MARKING)
    text = _APOSTROPHE.sub("", _GENDER.sub("", text))
    return [word[:MAX_WORD].rstrip("-") for word in _WORD.findall(text)]


def sort_key(title: str) -> str:
    """Give the stored key by which equal scores are ordered: folded words, one space between.

    >>> sort_key("  Äpfel &  Birnen ")
    'apfel birnen'
    """
    return " ".join(fold(word) for word in split_words(title))
