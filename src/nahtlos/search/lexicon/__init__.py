"""The domain's words: read from the data files beside this module, all of our own making.

- `words/*.txt`: base forms by topic, separated by space; `~word` says little by itself (Gruppe, Angebot);
  `familien|zentrum` is a compound whose parts are searched too, a compound without a bar is never cut
  (Kindergarten is no garden); `#` starts a comment. `verbs.txt` and `adjectives.txt` inflect otherwise.
- `forms.tsv`: base form, then irregular forms and spellings that are the same word; `!` before a form that
  counts only as spelt, umlaut and all.
- `stop.txt`: words that are never searched for.
- `synonyms.tsv`: see `nahtlos.search.synonyms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from nahtlos.search.compounds import split
from nahtlos.search.fold import fold

_NOUN_ENDINGS = ("e", "n", "en", "s", "es", "er", "ern", "in", "innen", "nen")
_VERB_ENDINGS = (
    "e", "t", "st", "te", "ten", "et", "end", "ende", "enden", "ender", "endes", "ens", "er", "ern", "erin",
    "erinnen", "ers",
)  # fmt: skip
_ADJECTIVE_ENDINGS = ("e", "er", "es", "en", "em", "ere", "eren", "erer", "eres", "ste", "sten")
_LINKS = ("s", "es", "n", "en", "er", "e")
# Endings exchanged in the plural: Zentrum/Zentren, Praxis/Praxen, Firma/Firmen, Bus/Busse.
_EXCHANGED = {"um": ("en", "a"), "is": ("en",), "a": ("en",), "us": ("en", "i")}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Known words, all folded.

    `forms`: inflected form -> key; `modifiers`: form before another word -> key; `splits`: key of a
    transparent compound -> keys of its parts; `generic`: keys that say little by themselves; `stop`: words
    never searched for; `surfaces`: folded base form -> the word as people write it; `exact`: words as
    written in small letters -> key, where folding would mix two ('hört' is no 'Hort').
    """

    forms: dict[str, str]
    modifiers: dict[str, str]
    splits: dict[str, tuple[str, ...]]
    generic: frozenset[str]
    stop: frozenset[str]
    surfaces: dict[str, str]
    exact: dict[str, str]


def read_lines(name: str) -> Iterator[str]:
    """Give the lines of a data file of this package without comments and blank lines."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        kept = line.partition("#")[0].rstrip()
        if kept:
            yield kept


def _entries(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for line in read_lines(f"words/{name}"):
            yield from line.split()


def verb_stem(infinitive: str) -> str:
    """Give the stem of a folded infinitive: it is the verb's key, and often that of a noun.

    >>> verb_stem("stillen"), verb_stem("krabbeln"), verb_stem("fordern")
    ('still', 'krabbel', 'forder')
    """
    return infinitive[:-2] if infinitive.endswith("en") else infinitive.removesuffix("n")


def _verb_forms(stem: str) -> Iterator[str]:
    yield stem
    for ending in _VERB_ENDINGS:
        yield stem + ending
    for ending in ("t", "te", "ten", "ter", "tes", "en", "et"):
        yield f"ge{stem}{ending}"


def _inflected(word: str, endings: Iterable[str]) -> Iterator[str]:
    for ending in endings:
        yield word + ending
    if word.endswith("s"):
        yield from (word + "se", word + "sen")  # Bus, Busse; Ergebnis, Ergebnisse
    for old, new in _EXCHANGED.items():
        if word.endswith(old):
            yield from (word.removesuffix(old) + ending for ending in new)


def _verbs_of(noun: str) -> Iterator[str]:
    """Forms of the verb behind a noun in -ung: Entbindung, entbinden; Anmeldung, anmelden, angemeldet."""
    if noun.endswith("ung") and len(noun) > 6:
        stem = noun.removesuffix("ung")
        yield from (stem + ending for ending in ("en", "e", "t", "et", "n", "te", "ten", "ete", "eten"))


def _modifying(word: str) -> Iterator[str]:
    """Forms a noun takes before another one: Geburt-s, Familie-n, Kind-er, Schul(e), Hilf(e)-s."""
    yield word
    for link in _LINKS:
        yield word + link
    if word.endswith("e"):
        yield word[:-1]
        yield word[:-1] + "s"
    if word.endswith("en") and len(word) > 5:
        yield word[:-2]
    if word.endswith("um"):
        yield word[:-2] + "en"


class _Builder:
    """Collects forms in the order of their certainty: an earlier entry is never overwritten."""

    def __init__(self) -> None:
        self.forms: dict[str, str] = {}
        self.modifiers: dict[str, str] = {}
        self.surfaces: dict[str, str] = {}
        self.generic: set[str] = set()
        self.exact: dict[str, str] = {}

    def base(self, entry: str, key: str | None = None) -> tuple[str, str]:
        """Enter a base form; give (folded word, key)."""
        surface = entry.lstrip("~").replace("|", "")
        word = fold(surface.replace("-", ""))
        key = self.forms.setdefault(word, key or word)
        self.surfaces.setdefault(word, surface)
        self.modifiers.setdefault(word, key)
        if entry.startswith("~"):
            self.generic.add(key)
        return word, key

    def verbs(self, entries: Iterable[str]) -> list[str]:
        """Enter infinitives and, unless they begin with '-', their nouns in -ung; give the stems."""
        stems = []
        for marked in entries:
            entry = marked.removeprefix("-")
            stem = verb_stem(fold(entry.lstrip("~")))
            _, stem = self.base(entry, stem)
            stems.append(stem)
            if entry != marked:
                continue
            for noun in (f"{stem}ung", f"{stem}ungen"):
                self.forms.setdefault(noun, stem)
            self.surfaces.setdefault(f"{stem}ung", entry.lstrip("~").removesuffix("n").removesuffix("e") + "ung")
        return stems

    def inflect(self, key: str, forms: Iterable[str]) -> None:
        for form in forms:
            self.forms.setdefault(fold(form), key)

    def modify(self, key: str, forms: Iterable[str]) -> None:
        for form in forms:
            if len(form) >= 3:
                self.modifiers.setdefault(fold(form), key)


def _irregular(builder: _Builder) -> None:
    """Enter irregular forms; they overrule base forms ('Kinderkrippe' is 'Krippe'), but never before a noun:
    'Sprachmittler' has 'Sprache' in it, not 'sprach'."""
    for line in read_lines("forms.tsv"):
        base, _, others = line.partition("\t")
        _, key = builder.base(base)
        for other in others.split():
            if other.startswith("!"):
                builder.exact[other[1:].lower()] = key
                continue
            form = fold(other.replace("-", ""))
            builder.forms[form] = key
            builder.surfaces.setdefault(form, other)
            if other[0].isupper():
                builder.modifiers[form] = key


def build(
    nouns: Iterable[str],
    verbs: Iterable[str],
    adjectives: Iterable[str],
    stop: Iterable[str],
    *,
    own: bool = True,
) -> Lexicon:
    """Build a lexicon from base forms (marks as in the files); `own` adds the shipped irregular forms.

    >>> small = build(["Kur", "Kurs", "Familien|zentrum", "Familie", "Zentrum"], [], [], [], own=False)
    >>> small.forms["kurse"], small.forms["zentren"], small.splits["familiezentrum"]
    ('kurs', 'zentrum', ('familie', 'zentrum'))
    """
    builder = _Builder()
    noun_entries = list(nouns)
    stems = builder.verbs(verbs)
    based = [builder.base(entry) for entry in noun_entries]
    adjective_keys = [builder.base(entry) for entry in adjectives]
    if own:
        _irregular(builder)
    for word, key in based:
        builder.inflect(key, _inflected(word, _NOUN_ENDINGS))
        builder.inflect(key, _verbs_of(word))
        builder.modify(key, _modifying(word))
    for stem in stems:
        builder.inflect(stem, _verb_forms(stem))
        builder.modify(stem, (stem, stem + "e", stem + "ens", stem + "ungs", stem + "s", stem + "nde"))
    for word, key in adjective_keys:
        builder.inflect(key, _inflected(word, _ADJECTIVE_ENDINGS))
        builder.modify(key, (word, word + "en", word + "er"))
    splits = _transparent(noun_entries, builder)
    return Lexicon(
        forms=builder.forms,
        modifiers=builder.modifiers,
        splits=splits,
        generic=frozenset(builder.generic),
        stop=frozenset(fold(word) for word in stop),
        surfaces=builder.surfaces,
        exact=builder.exact,
    )


def _transparent(entries: Iterable[str], builder: _Builder) -> dict[str, tuple[str, ...]]:
    """Parts of the compounds written with a bar or a hyphen.

    Their key becomes the joined keys of the parts, as for every compound cut by rule: so the entry
    'Erziehungs|beratung' and the word 'Erziehungsberatungsstelle' meet.
    """
    splits: dict[str, tuple[str, ...]] = {}
    renamed: dict[str, str] = {}
    for entry in entries:
        pieces = [fold(piece) for piece in re.split(r"[|-]", entry.lstrip("~"))]
        whole = fold("".join(pieces))
        if len(pieces) == 1 or builder.forms[whole] != whole:
            continue
        keys = [builder.modifiers.get(piece) or builder.forms.get(piece, piece) for piece in pieces[:-1]]
        keys.append(builder.forms.get(pieces[-1], pieces[-1]))
        renamed[whole] = "".join(keys)
        splits[whole] = tuple(keys)
    for table in (builder.forms, builder.modifiers):
        table.update({form: renamed[key] for form, key in table.items() if key in renamed})
    builder.generic = {renamed.get(key, key) for key in builder.generic}
    return {renamed[whole]: tuple(renamed.get(key, key) for key in keys) for whole, keys in splits.items()}


@cache
def german() -> Lexicon:
    """Give the shipped German lexicon, read once.

    >>> lexicon = german()
    >>> lexicon.forms["hebammen"], "gruppe" in lexicon.generic, "und" in lexicon.stop
    ('hebamme', True, True)
    """
    folder = resources.files(__package__).joinpath("words")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".txt"))
    special = {"verbs.txt", "verbs-everyday.txt", "adjectives.txt"}
    return build(
        _entries(name for name in names if name not in special),
        (*_entries(["verbs.txt"]), *(f"-{verb}" for verb in _entries(["verbs-everyday.txt"]))),
        _entries(["adjectives.txt"]),
        (word for line in read_lines("stop.txt") for word in line.split()),
    )


def is_compound_of_known_words(word: str, lexicon: Lexicon) -> bool:
    """Whether the folded `word` can be cut into words of the lexicon without a rest."""
    cut = split(word, lexicon.modifiers, lexicon.forms)
    return cut is not None and cut.known
