"""The analyser: spellings that must meet, words that must come apart, input that must do no harm."""

from __future__ import annotations

import csv
import sys
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahtlos.search.analyser import Analyser, Kind, analyser_for
from nahtlos.search.fold import MAX_WORD, fold, fold_plain, sort_key, split_words
from nahtlos.search.lexicon import build, german

PLACES = (
    "Naumburg",
    "Bad Emstal",
    "Sand",
    "Papierfabrik",
    "Sandershausen",
    "Dennhausen/Dittershausen",
    "Vellmar-West",
)
ANALYSER = Analyser(places=PLACES)
PLAIN = analyser_for("ar")
ANY_TEXT = st.text(st.characters(), max_size=60)
GERMAN_WORD = st.text("abcdefghijklmnopqrstuvwxyzäöüßé", min_size=2, max_size=24)


def keys(text: str) -> list[str]:
    return [analysis.key for analysis in ANALYSER.words(text)]


@pytest.mark.parametrize(
    "spellings",
    [
        ("Müller", "Mueller", "MÜLLER", "Mu\u0308ller", "mü\u00adller", "Mül\u200bler", "ｍüller"),
        ("Bücherei", "Buecherei", "BUECHEREI", "Büchereien"),
        ("Straße", "Strasse", "STRASSE", "STRAẞE"),
        ("Café", "Cafe", "CAFÉ", "Cafés"),
        ("Hebamme", "Hebammen"),
        ("Kurs", "Kurse", "Kursen", "Kurses"),
        ("Familienzentrum", "Familienzentren", "Familien-Zentrum", "Familien‑Zentrum"),
        ("Kinderarzt", "Kinderärztin", "Kinderärzte", "Kinder-Arzt"),
        ("Eltern-Kind-Gruppe", "Elternkindgruppe", "Eltern-Kind-Gruppen"),
        ("Berater*innen", "Berater", "Beraterin", "Berater:in", "Berater/-innen", "BeraterInnen"),
        ("Erziehungsberatung", "Erziehungsberatungsstelle", "Erziehungsberatungen"),
        ("Babys", "Baby", "Babies"),
        ("schläft", "schlafen", "geschlafen"),
        ("Kitaeingewöhnung", "Kita-Eingewöhnung", "Kitaeingewoehnung"),
    ],
)
def test_spellings_of_one_word_meet(spellings: tuple[str, ...]) -> None:
    assert {tuple(keys(spelling)) for spelling in spellings} == {tuple(keys(spellings[0]))}
    assert len(keys(spellings[0])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kur", "Kurs"),
        ("hört", "Hort"),
        ("Sucht", "Suche"),
        ("Mutter", "Mutterschutz"),
        ("Steuer", "Stuhl"),
        ("Erzieher", "Erziehung"),
    ],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert keys(one) != keys(other)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Krabbelgruppen", ("krabbel", "gruppe")),
        ("Hebammensprechstunde", ("hebamme", "sprechstunde", "sprech", "stunde")),
        ("Geburtsvorbereitungskurse", ("geburt", "vorbereitung", "kurs")),
        ("Hilfsangebot", ("hilfe", "angebot")),
        ("Schwimmkurs", ("schwimm", "kurs")),
        ("Vorlesenachmittag", ("les", "nachmittag")),
        ("Kinderrechte", ("kind", "recht")),
        ("Montessorischule", ("montessori", "schule")),
        ("Wohngeldantrag", ("wohngeld", "antrag")),
    ],
)
def test_compounds_come_apart(word: str, parts: tuple[str, ...]) -> None:
    assert ANALYSER.word(word).parts == parts


@pytest.mark.parametrize(
    "word",
    [
        *("Kindergarten", "Tagesmutter", "Frauenhaus", "Krankenhaus", "Urlaub", "Heirat", "Unterricht"),
        *("Beratung", "Angelegenheit", "Hebamme", "Jugendamt", "Vorrat", "Alarm", "praktisch"),
        *("Mutterschaft", "Partnerschaft", "Altenheim", "Tierarzt", "Steuererklärung"),
    ],
)
def test_words_that_only_look_compound_stay_whole(word: str) -> None:
    assert ANALYSER.word(word).parts == ()


def test_a_part_is_told_from_a_word() -> None:
    kinds = {token.text: token.kind for token in ANALYSER.tokens("Krabbelgruppe")}
    assert kinds == {"krabbelgruppe": Kind.WORD, "krabbel": Kind.PART, "gruppe": Kind.PART}
    assert dict(ANALYSER.tokens("Krabbel-Gruppe"))["gruppe"] is Kind.WORD


def test_stop_words_give_no_token_but_are_seen() -> None:
    assert ANALYSER.tokens("und für die mit") == []
    assert [analysis.stop for analysis in ANALYSER.words("und für")] == [True, True]


@pytest.mark.parametrize("name", PLACES)
def test_places_never_come_apart(name: str) -> None:
    for word in split_words(name):
        tokens = ANALYSER.tokens(word)
        assert [token.kind for token in tokens] == [Kind.WORD], word
        assert tokens[0].text == fold(word.replace("-", ""))


def test_a_place_inside_a_compound_does_not_protect_it() -> None:
    assert ANALYSER.word("Sandkasten").place is False


LOCALITIES = Path(__file__).resolve().parents[3] / "shared/data/lk-kassel-localities.csv"
if LOCALITIES.exists():  # the county's file is not shipped with the tests

    def test_every_locality_of_the_county_stays_whole() -> None:
        with LOCALITIES.open(encoding="utf-8") as file:
            names = [row["name"] for row in csv.DictReader(file)]
        analyser = Analyser(places=names)
        torn = [word for name in names for word in split_words(name) if len(analyser.tokens(word)) != 1]
        assert len(names) > 100
        assert torn == []


def test_other_languages_fold_and_split_only() -> None:
    assert [token.text for token in analyser_for("tr").tokens("Çocuk İÇİN ışık")] == ["cocuk", "icin", "isik"]
    assert [token.text for token in analyser_for("uk").tokens("Дитячий садок")] == ["дитячии", "садок"]
    assert [token.text for token in PLAIN.tokens("رَوْضَة الأطفال")] == ["روضه", "الاطفال"]
    assert [token.text for token in analyser_for("en").tokens("the midwives")] == ["the", "midwives"]
    assert analyser_for("de-simple").tokens("Hebammen") == analyser_for("de").tokens("Hebamme")


def test_a_hindi_word_keeps_its_vowel_signs_together() -> None:
    assert len(split_words("बच्चों")) == 1


def test_sort_key_orders_umlauts_like_their_letters() -> None:
    assert sorted(["Zebra", "Äpfel", "Birne", "äpfel 2"], key=sort_key) == [
        "Äpfel",
        "äpfel 2",
        "Birne",
        "Zebra",
    ]


@settings(deadline=None)
@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_plain(fold_plain(text)) == fold_plain(text)


@settings(deadline=None)
@given(st.text("aeiouäöüqys", max_size=12))
def test_folding_twice_changes_nothing_among_vowels(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(ANY_TEXT)
def test_no_text_raises_and_tokens_can_be_stored(text: str) -> None:
    for analyser in (ANALYSER, PLAIN):
        for token in analyser.tokens(text):
            assert token.text
            assert not token.text.isspace()
            token.text.encode("utf-8")
            assert len(token.text) <= 8 * MAX_WORD


@settings(deadline=None)
@given(GERMAN_WORD)
def test_a_word_in_the_index_is_found_by_itself(word: str) -> None:
    texts = {token.text for token in ANALYSER.tokens(word)}
    analysis = ANALYSER.word(word)
    assert analysis.stop or analysis.key in texts
    assert set(analysis.parts) <= texts or analysis.stop


@settings(deadline=None)
@given(GERMAN_WORD)
def test_case_and_normal_form_do_not_matter(word: str) -> None:
    decomposed = unicodedata.normalize("NFD", word)
    assert [a.key for a in ANALYSER.words(decomposed)] == [a.key for a in ANALYSER.words(word)]
    if "ß" not in word:
        assert ANALYSER.word(word.capitalize()).key == ANALYSER.word(word).key


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Hebamme", "Krabbelgruppe", "Müller", "Naumburg", "xyz", "Kitas"]), max_size=6))
def test_order_of_words_does_not_change_their_tokens(words: list[str]) -> None:
    forward = ANALYSER.tokens(" ".join(words))
    backward = Analyser(places=PLACES).tokens(" ".join(reversed(words)))
    assert sorted(map(str, forward)) == sorted(map(str, backward))


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "kinder" * 17_000,
        "ä" * 100_000,
        "a\u0308" * 50_000,
        "a-" * 50_000,
        "\x00\x01\x1f" * 1_000,
        "\u202e\u200f\u2066" * 1_000 + "Hebamme",
        "\ud800 Hebamme \udfff",
        "'" * 50_000,
        "*innen" * 10_000,
    ],
)
def test_hostile_text_is_cut_and_quick(text: str) -> None:
    started = time.process_time()
    tokens = Analyser().tokens(text)
    assert time.process_time() - started < 1.0
    assert all(len(token.text) <= 8 * MAX_WORD for token in tokens)
    if "Hebamme" in text:
        assert "hebamme" in {token.text for token in tokens}


def test_the_cache_cannot_grow_without_end() -> None:
    analyser = Analyser()
    for number in range(1_000):
        analyser.word(f"w{number}")
    assert sys.getsizeof(analyser._cache) < 10**6
    assert len(analyser._cache) == 1_000


def test_1600_services_of_150_words_in_two_seconds() -> None:
    lexicon = german()
    words = [surface for surface in lexicon.surfaces.values() if "-" not in surface]
    compounds = [f"{one}{other.lower()}" for one, other in zip(words, reversed(words), strict=True)]
    pool = words + compounds
    texts = [" ".join(pool[(start * 37 + step * 11) % len(pool)] for step in range(150)) for start in range(1_600)]
    analyser = Analyser()
    started = time.process_time()
    count = sum(len(analyser.tokens(text)) for text in texts)
    assert time.process_time() - started < 2.0
    assert count > 1_600 * 100


def test_the_lexicon_holds_what_it_says() -> None:
    lexicon = german()
    assert lexicon.forms["zentren"] == "zentrum"
    assert lexicon.modifiers["geburts"] == "geburt"
    assert lexicon.splits["familiezentrum"] == ("familie", "zentrum")
    assert not lexicon.stop & {"sucht", "trotz", "not", "kur"}
    assert all(form == fold(form) for form in lexicon.forms)


def test_a_small_lexicon_of_ones_own() -> None:
    lexicon = build(["Wald", "Fest"], ["singen"], ["bunt"], ["und"], own=False)
    analyser = Analyser(lexicon)
    assert analyser.word("Waldfeste").parts == ("wald", "fest")
    assert analyser.word("Singfest").parts == ("sing", "fest")


def test_threads_share_one_analyser() -> None:
    words = [f"{start}{middle}{end}" for start in "bdfgk" for middle in ("aum", "eiten", "isch") for end in "eln"]
    alone = [Analyser().word(word).key for word in words]
    for _ in range(5):
        shared = Analyser()
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(lambda word, analyser=shared: analyser.word(word).key, words)) == alone
