"""The life of a report: who hears of it when, who may answer, what is forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from nahtlos.journal.models import Entry, Mail
from nahtlos.people.models import Membership, Tenant
from nahtlos.rules.access import Actor, Role
from nahtlos.rules.barriers import State
from nahtlos.voices import writes
from nahtlos.voices.checks import findings
from nahtlos.voices.mails import coordinators
from nahtlos.voices.models import BarrierReport
from nahtlos.voices.periodic import forget_reporters, remind_of_barriers
from nahtlos.voices.reads import open_reports, statistics
from tests.cast import Cast

VALUES = {"page": "/orte/", "text": "Ich kann die Karte nicht lesen.", "contact": "jemand@familie.example"}


@pytest.fixture
def report(cast: Cast, now: datetime) -> BarrierReport:
    return writes.receive_report(tenant=cast.tenant("06633"), form="a", values=VALUES, now=now)


def to(address: str) -> list[str]:
    return list(Mail.objects.filter(recipient=address).order_by("pk").values_list("subject", flat=True))


def verbs(report: BarrierReport) -> list[str]:
    rows = Entry.objects.filter(object_kind="barrier_report", object_id=str(report.pk)).order_by("pk")
    return list(rows.values_list("verb", flat=True))


def test_a_report_reaches_the_coordination_once(cast: Cast, report: BarrierReport, now: datetime) -> None:
    again = writes.receive_report(tenant=cast.tenant("06633"), form="a", values=VALUES, now=now)
    assert again.pk == report.pk
    assert to("county@cast.example") == [f"Eine Barriere wurde gemeldet (Nr. {report.pk})"]
    mail = Mail.objects.get(recipient="county@cast.example")
    assert "03.01.2027" in mail.text
    assert f"/arbeit/barrieren/{report.pk}/" in mail.text
    assert "Karte" not in mail.text
    assert "familie.example" not in mail.text
    assert not Mail.objects.exclude(recipient="county@cast.example").exists()


def test_the_journal_holds_neither_words_nor_address(report: BarrierReport, cast: Cast, now: datetime) -> None:
    answer = "Die Liste steht unter der Karte."
    writes.answer_report(actor=cast.actor("county"), report=report, version=1, answer=answer, now=now)
    rows = Entry.objects.filter(object_kind="barrier_report")
    assert verbs(report) == ["receive", "answer"]
    assert not [row for row in rows if any(word in f"{row.object_label}{row.detail}" for word in ("Karte", "familie"))]


def test_a_town_without_coordination_is_answered_for_by_its_county(cast: Cast) -> None:
    town = cast.tenant("06633018")
    assert coordinators(town) == ["town@cast.example"]
    Membership.objects.filter(tenant=town).delete()
    assert coordinators(town) == ["county@cast.example"]
    person = cast.person("town")
    Membership.objects.create(person=person, tenant=town, role=Role.EDITOR)
    assert coordinators(town) == ["county@cast.example"]


@pytest.mark.parametrize("who", ["town", "state", "operator"])
def test_other_roles_are_refused(cast: Cast, report: BarrierReport, now: datetime, who: str) -> None:
    expected = (PermissionDenied, Http404)
    actor = cast.actor(who)
    with pytest.raises(expected):
        writes.report_for(actor, report.pk)
    with pytest.raises(expected):
        writes.take_up_report(actor=actor, report=report, version=1, now=now)
    with pytest.raises(expected):
        writes.answer_report(actor=actor, report=report, version=1, answer="x", now=now)
    with pytest.raises(expected):
        writes.reopen_report(actor=actor, report=report, version=1, now=now)
    assert verbs(report) == ["receive"]


def test_for_another_county_it_does_not_exist(cast: Cast, report: BarrierReport, now: datetime) -> None:
    other = cast.actor("other_county")
    with pytest.raises(Http404):
        writes.report_for(other, report.pk)
    with pytest.raises(Http404):
        writes.answer_report(actor=other, report=report, version=1, answer="x", now=now)
    with pytest.raises(Http404):
        writes.report_for(other, 999_999)


def test_an_answer_goes_to_who_left_an_address(cast: Cast, report: BarrierReport, now: datetime) -> None:
    county = cast.actor("county")
    report = writes.take_up_report(actor=county, report=report, version=1, now=now)
    report = writes.answer_report(actor=county, report=report, version=2, answer="Bald geht es.", now=now)
    assert (report.state, report.answered_at) == (State.ANSWERED, now)
    (mail,) = Mail.objects.filter(recipient="jemand@familie.example")
    assert "Bald geht es." in mail.text
    assert "/erklaerung-zur-barrierefreiheit/" in mail.text
    assert verbs(report) == ["receive", "take_up", "answer"]


def test_without_an_address_no_mail_goes_out(cast: Cast, now: datetime) -> None:
    tenant = cast.tenant("06633")
    report = writes.receive_report(tenant=tenant, form="b", values={"text": "x", "contact": ""}, now=now)
    before = Mail.objects.count()
    writes.answer_report(actor=cast.actor("county"), report=report, version=1, answer="y", now=now)
    assert Mail.objects.count() == before


def test_the_slower_of_two_writes_and_sends_nothing(cast: Cast, report: BarrierReport, now: datetime) -> None:
    county = cast.actor("county")
    writes.answer_report(actor=county, report=report, version=1, answer="erste", now=now)
    for version in (1, 2):
        with pytest.raises(writes.Conflict) as conflict:
            writes.answer_report(actor=county, report=report, version=version, answer="zweite", now=now)
        assert conflict.value.current.answer == "erste"
    assert len(to("jemand@familie.example")) == 1


def test_opened_again_the_clock_goes_on(cast: Cast, report: BarrierReport, now: datetime) -> None:
    county = cast.actor("county")
    report = writes.answer_report(actor=county, report=report, version=1, answer="x", now=now)
    assert open_reports("06633", now.date()) == []
    writes.reopen_report(actor=county, report=report, version=2, now=now)
    (queued,) = open_reports("06633", (now + timedelta(days=50)).date())
    assert (queued.report.pk, queued.clock.days_left) == (report.pk, -8)


def test_reminders_go_out_once_each(report: BarrierReport, now: datetime) -> None:
    sent = []
    for day in range(60):
        for _twice in range(2):
            remind_of_barriers(now + timedelta(days=day))
        sent.append(len(to("county@cast.example")) - 1)
    assert (sent[27], sent[28], sent[38], sent[39], sent[59]) == (0, 1, 1, 2, 2)
    assert verbs(report) == ["receive", "remind", "remind"]


def test_after_a_standstill_one_reminder_stands_for_both(report: BarrierReport, now: datetime) -> None:
    remind_of_barriers(now + timedelta(days=45))
    remind_of_barriers(now + timedelta(days=46))
    assert len(to("county@cast.example")) == 2


def test_nobody_is_reminded_of_what_is_answered(cast: Cast, report: BarrierReport, now: datetime) -> None:
    writes.answer_report(actor=cast.actor("county"), report=report, version=1, answer="x", now=now)
    remind_of_barriers(now + timedelta(days=40))
    assert len(to("county@cast.example")) == 1


def test_the_reporter_is_forgotten_half_a_year_after_the_answer(
    cast: Cast, report: BarrierReport, now: datetime
) -> None:
    forget_reporters(now + timedelta(days=400))
    report.refresh_from_db()
    assert report.contact, "an open report keeps its address"
    writes.answer_report(actor=cast.actor("county"), report=report, version=1, answer="x", now=now)
    forget_reporters(now + timedelta(days=182))
    report.refresh_from_db()
    assert report.contact
    late = now + timedelta(days=183)
    forget_reporters(late)
    forget_reporters(late + timedelta(days=1))
    report.refresh_from_db()
    assert (report.contact, report.contact_erased_at) == ("", late)
    assert verbs(report) == ["receive", "answer", "forget_contact"]


def test_statistics_need_one_statement(
    cast: Cast, report: BarrierReport, now: datetime, django_assert_num_queries: object
) -> None:
    tenant = cast.tenant("06633")
    writes.answer_report(actor=cast.actor("county"), report=report, version=1, answer="x", now=now + timedelta(days=50))
    with django_assert_num_queries(1):  # type: ignore[operator]
        (year,) = statistics(tenant, now.date())
    assert (year.count, year.median_days, year.overdue_share) == (1, 50, 1)
    assert statistics(Tenant.objects.get(key="06999"), now.date()) == []


def test_the_check_names_what_is_overdue(report: BarrierReport, now: datetime) -> None:
    assert list(findings()) == []
    BarrierReport.objects.update(received_at=datetime(2020, 1, 1, tzinfo=now.tzinfo))
    assert ["Landkreis Kassel" in one.sentence for one in findings()] == [True]


def test_nobody_acts_without_a_role(report: BarrierReport) -> None:
    with pytest.raises(Http404):
        writes.report_for(Actor("person", "1", "Funktion"), report.pk)
