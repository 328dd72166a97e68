"""Published intervals to 1e-9, hand-computed cases, and what must hold for all figures."""

import csv
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nahtlos.rules import rates
from nahtlos.rules.rates import Estimate

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "expected-rates.csv"

# Numbers published with the test data of PHEindicatormethods (commit 093fd28).
COUNTS = [
    (65, 0.95, 50.163187710459454, 82.84913854593984),
    (1045, 0.95, 982.5932018073325, 1110.33121298565),
    (1, 0.95, 0.01307213290150435, 5.5637555824752605),
    (65, 0.998, 42.8802614714802, 94.00029084431802),
    (1045, 0.998, 947.9407035610374, 1148.806160988033),
    (10, 0.998, 2.916318374695686, 24.193724927880535),
    (1, 0.998, None, 9.362180217908362),
]
PROPORTIONS = [
    (1, 100, 0.95, 0.0017674320641406511, 0.054486196178705294),
    (5, 100, 0.998, 0.013865320725997183, 0.16458852282596442),
    (65, 100, 0.95, 0.5525444329688797, 0.7363575175690247),
    (65, 100, 0.998, 0.4954946574070431, 0.7783540614089697),
    (1045, 5000, 0.95, 0.19795549880013297, 0.22049130373189027),
    (1045, 5000, 0.998, 0.19179381799015244, 0.22731562902525818),
    (0.445, 1, 0.95, 0.04381744772058822, 0.9334621276979156),
    (9856, 12345, 0.998, 0.7869924108419063, 0.8093061412589626),
    (7776456, 7564336677, 0.95, 0.0010273201001641094, 0.0010287644578977231),
]
RATES = [
    (1, 100, 100, 0.95, 0.025317807984289897, 5.571643390938898),
    (1, 100, 100, 0.998, 0.0010005003335835344, 9.233413476451585),
    (5, 100, 100, 0.95, 1.62348639011842, 11.668332079322669),
    (5, 100, 100, 0.998, 0.739371731917839, 16.454745203680105),
    (20, 100, 100, 0.95, 12.211428834875937, 30.889880369197066),
    (9856, 12345, 100, 0.998, 77.37590543271052, 82.3544727709543),
    (7776456, 7564336677, 100, 0.95, 0.10273196005302074, 0.10287648334092832),
    (2, 200, 100_000, 0.95, 121.10463927198258, 3612.3438338619794),
    (10, 200, 100_000, 0.95, 2393.7249569837822, 9195.729302878237),
    (250, 220, 100_000, 0.95, 99984.94738532876, 128631.14487455782),
]
RATIOS = [
    (895, 0.95, 1.0707232939020275, 1.0017147712553987, 1.143233287249895),
    (895, 0.998, 1.0707232939020275, 0.9635155619614437, 1.1860070415876287),
    (91, 0.95, 0.10886683770400503, 0.08765040101829405, 0.1336657632841891),
    (9, 0.95, 0.010767049882813684, 0.004923380825095776, 0.02043921455549973),
    (9, 0.998, 0.010767049882813684, 0.0029339306550682617, 0.02710589651469021),
]
GROUPS_BIG = [127, 25, 18, 21, 12, 27, 48, 27, 29, 32, 32, 34, 45, 65, 38, 68, 74, 82, 91]
GROUPS_SMALL = [12, 4, 3, 2, 3, 4, 8, 2, 2, 3, 4, 5, 6, 8, 5, 6, 5, 5, 4]
PERSONS = [636, 558, 609, 543, 384, 594, 669, 843, 660, 576, 606, 522, 426, 273, 300, 288, 153, 123, 207]
REFERENCE_EVENTS = [
    *(10303, 2824, 0, 3615, 3641, 3490, 3789, 3213, 3031, 2771),
    *(3089, 3490, 3595, 4745, 5514, 7125, 5694, 6210, 5757),
]
REFERENCE_PERSONS = [
    *(50520, 57173, 60213, 54659, 44345, 50128, 62163, 67423, 62899, 55463),
    *(60479, 49974, 44140, 40888, 37239, 30819, 18136, 15325, 13918),
]
# The European standard population of 2013 and of 1976.
EUROPE = [5000, *[5500] * 3, *[6000] * 2, 6500, *[7000] * 4, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000]
EUROPE_1976 = [8000, *[7000] * 10, 6000, 5000, 4000, 3000, 2000, 1000, 1000]
STANDARDISED = [
    (GROUPS_BIG, EUROPE, 0.95, 10430.247991469423, 9717.709067985681, 11178.94091547925),
    (GROUPS_BIG, EUROPE, 0.998, 10430.247991469423, 9323.287880219903, 11620.595999522058),
    (GROUPS_SMALL, EUROPE, 0.95, 1103.212025300104, 877.455767536709, 1367.0882227251795),
    (GROUPS_SMALL, EUROPE, 0.998, 1103.212025300104, 763.6420357939879, 1530.0328948244762),
    (GROUPS_BIG[:18], EUROPE_1976, 0.95, 8592.097585022366, 7991.160931442103, 9225.253880318318),
]
levels = st.floats(0.5, 0.999)
whole = st.integers(0, 5000)


def ends(found: Estimate) -> tuple[float, float, float]:
    """Lower end, value, upper end of an estimate that has all three."""
    assert found.lower is not None and found.value is not None and found.upper is not None
    return found.lower, found.value, found.upper


def exactly(value: float | None) -> Any:
    return None if value is None else pytest.approx(value, rel=1e-9, abs=0)


@pytest.mark.parametrize(("events", "level", "lower", "upper"), COUNTS)
def test_counts_agree_with_the_published_ones(events: float, level: float, lower: float | None, upper: float) -> None:
    assert rates.count(events, confidence=level) == Estimate(events, exactly(lower), exactly(upper))


@pytest.mark.parametrize(("events", "population", "level", "lower", "upper"), PROPORTIONS)
def test_proportions_agree_with_the_published_ones(
    events: float, population: float, level: float, lower: float | None, upper: float
) -> None:
    expected = Estimate(exactly(events / population), exactly(lower), exactly(upper))
    assert rates.proportion(events, population, confidence=level) == expected


@pytest.mark.parametrize(("events", "years", "per", "level", "lower", "upper"), RATES)
def test_rates_agree_with_the_published_ones(
    events: float, years: float, per: float, level: float, lower: float | None, upper: float
) -> None:
    expected = Estimate(exactly(events / years * per), exactly(lower), exactly(upper))
    assert rates.rate(events, years, per=per, confidence=level) == expected


@pytest.mark.parametrize(("observed", "level", "value", "lower", "upper"), RATIOS)
def test_standardised_ratios_agree_with_the_published_ones(
    observed: float, level: float, value: float, lower: float | None, upper: float
) -> None:
    expected = rates.expected_events(PERSONS, REFERENCE_EVENTS, REFERENCE_PERSONS)
    assert expected == exactly(835.8835612311743)
    ratio = rates.indirectly_standardised_ratio(observed, expected, confidence=level)
    assert ratio == Estimate(exactly(value), exactly(lower), exactly(upper))


@pytest.mark.parametrize(("groups", "standard", "level", "value", "lower", "upper"), STANDARDISED)
def test_standardised_rates_agree_with_the_published_ones(
    groups: Any, standard: list[int], level: float, value: float, lower: float | None, upper: float
) -> None:
    found = rates.directly_standardised(groups, PERSONS[: len(groups)], standard, confidence=level)
    assert found == Estimate(exactly(value), exactly(lower), exactly(upper))


if SHARED.exists():

    def published() -> list[dict[str, str]]:
        with SHARED.open(newline="") as file:
            return list(csv.DictReader(file))

    def figure(row: dict[str, str]) -> Estimate:
        numbers = [float(part) for part in row["input"].split("/")]
        more = {"per": float(row["per"])} if row["method"] == "rate" else {}
        method: Callable[..., Estimate] = getattr(rates, row["method"])
        return method(*numbers, confidence=float(row["confidence"]), **more)

    @pytest.mark.parametrize("row", published(), ids=lambda row: f"{row['method']} {row['input']}")
    def test_figures_agree_with_the_list_of_expected_ones(row: dict[str, str]) -> None:
        found = figure(row)
        for end in ("value", "lower", "upper"):
            if row[end]:
                assert getattr(found, end) == exactly(float(row[end]))
        if row["method"] == "count" and not row["lower"]:
            assert found.lower is None


def test_the_worked_case_of_the_method_page() -> None:
    found = ends(rates.rate(14, 480, per=1000))
    assert [round(end, 1) for end in found] == [15.9, 29.2, 48.9]


def test_nothing_and_all_have_intervals_inside_the_possible() -> None:
    assert rates.proportion(0, 10) == Estimate(0, 0, exactly(1.959963984540054**2 / (10 + 1.959963984540054**2)))
    assert rates.proportion(10, 10).upper == 1
    assert rates.proportion(10, 10).lower == exactly(10 / (10 + 1.959963984540054**2))
    assert rates.count(0).lower == 0
    assert rates.count(0).upper == exactly((8 / 9 + 1.959963984540054 / 3) ** 3)
    assert rates.rate(0, 1000, per=1000) == Estimate(0, 0, exactly(-math.log(0.025)))


def test_the_method_of_a_rate_changes_at_ten_events() -> None:
    assert rates.rate(9, 1, per=1) != rates.count(9)
    assert rates.rate(10, 1, per=1) == rates.count(10)
    lower, _, upper = ends(rates.rate(10, 1, per=1, exact_below=math.inf))
    # The table of Garwood (1936), which has five figures.
    assert [round(lower, 4), round(upper, 4)] == [4.7954, 18.3904]


@given(events=whole, more=st.integers(0, 5000), level=levels)
def test_a_proportion_lies_in_its_interval_and_the_interval_between_0_and_1(
    events: float, more: int, level: float
) -> None:
    assume(events + more > 0)
    lower, value, upper = ends(rates.proportion(events, events + more, confidence=level))
    assert 0 <= lower <= value <= upper <= 1


@given(events=whole, more=st.integers(0, 5000), level=levels)
def test_those_with_and_those_without_mirror_each_other(events: float, more: int, level: float) -> None:
    assume(events + more > 0)
    with_it = ends(rates.proportion(events, events + more, confidence=level))
    without = ends(rates.proportion(more, events + more, confidence=level))
    assert with_it == pytest.approx([1 - end for end in reversed(without)], abs=1e-12)


@given(events=whole, more=st.integers(1, 5000), times=st.integers(2, 50))
def test_more_persons_with_the_same_share_narrow_the_interval(events: float, more: int, times: int) -> None:
    few = ends(rates.proportion(events, events + more))
    many = ends(rates.proportion(events * times, (events + more) * times))
    assert many[2] < few[2]
    assert many[0] > few[0] or events == 0


@given(events=whole, level=levels)
def test_one_event_more_moves_every_interval_up(events: float, level: float) -> None:
    figures: list[Callable[[float], Estimate]] = [
        lambda cases: rates.proportion(cases, 6000, confidence=level),
        lambda cases: rates.rate(cases, 700, confidence=level),
        lambda cases: rates.indirectly_standardised_ratio(cases, 12.5, confidence=level),
    ]
    for figure in figures:
        one, next_one = ends(figure(events)), ends(figure(events + 1))
        assert all(before < after for before, after in zip(one, next_one, strict=True))
    one_count, next_count = (rates.count(cases, confidence=level) for cases in (events, events + 1))
    assert (one_count.upper or 0) < (next_count.upper or 0)
    assert (one_count.lower or 0) <= (next_count.lower or 0)


@given(events=whole, level=st.floats(0.5, 0.99))
def test_more_confidence_widens_every_interval(events: float, level: float) -> None:
    surer = level + 0.009
    narrow, wide = (ends(rates.rate(events, 480, confidence=each)) for each in (level, surer))
    assert wide[2] > narrow[2]
    assert wide[0] < narrow[0] or events == 0


@given(events=whole, years=st.floats(1, 1e6), factor=st.floats(0.01, 1000))
def test_a_rate_scales_with_its_unit_and_its_person_years(events: float, years: float, factor: float) -> None:
    base = rates.rate(events, years, per=1000)
    for other in (rates.rate(events, years, per=1000 * factor), rates.rate(events, years / factor, per=1000)):
        for end in ("value", "lower", "upper"):
            assert getattr(other, end) == pytest.approx(getattr(base, end) * factor, rel=1e-9)
    assert list(ends(base)) == sorted(ends(base))


@given(groups=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 900)), min_size=1, max_size=12))
def test_with_its_own_age_structure_as_standard_a_place_has_its_crude_rate(groups: Any) -> None:
    events, persons = zip(*groups, strict=True)
    assume(sum(events) >= 10)
    found = rates.directly_standardised(events, persons, persons)
    crude = rates.rate(sum(events), sum(persons))
    for end in ("value", "lower", "upper"):
        assert getattr(found, end) == pytest.approx(getattr(crude, end), rel=1e-9)


@given(factor=st.floats(1e-6, 1e6))
def test_only_the_shape_of_the_standard_counts(factor: float) -> None:
    base = rates.directly_standardised(GROUPS_SMALL, PERSONS, EUROPE)
    scaled = rates.directly_standardised(GROUPS_SMALL, PERSONS, [share * factor for share in EUROPE])
    assert scaled.value == pytest.approx(base.value, rel=1e-12)
    assert scaled.upper == pytest.approx(base.upper, rel=1e-12)


def test_a_standardised_rate_needs_ten_events() -> None:
    assert rates.directly_standardised([4, 5], [100, 100], [1, 1]) == Estimate(None, None, None)
    assert rates.directly_standardised([5, 5], [100, 100], [1, 1], per=100).value == exactly(5)


def test_a_standardised_rate_never_falls_below_zero() -> None:
    found = rates.directly_standardised([1, 20], [100, 100], [1, 0])
    assert found.lower == 0
    assert found.value == exactly(1000)


def test_years_are_pooled_by_adding_counts_and_person_years() -> None:
    pooled = rates.pool_years([14, 9, 11], [480, 470, 475])
    assert (pooled.events, pooled.person_years, pooled.years) == (34, 1425, 3)
    assert rates.rate(pooled.events, pooled.person_years).value == exactly(34 / 1425 * 100_000)


def test_pooling_narrows_the_interval() -> None:
    pooled = rates.pool_years([14] * 3, [480] * 3)
    year = ends(rates.rate(14, 480, per=1000))
    three = ends(rates.rate(pooled.events, pooled.person_years, per=1000))
    assert year[0] < three[0] < three[1] < three[2] < year[2]


NAN, INFINITE, MISSING, TEXT = math.nan, math.inf, cast("float", None), cast("float", "1")
REFUSED = [
    (lambda: rates.proportion(-1, 10), "events must not be negative"),
    (lambda: rates.proportion(11, 10), "events must not exceed population"),
    (lambda: rates.proportion(NAN, 10), "events must be a finite number"),
    (lambda: rates.proportion(0, 0), "population must be greater than zero"),
    (lambda: rates.proportion(1, INFINITE), "population must be a finite number"),
    (lambda: rates.proportion(TEXT, 10), "events must be a finite number"),
    (lambda: rates.proportion(True, 10), "events must be a finite number"),
    (lambda: rates.proportion(1, 10, confidence=95), "confidence must lie between 0 and 1"),
    (lambda: rates.proportion(1, 10, confidence=1), "confidence must lie between 0 and 1"),
    (lambda: rates.count(5, confidence=0), "confidence must lie between 0 and 1"),
    (lambda: rates.count(MISSING), "events must be a finite number"),
    (lambda: rates.count(-0.5), "events must not be negative"),
    (lambda: rates.rate(1, 0), "person_years must be greater than zero"),
    (lambda: rates.rate(1, -5), "person_years must be greater than zero"),
    (lambda: rates.rate(1, 5, per=0), "per must be greater than zero"),
    (lambda: rates.rate(-1, 5), "events must not be negative"),
    (lambda: rates.rate(3, 5, confidence=NAN), "confidence must be a finite number"),
    (lambda: rates.rate(30, 5, confidence=-1), "confidence must lie between 0 and 1"),
    (lambda: rates.indirectly_standardised_ratio(1, 0), "expected must be greater than zero"),
    (lambda: rates.indirectly_standardised_ratio(-1, 2), "observed must not be negative"),
    (lambda: rates.directly_standardised([1], [1, 2], [1, 2]), "lengths must agree, got events 1, popul"),
    (lambda: rates.directly_standardised([], [], []), "events must not be empty"),
    (lambda: rates.directly_standardised([20, -1], [9, 9], [1, 1]), "events must not be negative"),
    (lambda: rates.directly_standardised([20, 1], [9, 0], [1, 1]), "populations must be greater than zero"),
    (lambda: rates.directly_standardised([20, 1], [9, 9], [1, -1]), "standard must not be negative"),
    (lambda: rates.directly_standardised([20, 1], [9, 9], [0, 0]), "sum of standard must be greater"),
    (lambda: rates.directly_standardised([1], [9], [1], confidence=2), "confidence must lie between"),
    (lambda: rates.directly_standardised([20], [9], [1], per=-1), "per must be greater than zero"),
    (lambda: rates.expected_events([1], [1], [0]), "reference_populations must be greater than zero"),
    (lambda: rates.expected_events([1, 2], [1], [1]), "lengths must agree"),
    (lambda: rates.pool_years([1, 2], [3]), "lengths must agree, got events 2, person_years 1"),
    (lambda: rates.pool_years([], []), "events must not be empty"),
    (lambda: rates.pool_years([1, MISSING], [3, 4]), "events must be a finite number"),
    (lambda: rates.pool_years([1], [0]), "sum of person_years must be greater than zero"),
]


@pytest.mark.parametrize(("wrong", "message"), REFUSED)
def test_what_no_figure_may_be_built_on_is_refused_by_name(wrong: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        wrong()
