"""Expanding what somebody typed: groups, synonyms, phrases, corrections, and what is told about them."""

from __future__ import annotations

import dataclasses
import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahtlos.search.analyser import Analyser
from nahtlos.search.query import MAX_WORDS, ExpandedQuery, Origin, expand
from nahtlos.search.score import (
    GROUP,
    SYNONYM_TITLE_WORD,
    TEXT,
    TITLE_PART,
    TITLE_WORD,
    Index,
    entry,
)
from nahtlos.search.synonyms import Synonym, SynonymTable, parse, shipped
from nahtlos.search.typos import Vocabulary, sound

ANALYSER = Analyser(places=["Naumburg", "Zwergen"])
SHIPPED = SynonymTable(shipped(), ANALYSER)
VOCABULARY = Vocabulary(
    {"Hebamme": 4, "Krabbelgruppe": 3, "Physiotherapie": 1, "Frauenhaus": 1, "Schlafberatung": 1, "Kita": 9},
    ANALYSER,
    also=SHIPPED.terms,
)


def ask(text: str, protected: tuple[str, ...] = ()) -> ExpandedQuery:
    return expand(text, ANALYSER, SHIPPED, VOCABULARY, protected)


def tokens(query: ExpandedQuery) -> set[tuple[str, ...]]:
    return {alternative.tokens for group in query.groups for alternative in group.alternatives}


def index(**services: str) -> Index:
    """Services by id: 'title | text'."""
    rows = ((ident, *(part.strip() for part in both.partition("|")[::2])) for ident, both in services.items())
    return Index(entry(ident, title, text, ANALYSER) for ident, title, text in rows)


def found(text: str, **services: str) -> list[str]:
    return [hit.id for hit in index(**services).search(ask(text))]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Geburtshelferin", "hebamme"),
        ("Babytreff", "pekip"),
        ("Kind schläft nicht", "schlafberat"),
        ("unser Baby kann nachts einfach nicht einschlafen", "schlafberat"),
        ("mein Mann schlägt mich", "frauenhaus"),
        ("kein Geld", "kinderzuschlag"),
        ("Geld für Familien", "kindergeld"),
        ("Pädiater", "kinderarzt"),
        ("Blagen", "kind"),
        ("Tageseltern", "tagesmutter"),
    ],
)
def test_plain_words_lead_to_office_words(typed: str, meant: str) -> None:
    assert (meant,) in tokens(ask(typed))


def test_one_way_synonyms_do_not_lead_back() -> None:
    table = SynonymTable([Synonym(("Zaster",), ("Geld",))], ANALYSER)
    assert ("geld",) in tokens(expand("Zaster", ANALYSER, table))
    assert ("zast",) not in tokens(expand("Geld", ANALYSER, table))


def test_an_edited_table_counts_at_once() -> None:
    before = expand("Quasselbude", ANALYSER, SynonymTable([], ANALYSER))
    after = expand("Quasselbude", ANALYSER, SynonymTable([Synonym(("Quasselbude",), ("Elterncafé",))], ANALYSER))
    assert ("elterncafe",) not in tokens(before)
    assert ("elterncafe",) in tokens(after)


def test_every_shipped_synonym_leads_both_ways() -> None:
    for row in shipped():
        for one, other in itertools.permutations(row.left if row.both_ways else (), 2):
            if "/" in one + other:
                continue
            hits = Index([entry("x", other, "", ANALYSER)]).search(expand(one, ANALYSER, SHIPPED))
            assert hits, (one, other)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("=\tviel\tA; B", "line 1"),
        ("~\t5\tA\tB", "line 1"),
        (">\t80\tA", "line 1"),
        ("=\t0\tA; B", "weight 0"),
        (">\t80\tA\t ", "each side"),
    ],
)
def test_a_wrong_row_is_refused_by_name(line: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse([line])


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("Hebame", "Hebamme"),
        ("Hebmame", "Hebamme"),
        ("Krabelgruppe", "Krabbelgruppe"),
        ("Fisiotherapie", "Physiotherapie"),
        ("Schuldnerberatng", "Schuldnerberatung"),
    ],
)
def test_typos_are_corrected_and_told(typed: str, right: str) -> None:
    query = ask(typed)
    assert (ANALYSER.word(right).key,) in tokens(query)
    if right in ("Hebamme", "Krabbelgruppe", "Physiotherapie"):
        assert query.also_searched[0] == right


@pytest.mark.parametrize("typed", ["Kater", "Pizza", "Reise", "schlau", "12345", "Kit", "Kita", "xyzqwv", "gewollt"])
def test_right_words_and_numbers_are_not_corrected(typed: str) -> None:
    origins = {alternative.origin for group in ask(typed).groups for alternative in group.alternatives}
    assert Origin.TYPO not in origins


def test_nothing_is_told_that_the_index_does_not_have() -> None:
    assert ask("Geburtshelferin").also_searched == ("Hebamme",)
    assert ask("Kita").also_searched == ()


def test_places_and_numbers_are_neither_required_nor_changed() -> None:
    query = ask("Krabbelgruppe Naumbrg 34311", ("Naumbrg",))
    optional = {group.source: group.alternatives for group in query.groups if not group.required}
    assert set(optional) == {"Naumbrg", "34311"}
    assert [alternative.tokens for alternative in optional["Naumbrg"]] == [("naumbrg",)]


def test_a_query_of_a_place_only_still_asks_for_it() -> None:
    assert [group.required for group in ask("Naumburg").groups] == [True]


def test_generic_words_are_required_only_among_themselves() -> None:
    assert [group.source for group in ask("Gruppe für Väter").required] == ["Väter"]
    assert {group.source for group in ask("Hilfe Gruppe").required} == {"Hilfe", "Gruppe"}


def test_frequent_words_weigh_less() -> None:
    weights = {group.source: group.weight for group in ask("Kita Physiotherapie").groups}
    assert weights["Kita"] < weights["Physiotherapie"]


@pytest.mark.parametrize("text", ["", "   ", "und für die", "!?", "\u202e", "\x00"])
def test_nothing_asked_gives_no_groups_and_no_hits(text: str) -> None:
    assert ask(text).groups == ()
    assert index(a="Hebamme | Naumburg").search(ask(text)) == []


def test_and_comes_before_or() -> None:
    services = {
        "both": "Treffen | Schwimmen und Turnen",
        "one": "Turnen | jeden Montag",
        "other": "Schwimmen | jeden Dienstag",
    }
    assert found("Schwimmen Turnen", **services)[0] == "both"
    assert set(found("Schwimmen Turnen", **services)) == {"both", "one", "other"}


def test_or_is_left_where_and_finds_enough() -> None:
    services = {f"s{number}": "Schwimmen und Turnen | hier" for number in range(3)} | {"one": "Turnen | dort"}
    assert found("Schwimmen Turnen", **services) == ["s0", "s1", "s2"]


def test_levels_stand_in_their_order() -> None:
    services = {
        "a-text": "Sonstiges | mit Hebamme",
        "b-synonym": "Geburtshelferin | hier",
        "c-part": "Hebammensprechstunde | hier",
        "d-word": "Hebamme | hier",
    }
    assert found("Hebamme", **services) == ["d-word", "c-part", "b-synonym", "a-text"]
    assert TITLE_WORD > TITLE_PART > SYNONYM_TITLE_WORD > TEXT


def test_ties_go_by_folded_title_then_id() -> None:
    services = {"2": "Äpfel Yoga", "1": "Apfel Yoga", "9": "Birnen Yoga", "0": "Äpfel Yoga"}
    assert found("Yoga", **services) == ["0", "1", "2", "9"]


def test_scores_are_whole_and_compounds_find_their_words() -> None:
    hits = index(a="Schwimmen für Babys", b="Babyschwimmen", c="Tanzen | Baby").search(ask("Babyschwimmen"))
    assert [hit.id for hit in hits[:2]] == ["b", "a"]
    assert all(isinstance(hit.score, int) for hit in hits)
    assert "c" not in [hit.id for hit in hits if hit.groups]


def test_a_compound_is_not_found_by_its_head_alone() -> None:
    assert found("Tierarzt", a="Kinderarztpraxis | Arzt", b="Tierpark | Tiere") == []


def test_met_groups_outweigh_any_fit() -> None:
    assert GROUP > TITLE_WORD * MAX_WORDS


def test_the_expanded_query_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        ask("Kita").text = "x"  # type: ignore[misc]
    assert hash(ask("Kita")) == hash(ask("Kita"))


WORDS = st.sampled_from(
    ["Hebamme", "Kita", "Naumburg", "Krabbelgruppe", "Schwimmen", "Kind", "schläft", "nicht", "Hebame", "3"]
)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=5, unique=True))
def test_order_of_words_does_not_change_what_is_found(words: list[str]) -> None:
    services = index(a="Hebamme", b="Kita Naumburg", c="Krabbelgruppe", d="Schwimmen | Kind", e="Schlafberatung")
    one = services.search(ask(" ".join(words)))
    other = services.search(ask(" ".join(reversed(words))))
    assert {(hit.id, hit.score) for hit in one} == {(hit.id, hit.score) for hit in other}


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5))
def test_the_relaxed_list_begins_with_the_strict_one(words: list[str]) -> None:
    services = index(a="Hebamme Kita", b="Kita Naumburg", c="Krabbelgruppe Kind", d="Schwimmen | Kind", e="Kita")
    query = ask(" ".join(words))
    strict = [hit.id for hit in services.run(query.strict())]
    relaxed = [hit.id for hit in services.run(query.relaxed())]
    assert set(strict) <= set(relaxed[: len(strict)])


@settings(deadline=None)
@given(st.text(st.characters(), max_size=80))
def test_no_text_raises(text: str) -> None:
    query = ask(text)
    assert all(group.alternatives for group in query.groups)
    assert all(1 <= a.weight <= 100 for group in query.groups for a in group.alternatives)


@settings(deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_sounds_are_digits_without_vowels_inside(word: str) -> None:
    code = sound(word)
    assert code == "" or code.isdigit()
    assert "0" not in code[1:]


@pytest.mark.parametrize("text", ["x" * 100_000, "kinder" * 17_000, "Kind schläft nicht " * 5_000, "a " * 50_000])
def test_hostile_queries_are_cut_and_quick(text: str) -> None:
    started = time.process_time()
    query = ask(text)
    assert time.process_time() - started < 1.0
    assert len(query.groups) <= MAX_WORDS


def test_a_query_takes_a_few_milliseconds() -> None:
    typed = [
        "mein Kind schläft nicht durch",
        "Krabelgruppe Naumburg",
        "Hilfe bei Schulden",
        "Fisiotherapie Kind",
    ]
    ask("warm")
    started = time.process_time()
    for text in typed * 25:
        ask(text)
    assert (time.process_time() - started) / 100 < 0.01
