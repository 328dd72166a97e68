"""The clock of a report, its steps, and what the statement must say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nahtlos.rules.barriers import (
    DUTIES,
    OPEN,
    STEPS,
    Compliance,
    Ground,
    State,
    clock,
    compliance,
    may_become,
    missing_duties,
    reminders_due,
    review_is_due,
    statistics,
)

MONDAY = date(2026, 11, 2)


@pytest.mark.parametrize("received", [MONDAY, date(2024, 2, 29), date(2026, 12, 31), date(2026, 3, 1)])
def test_six_weeks_end_on_the_same_weekday(received: date) -> None:
    found = clock(received, received)
    assert found.due.weekday() == received.weekday()
    assert (found.days_left, found.is_overdue) == (42, False)


@pytest.mark.parametrize(("day", "left", "overdue"), [(41, 1, False), (42, 0, False), (43, -1, True)])
def test_the_last_day_is_in_time(day: int, left: int, overdue: bool) -> None:
    found = clock(MONDAY, MONDAY + timedelta(days=day))
    assert (found.days_left, found.is_overdue) == (left, overdue)


def test_both_reminders_come_before_the_end_and_never_a_third() -> None:
    due = [reminders_due(MONDAY, MONDAY + timedelta(days=day)) for day in range(400)]
    assert due == sorted(due)
    assert (due.index(1), due.index(2), max(due)) == (28, 39, 2)


def test_an_answered_report_is_only_opened_again() -> None:
    assert STEPS.keys() == set(State)
    assert State.ANSWERED not in OPEN
    assert [new for new in State if may_become(State.ANSWERED, new)] == [State.REOPENED]
    assert not any(may_become(state, state) for state in State)


def test_statistics_by_year_of_receipt() -> None:
    rows = [
        (date(2025, 12, 31), date(2026, 1, 10)),
        (MONDAY, MONDAY + timedelta(days=2)),
        (MONDAY, MONDAY + timedelta(days=50)),
        (MONDAY, None),
        (MONDAY, None),
    ]
    new, old = statistics(rows, MONDAY + timedelta(days=10))
    assert (new.year, new.count, new.answered, new.median_days, new.overdue_share) == (2026, 4, 2, 26, 0.25)
    assert (old.year, old.median_days, old.overdue_share) == (2025, 10, 0)
    assert statistics(rows, MONDAY + timedelta(days=43))[0].overdue_share == 0.75
    assert statistics([], MONDAY) == []
    assert statistics([(MONDAY, None)], MONDAY)[0].median_days is None


@pytest.mark.parametrize(
    ("grounds", "mostly", "expected"),
    [
        ([], True, Compliance.FULL),
        ([Ground.OUT_OF_SCOPE], True, Compliance.FULL),
        ([Ground.OUT_OF_SCOPE, Ground.INCOMPATIBLE], True, Compliance.PARTIAL),
        ([Ground.BURDEN], True, Compliance.PARTIAL),
        ([Ground.INCOMPATIBLE], False, Compliance.NONE),
    ],
)
def test_compliance(grounds: list[Ground], mostly: bool, expected: Compliance) -> None:
    assert compliance(grounds, mostly_met=mostly) is expected


def test_every_duty_is_missed_alone() -> None:
    facts: dict[str, object] = {name: "x" for names in DUTIES.values() for name in names}
    assert missing_duties(facts) == []
    for duty, names in DUTIES.items():
        for name in names:
            assert missing_duties(facts | {name: ""}) == [duty]


def test_the_statement_is_looked_at_every_year() -> None:
    assert not review_is_due(MONDAY, MONDAY + timedelta(days=364))
    assert review_is_due(MONDAY, MONDAY + timedelta(days=365))
