"""What a typed text asks for: groups of alternatives, ready for a SQL compiler or the reference scorer.

Every query word (or phrase) becomes a `Group`; a hit needs one alternative of each required group (AND).
Where that finds too few, `ExpandedQuery.relaxed` lets one group do (OR) and adds the looser alternatives;
hits with more groups still come first, so the second list begins with the first. Synonyms, phrases and
corrections are applied here, at query time: a changed synonym table needs no new index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from nahtlos.search.analyser import Analyser, Analysis
from nahtlos.search.fold import fold
from nahtlos.search.synonyms import Match, SynonymTable, Target
from nahtlos.search.typos import Vocabulary

MAX_WORDS = 24
"""Words of a query that are looked at; more are dropped, so that no text makes an endless statement."""

_TYPO = 85
_LOOSE = 50
_ALONE = 35  # 'Baby' alone says less than what 'Hilfe, das Baby ist da' means
_PART_OF_SYNONYM = 85
_BESIDE = 70  # synonyms of a phrase's only telling word
_VAGUE = 50  # phrases of generic words only
_ALTERNATIVES = 60
_LEAST_WEIGHT = 20
_ALSO = 8


class Origin(Enum):
    """Where an alternative comes from."""

    WORD = "word"
    PARTS = "parts"
    TYPO = "typo"
    SYNONYM = "synonym"
    PHRASE = "phrase"
    LOOSE = "loose"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Tokens that must all be there; `weight` 1-100; `label` is the word as shown to people."""

    tokens: tuple[str, ...]
    weight: int
    origin: Origin
    label: str


@dataclass(frozen=True, slots=True)
class Group:
    """Alternatives for one word or phrase of the query, heaviest first; optional groups only lift a hit.

    `weight` 1-100: how much the group says; words that stand in many services say less.
    """

    source: str
    alternatives: tuple[Alternative, ...]
    required: bool = True
    weight: int = 100


@dataclass(frozen=True, slots=True)
class ExpandedQuery:
    """A query ready to be run.

    `match_all`: every required group must be met (AND), otherwise one (OR). `also_searched`: words for
    'Gesucht wurde auch nach …', the corrections first.
    """

    text: str
    groups: tuple[Group, ...]
    also_searched: tuple[str, ...] = ()
    match_all: bool = True

    @property
    def required(self) -> tuple[Group, ...]:
        """The groups that decide about a hit."""
        return tuple(group for group in self.groups if group.required)

    def strict(self) -> ExpandedQuery:
        """Give the AND form, without loose alternatives: what is run first."""
        kept = tuple(
            replace(group, alternatives=tuple(a for a in group.alternatives if a.origin is not Origin.LOOSE))
            for group in self.groups
        )
        return replace(self, groups=kept, match_all=True)

    def relaxed(self) -> ExpandedQuery:
        """Give the OR form, run when the AND form finds too few."""
        return replace(self, match_all=False)


def expand(
    text: str,
    analyser: Analyser,
    synonyms: SynonymTable | None = None,
    vocabulary: Vocabulary | None = None,
    protected: Iterable[str] = (),
) -> ExpandedQuery:
    """Expand what somebody typed.

    `synonyms`: the table as edited by the coordinators. `vocabulary`: words of the index; without it nothing
    is corrected. `protected`: place words recognised before; like numbers they are never split, corrected or
    required, they only lift a hit that has them.

    >>> query = expand("Krabbelgruppe in Naumburg", Analyser(), protected=["Naumburg"])
    >>> [(group.source, group.required) for group in query.groups]
    [('Krabbelgruppe', True), ('Naumburg', False)]
    >>> [alternative.tokens for alternative in query.groups[0].alternatives]
    [('krabbelgruppe',), ('krabbel', 'gruppe'), ('krabbel',)]
    """
    return _Expansion(analyser, synonyms or SynonymTable((), analyser), vocabulary, protected).run(text)


class _Expansion:
    """One expansion: keeps what all steps share."""

    def __init__(
        self,
        analyser: Analyser,
        synonyms: SynonymTable,
        vocabulary: Vocabulary | None,
        protected: Iterable[str],
    ) -> None:
        self.analyser = analyser
        self.synonyms = synonyms
        self.vocabulary = vocabulary
        self.protected = frozenset(fold(word) for word in protected)

    def run(self, text: str) -> ExpandedQuery:
        words = [self._protect(word) for word in self.analyser.words(text)[:MAX_WORDS]]
        words = [replace(word, generic=True) if self._is_generic(word) else word for word in words]
        matches = self.synonyms.matches(words, [self._readings(word) for word in words])
        groups = self._groups(words, matches)
        if groups and not any(group.required for group in groups):
            groups = [replace(group, required=True) for group in groups]
        return ExpandedQuery(text, tuple(groups), self._also(groups))

    def _protect(self, word: Analysis) -> Analysis:
        folded = fold(word.surface.replace("-", ""))
        if word.place or folded in self.protected:
            return Analysis(word.surface, word.key if word.place else folded, place=True)
        return word

    def _readings(self, word: Analysis) -> tuple[str, ...]:
        """Further keys the word may stand for: what a typo was meant to be, the standard word for dialect."""
        if word.place or not word.key:
            return ()
        forms = self.synonyms.other_forms(word.key)
        if not self._is_strange(word):
            return forms
        return (*forms, *(self.analyser.word(surface).key for surface in self._corrected(word)))

    def _is_generic(self, word: Analysis) -> bool:
        readings = () if word.generic or self.analyser.knows(word) else self._readings(word)
        return bool(readings) and self.analyser.lexicon.generic.issuperset(readings)

    def _groups(self, words: list[Analysis], matches: list[Match]) -> list[Group]:
        """One group a phrase, one a word outside phrases; generic words are optional beside others."""
        groups: list[Group] = []
        for covered in dict.fromkeys(frozenset(match.positions) for match in matches):
            if len(covered) == 1:
                continue
            mine = [match for match in matches if frozenset(match.positions) == covered]
            groups.append(self._phrase([words[position] for position in sorted(covered)], mine))
        taken = {position for match in matches for position in match.positions if len(match.positions) > 1}
        seen: set[str] = set()
        for position, word in enumerate(words):
            if position in taken or word.stop or not word.key or word.key in seen:
                continue
            seen.add(word.key)
            optional = word.generic or word.place
            mine = [match for match in matches if match.positions == (position,)]
            found = self._alternatives(word, mine)
            groups.append(Group(word.surface, found, not optional, self._weight(word, found)))
        return groups

    def _weight(self, word: Analysis, found: tuple[Alternative, ...]) -> int:
        """The more often the index has the word (or its correction), the less it says."""
        if self.vocabulary is None:
            return 100
        keys = {word.key} | {other.tokens[0] for other in found if other.origin is Origin.TYPO}
        count = max(self.vocabulary.count(key) for key in keys)
        return max(_LEAST_WEIGHT, 100 - 10 * count.bit_length())

    def _phrase(self, words: list[Analysis], matches: list[Match]) -> Group:
        """What the phrase means, the words themselves, and with less weight its only telling word."""
        searched = [word for word in words if not word.stop]
        telling = [word for word in searched if not word.generic]
        found: list[Alternative] = []
        if searched:
            own = tuple(dict.fromkeys(word.key for word in searched))
            label = " ".join(word.surface for word in searched)
            alone = len(own) == 1 and any(match.rule.plain for match in matches)
            found.append(Alternative(own, _ALONE if alone else 100, Origin.WORD, label))
        for match in matches:
            origin = Origin.PHRASE if match.rule.plain else Origin.SYNONYM
            for target in match.rule.targets:
                for other in self.synonyms.chained(target):
                    found.extend(_target(other, origin))
        if len(telling) == 1:
            for beside in self._alternatives(telling[0], ()):
                share = _BESIDE if beside.origin is Origin.SYNONYM else _ALONE
                found.append(replace(beside, weight=max(1, beside.weight * share // 100)))
        source = " ".join(word.surface for word in words)
        return Group(source, _best(found), weight=100 if telling else _VAGUE)

    def _alternatives(self, word: Analysis, matches: Iterable[Match]) -> tuple[Alternative, ...]:
        """The word, its synonyms and corrections; `matches`: phrases that the compound holds by itself."""
        found = list(self._own(word))
        if not self.synonyms.same(word.key):
            targets = (target for match in matches for target in match.rule.targets)
            found.extend(other for target in targets for other in _target(target, Origin.PHRASE))
        if not word.place:
            found.extend(self._same(word, 100))
            found.extend(self._loose(word))
            if self._is_strange(word):
                found.extend(self._typos(word))
        return _best(found)

    def _own(self, word: Analysis) -> Iterator[Alternative]:
        yield Alternative((word.key,), 100, Origin.WORD, word.surface)
        for tokens in dict.fromkeys((word.pieces, self.analyser.outer_parts(word))):
            if tokens and tokens != (word.key,):
                yield Alternative(tokens, 100, Origin.PARTS, word.surface)

    def _same(self, word: Analysis, weight: int) -> Iterator[Alternative]:
        """Synonyms of the word, and of the parts of a compound ('Säuglingsschwimmen', 'Babyschwimmen')."""
        for target in self.synonyms.same(word.key):
            for other in self.synonyms.chained(target):
                yield from _target(other, Origin.SYNONYM, weight)
        parts = self.analyser.outer_parts(word)
        if len(parts) < 2:
            return
        for place, part in enumerate(parts):
            if part in self.analyser.lexicon.generic:
                continue
            for target in self.synonyms.same(part)[:6]:
                tokens = (*parts[:place], *(other.key for other in target.words), *parts[place + 1 :])
                share = target.weight * _PART_OF_SYNONYM * weight // 10_000
                yield Alternative(tokens, max(share, 1), Origin.SYNONYM, target.label)

    def _loose(self, word: Analysis) -> Iterator[Alternative]:
        """A compound without its generic parts: 'Hebammenangebot' finds 'Hebamme'; 'Tierarzt' no 'Arzt'."""
        parts = self.analyser.outer_parts(word)
        kept = tuple(part for part in parts if part not in self.analyser.lexicon.generic)
        if kept and len(kept) < len(parts):
            yield Alternative(kept, _LOOSE, Origin.LOOSE, word.surface)
            if len(kept) == 1:
                for target in self.synonyms.same(kept[0])[:6]:
                    yield from _target(target, Origin.LOOSE, _LOOSE)

    def _is_strange(self, word: Analysis) -> bool:
        """Neither in the index nor a German word we know: perhaps a typo."""
        if self.vocabulary is None or word.stop or not word.unknown:
            return False
        return word.key not in self.vocabulary.tokens and not self.synonyms.same(word.key)

    def _typos(self, word: Analysis) -> Iterator[Alternative]:
        for surface in self._corrected(word):
            right = self.analyser.word(surface)
            for found in (*self._own(right), *self._loose(right)):
                origin = Origin.LOOSE if found.origin is Origin.LOOSE else Origin.TYPO
                yield replace(found, weight=found.weight * _TYPO // 100, origin=origin, label=surface)
            for found in self._same(right, _TYPO):
                yield found

    def _corrected(self, word: Analysis) -> tuple[str, ...]:
        """The whole word corrected, else the unknown piece of a compound."""
        if self.vocabulary is None:
            return ()
        whole = fold(word.surface.replace("-", ""))
        found = self.vocabulary.corrections(whole)
        if found:
            return found
        for piece in word.unknown:
            if piece == whole:
                continue
            surfaces = []
            for right in self.vocabulary.corrections(piece):
                repaired = whole.replace(piece, fold(right))
                if not self.analyser.word(repaired).unknown:
                    surfaces.append(repaired.capitalize())
            if surfaces:
                return tuple(surfaces)
        return ()

    def _also(self, groups: list[Group]) -> tuple[str, ...]:
        """Labels of what was added, corrections first, as far as the index has them."""
        order = {Origin.TYPO: 0, Origin.PHRASE: 1, Origin.SYNONYM: 2}
        added = [
            (order[found.origin], -found.weight, found.label)
            for group in groups
            for found in group.alternatives
            if found.origin in order and (self.vocabulary is None or self.vocabulary.tokens >= set(found.tokens))
        ]
        typed = {fold(group.source) for group in groups}
        labels = dict.fromkeys(label for _, _, label in sorted(added) if fold(label) not in typed)
        return tuple(labels)[:_ALSO]


def _target(target: Target, origin: Origin, weight: int = 100) -> Iterator[Alternative]:
    """A synonym as a whole word or words, and cut into its parts."""
    whole = tuple(dict.fromkeys(word.key for word in target.words))
    heavy = max(target.weight * weight // 100, 1)
    yield Alternative(whole, heavy, origin, target.label)
    parts = tuple(dict.fromkeys(part for word in target.words for part in (word.parts or (word.key,))))
    if parts != whole:
        yield Alternative(parts, max(heavy * _PART_OF_SYNONYM // 100, 1), origin, target.label)


def _best(found: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Each set of tokens once, with its best weight; heaviest first, at most `_ALTERNATIVES`."""
    kept: dict[frozenset[str], Alternative] = {}
    for alternative in found:
        tokens = frozenset(alternative.tokens)
        if tokens not in kept or kept[tokens].weight < alternative.weight:
            kept[tokens] = alternative
    ranked = sorted(kept.values(), key=lambda alternative: -alternative.weight)
    return tuple(ranked[:_ALTERNATIVES])
