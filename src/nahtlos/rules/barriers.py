"""Reports of barriers and the accessibility statement: the clock, the steps of a report, what the law asks for.

The duties are Hessian: HessBGG § 14 and the HVBIT of 16 September 2019, which carries out directive (EU) 2016/2102.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

ANSWER_WITHIN = timedelta(weeks=6)
REMIND_AFTER = timedelta(weeks=4)
REMIND_BEFORE_END = timedelta(days=3)
# Ours: long enough to ask back, short enough to forget.
CONTACT_KEPT_FOR = timedelta(days=183)
REVIEW_AFTER = timedelta(days=365)


class State(StrEnum):
    """Where a report stands."""

    RECEIVED = "received"
    IN_WORK = "in_work"
    ANSWERED = "answered"
    REOPENED = "reopened"


OPEN = frozenset({State.RECEIVED, State.IN_WORK, State.REOPENED})
STEPS: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.IN_WORK, State.ANSWERED}),
    State.IN_WORK: frozenset({State.ANSWERED}),
    State.ANSWERED: frozenset({State.REOPENED}),
    State.REOPENED: frozenset({State.IN_WORK, State.ANSWERED}),
}


def may_become(state: State, new: State) -> bool:
    """Decide whether a report may go from one state to another.

    Source: our own order of work; HVBIT § 4 (2) no. 2 only asks for a way to report.

    >>> may_become(State.RECEIVED, State.ANSWERED), may_become(State.ANSWERED, State.IN_WORK)
    (True, False)
    """
    return new in STEPS[state]


@dataclass(frozen=True)
class Clock:
    """`due` is the last day for the answer; `days_left` is negative once it has passed unanswered."""

    due: date
    days_left: int
    is_overdue: bool


def clock(received: date, today: date) -> Clock:
    """Decide until when an open report must be answered: six weeks from the day of receipt, weekends included.

    The day of receipt itself does not count (§ 187 (1) BGB), so the last day has the same weekday. We do not move
    it to a working day (§ 193 BGB), and opening a report again gives no new time: both would only help the office.

    Source: HVBIT § 6, six weeks as the enforcement body describes it; §§ 187, 188 BGB.

    >>> clock(date(2026, 11, 2), date(2026, 12, 14))
    Clock(due=datetime.date(2026, 12, 14), days_left=0, is_overdue=False)
    >>> clock(date(2026, 11, 2), date(2026, 12, 15)).is_overdue
    True
    """
    due = received + ANSWER_WITHIN
    left = (due - today).days
    return Clock(due, left, left < 0)


def reminders_due(received: date, today: date) -> int:
    """Decide how many reminders an open report should have caused: one after four weeks, one three days before the end.

    Source: ours, so that the six weeks of HVBIT § 6 are kept.

    >>> [reminders_due(date(2026, 11, 2), date(2026, 11, 2) + timedelta(days=n)) for n in (27, 28, 38, 39, 60)]
    [0, 1, 1, 2, 2]
    """
    days = (received + REMIND_AFTER, received + ANSWER_WITHIN - REMIND_BEFORE_END)
    return sum(today >= day for day in days)


@dataclass(frozen=True)
class Year:
    """The reports of one year: `median_days` until the answer, None without answers; `overdue_share` from 0 to 1."""

    year: int
    count: int
    answered: int
    median_days: float | None
    overdue_share: float


def statistics(rows: Iterable[tuple[date, date | None]], today: date) -> list[Year]:
    """Sum up reports, given as day of receipt and day of answer, by year of receipt, newest first.

    Overdue is what was answered after its last day, or is open after it.

    Source: ours; the figures that the monitoring of directive (EU) 2016/2102, article 8, may be asked for.

    >>> statistics([(date(2026, 1, 1), date(2026, 1, 11)), (date(2026, 1, 1), None)], date(2026, 6, 1))
    [Year(year=2026, count=2, answered=1, median_days=10, overdue_share=0.5)]
    """
    years: dict[int, list[tuple[date, date | None]]] = {}
    for received, answered in rows:
        years.setdefault(received.year, []).append((received, answered))
    return [_year(year, years[year], today) for year in sorted(years, reverse=True)]


def _year(year: int, rows: list[tuple[date, date | None]], today: date) -> Year:
    days = [(answered - received).days for received, answered in rows if answered]
    overdue = sum(clock(received, answered or today).is_overdue for received, answered in rows)
    return Year(year, len(rows), len(days), median(days) if days else None, overdue / len(rows))


class Ground(StrEnum):
    """Why something may be inaccessible, as the model statement distinguishes."""

    INCOMPATIBLE = "incompatible"
    BURDEN = "burden"
    OUT_OF_SCOPE = "out_of_scope"


class Compliance(StrEnum):
    """The three answers that the model statement allows."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


def compliance(grounds: Iterable[Ground], *, mostly_met: bool) -> Compliance:
    """Decide the status of compliance from the grounds of all known barriers.

    What lies outside the law's scope hinders no full compliance. `mostly_met` says whether most requirements are met.

    Source: implementing decision (EU) 2018/1523, annex, section 1, "Stand der Vereinbarkeit".

    >>> compliance([Ground.OUT_OF_SCOPE], mostly_met=True), compliance([Ground.BURDEN], mostly_met=True)
    (<Compliance.FULL: 'full'>, <Compliance.PARTIAL: 'partial'>)
    """
    if not mostly_met:
        return Compliance.NONE
    return Compliance.PARTIAL if set(grounds) - {Ground.OUT_OF_SCOPE} else Compliance.FULL


# What a statement must say and which facts carry it. The known barriers with reason and alternative are entries of
# their own, and the way to report is the form of the house, so they cannot be missing.
DUTIES: dict[str, tuple[str, ...]] = {
    "drafted": ("drafted_on",),
    "method": ("method",),
    "reviewed": ("reviewed_on",),
    "contact": ("contact_name", "contact_email"),
    "enforcement": ("enforcement_name", "enforcement_url"),
}


def missing_duties(facts: Mapping[str, object]) -> list[str]:
    """Name what a statement must say and does not yet, from its facts by name; empty means complete.

    Source: HVBIT § 4 (2); directive (EU) 2016/2102, article 7 (1); implementing decision (EU) 2018/1523, annex.

    >>> missing_duties({"drafted_on": date(2026, 1, 1), "method": "self", "contact_name": "Amt"})
    ['reviewed', 'contact', 'enforcement']
    """
    return [duty for duty, names in DUTIES.items() if not all(facts.get(name) for name in names)]


def review_is_due(reviewed: date | None, today: date) -> bool:
    """Decide whether the statement must be looked at again: once a year, and at once if nobody ever has.

    Source: directive (EU) 2016/2102, article 7 (1), "regularly"; the year is BITV 2.0 § 7 (5).

    >>> review_is_due(date(2026, 1, 1), date(2026, 12, 31)), review_is_due(None, date(2026, 1, 1))
    (False, True)
    """
    return reviewed is None or today - reviewed >= REVIEW_AFTER
