"""Typo correction against the words that occur in the index.

Distance is optimal string alignment (a swap is one step); how much is allowed grows with the length. Words
that sound alike ('Fisioterapie') are allowed more.
Source for the sound: H. J. Postel, 'Die Kölner Phonetik', IBM-Nachrichten 19 (1969), 925-931.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nahtlos.search.analyser import Analyser
from nahtlos.search.fold import fold

_CODES = dict.fromkeys("aeijouy", "0") | dict.fromkeys("gkq", "4") | dict.fromkeys("fvw", "3")
_CODES |= {"b": "1", "p": "1", "d": "2", "t": "2", "l": "5", "m": "6", "n": "6", "r": "7", "s": "8", "z": "8"}
_SAME_START = 6  # in words up to this length the first letter is right, or sounds right
_ALTERNATIVES = 2


def sound(word: str) -> str:
    """Give the Cologne phonetic code of a folded word.

    >>> sound("fisioterapie") == sound("physiotherapie")
    True
    >>> sound("wikipedia")
    '3412'
    """
    codes = "".join(_code(word, place) for place in range(len(word)))
    kept = [code for place, code in enumerate(codes) if place == 0 or codes[place - 1] != code]
    return "".join(code for place, code in enumerate(kept) if place == 0 or code != "0")


def _code(word: str, place: int) -> str:
    letter = word[place]
    before = word[place - 1] if place else ""
    after = word[place + 1] if place + 1 < len(word) else ""
    if letter == "p" and after == "h":
        return "3"
    if letter in "dt" and after and after in "csz":
        return "8"
    if letter == "x":
        return "8" if before and before in "ckq" else "48"
    if letter == "c":
        hard = "ahkloqrux" if not before else "ahkoqux"
        return "4" if after and after in hard and not (before and before in "sz") else "8"
    return _CODES.get(letter, "")


def allowed(length: int) -> int:
    """How many steps a typo may be away in a word of this length.

    >>> [allowed(length) for length in (3, 4, 9, 10, 15)]
    [0, 1, 1, 2, 3]
    """
    return 0 if length < 4 else min(3, max(1, length // 5))


class Vocabulary:
    """The words of the index, as people wrote them, with how often they occur.

    `words`: surface word -> count. `also`: further words that are worth finding (the synonym table's terms);
    they come after those of the index.
    """

    def __init__(self, words: Mapping[str, int], analyser: Analyser, also: Iterable[str] = ()) -> None:
        self._analyser = analyser
        self._found: dict[str, tuple[str, ...]] = {}
        self._surfaces: dict[str, tuple[int, str]] = {}
        self._counts: Counter[str] = Counter()
        for word, count in words.items():
            for token in analyser.tokens(word):
                self._counts[token.text] += count
        self.tokens = frozenset(self._counts)
        for word, count in words.items():
            self._enter(word, count)
        for word in also:
            self._enter(word, 0)
        for folded, surface in analyser.lexicon.surfaces.items():
            if len(folded) > 3:
                self._surfaces.setdefault(folded, (0, surface))

    def count(self, token: str) -> int:
        """Give how often a token stands in the index, as a word or a part of one."""
        return self._counts[token]

    def _enter(self, word: str, count: int) -> None:
        for surface in (word, *word.split("-")):
            folded = fold(surface.replace("-", ""))
            if len(folded) > 3 and folded not in self._analyser.lexicon.stop:
                self._surfaces[folded] = max((count, surface), self._surfaces.get(folded, (-1, "")))

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        sounds: dict[str, list[str]] = defaultdict(list)
        for word in self._surfaces:
            sounds[sound(word)].append(word)
        return sounds

    @cached_property
    def _choices(self) -> list[str]:
        return list(self._surfaces)

    def corrections(self, folded: str) -> tuple[str, ...]:
        """Give up to two words of the index that `folded` was probably meant to be, the nearest first.

        >>> Vocabulary({"Hebamme": 3, "Kita": 9}, Analyser()).corrections("hebame")
        ('Hebamme',)
        >>> Vocabulary({"Hebamme": 3, "Kita": 9}, Analyser()).corrections("pizza")
        ()
        """
        if folded not in self._found:
            if len(self._found) > 10_000:
                self._found.clear()
            self._found[folded] = self._correct(folded)
        return self._found[folded]

    def _correct(self, folded: str) -> tuple[str, ...]:
        if not folded.isalpha() or len(folded) < 4:
            return ()
        code = sound(folded)
        near = process.extract(
            folded, self._choices, scorer=OSA.distance, score_cutoff=allowed(len(folded)), limit=None
        )
        steps = {word: int(distance) for word, distance, _ in near}
        if len(code) > 2:
            for word in self._by_sound.get(code, ()):
                distance = int(OSA.distance(folded, word))
                if distance <= (1 if len(folded) <= _SAME_START - 1 else max(2, len(folded) // 4)):
                    steps[word] = distance
        return self._best(folded, code, steps)

    def _best(self, folded: str, code: str, steps: Mapping[str, int]) -> tuple[str, ...]:
        """The nearest (the same sound is worth half a step); words of the index and frequent ones first."""
        ranked = sorted(
            (
                2 * distance - (sound(word) == code),
                not self._surfaces[word][0],
                -self._surfaces[word][0],
                word,
            )
            for word, distance in steps.items()
            if word != folded and self._is_likely(folded, word)
        )
        if not ranked:
            return ()
        least = ranked[0][:2]
        return tuple(self._surfaces[entry[-1]][1] for entry in ranked[:_ALTERNATIVES] if entry[:2] == least)

    @staticmethod
    def _is_likely(folded: str, word: str) -> bool:
        """A short word is not just any other with one letter exchanged: it sounds alike, or a letter is
        missing, too many or swapped; and it starts alike."""
        if len(folded) > _SAME_START:
            return True
        if sound(folded) == sound(word):
            return True
        return folded[0] == word[0] and (len(folded) != len(word) or sorted(folded) == sorted(word))
