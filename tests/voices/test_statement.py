"""The accessibility statement: what ships, who may change it, whose is shown."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from nahtlos.journal.models import Entry
from nahtlos.rules.barriers import Compliance, Ground
from nahtlos.voices import shipped
from nahtlos.voices import statement_writes as writes
from nahtlos.voices.models import StatementEntry, StatementFacts
from nahtlos.voices.reads import review_is_due, statement, statement_owner
from nahtlos.voices.writes import Conflict
from tests.cast import Cast

VALUES = {
    "title": "Ein Film hat keine Untertitel.",
    "pages": "/film/",
    "ground": Ground.BURDEN,
    "reason": "Er wird in vier Wochen ersetzt.",
    "alternative": "Der Text steht daneben.",
    "measure": "Der neue Film hat Untertitel.",
    "planned_for": None,
    "since": date(2026, 11, 1),
}


@pytest.fixture
def entry(cast: Cast, now: datetime) -> StatementEntry:
    return writes.add_entry(actor=cast.actor("county"), tenant=cast.tenant("06633"), values=VALUES, now=now)


def test_every_county_begins_with_an_honest_statement(cast: Cast, now: datetime) -> None:
    found = statement(cast.tenant("06633"), now.date())
    assert found.compliance is Compliance.PARTIAL
    assert len(found.open) == len(shipped.ENTRIES)
    assert all(one.reason and one.alternative and one.measure for one in found.open)
    assert found.facts.reviewed_on is None, "nobody of the county has looked at it"
    assert found.missing == ["reviewed", "contact"]


def test_loading_again_leaves_everything_as_it_is(cast: Cast, entry: StatementEntry, now: datetime) -> None:
    shipped.load(now=now)
    before = list(StatementEntry.objects.values()), list(StatementFacts.objects.values())
    shipped.load(now=now + timedelta(days=1))
    assert (list(StatementEntry.objects.values()), list(StatementFacts.objects.values())) == before


@pytest.mark.parametrize(("who", "error"), [("town", PermissionDenied), ("operator", PermissionDenied)])
def test_other_roles_are_refused(
    cast: Cast, entry: StatementEntry, now: datetime, who: str, error: type[Exception]
) -> None:
    actor, tenant = cast.actor(who), entry.tenant
    facts = writes.facts_of(tenant)
    calls = (
        lambda: writes.entry_for(actor, entry.pk),
        lambda: writes.add_entry(actor=actor, tenant=tenant, values=VALUES, now=now),
        lambda: writes.change_entry(actor=actor, entry=entry, version=1, values=VALUES, now=now),
        lambda: writes.set_entry_resolved(actor=actor, entry=entry, resolved=True, now=now),
        lambda: writes.begin_statement(actor=actor, tenant=tenant, now=now),
        lambda: writes.change_facts(actor=actor, facts=facts, version=1, values={}, now=now),
        lambda: writes.confirm_statement(actor=actor, facts=facts, now=now),
    )
    before = Entry.objects.count()
    for call in calls:
        with pytest.raises(error):
            call()
    assert Entry.objects.count() == before


def test_for_another_county_it_does_not_exist(cast: Cast, entry: StatementEntry, now: datetime) -> None:
    with pytest.raises(Http404):
        writes.entry_for(cast.actor("other_county"), entry.pk)
    with pytest.raises(Http404):
        writes.set_entry_resolved(actor=cast.actor("other_county"), entry=entry, resolved=True, now=now)


def test_change_with_conflict_and_journal(cast: Cast, entry: StatementEntry, now: datetime) -> None:
    county = cast.actor("county")
    values = VALUES | {"planned_for": date(2027, 1, 1)}
    changed = writes.change_entry(actor=county, entry=entry, version=1, values=values, now=now)
    same = writes.change_entry(actor=county, entry=entry, version=2, values=values, now=now)
    assert (changed.version, same.version) == (2, 2)
    with pytest.raises(Conflict):
        writes.change_entry(actor=county, entry=entry, version=1, values=VALUES, now=now)
    act = Entry.objects.filter(object_kind="statement_entry", object_id=str(entry.pk)).first()
    assert act
    assert act.detail == {"planned_for": ["", "2027-01-01"]}


def test_what_is_gone_stays_visible_for_a_year_and_comes_back(cast: Cast, entry: StatementEntry, now: datetime) -> None:
    county, tenant = cast.actor("county"), cast.tenant("06633")
    writes.set_entry_resolved(actor=county, entry=entry, resolved=True, now=now)
    found = statement(tenant, now.date())
    assert entry not in found.open
    assert found.resolved == [entry]
    assert statement(tenant, (now + timedelta(days=366)).date()).resolved == []
    writes.set_entry_resolved(actor=county, entry=entry, resolved=False, now=now)
    assert entry in statement(tenant, now.date()).open


def test_with_all_barriers_gone_the_pages_comply(cast: Cast, now: datetime) -> None:
    StatementEntry.objects.update(resolved_at=now)
    assert statement(cast.tenant("06633"), now.date()).compliance is Compliance.FULL


def test_a_town_shows_its_countys_statement_until_it_begins_its_own(cast: Cast, now: datetime) -> None:
    town, county = cast.tenant("06633018"), cast.tenant("06633")
    owner = statement_owner(town)
    assert owner
    assert owner.tenant == county
    actor = cast.actor("town")
    first = writes.begin_statement(actor=actor, tenant=town, now=now)
    again = writes.begin_statement(actor=actor, tenant=town, now=now)
    assert first.pk == again.pk
    assert statement(town, now.date()).facts.tenant == town
    assert StatementEntry.objects.filter(tenant=town).count() == len(shipped.ENTRIES)


def test_where_nobody_has_begun_the_shipped_one_is_shown(cast: Cast, now: datetime) -> None:
    found = statement(cast.tenant("06"), now.date())
    assert found.compliance is Compliance.PARTIAL
    assert found.facts.pk is None
    with pytest.raises(Http404):
        writes.facts_of(cast.tenant("06"))


def test_facts_are_changed_and_confirmed(cast: Cast, now: datetime) -> None:
    county = cast.actor("county")
    facts = writes.facts_of(cast.tenant("06633"))
    assert review_is_due("06633", now.date())
    values = {"contact_email": "amt@landkreis.example"}
    facts = writes.change_facts(actor=county, facts=facts, version=1, values=values, now=now)
    with pytest.raises(Conflict):
        writes.change_facts(actor=county, facts=facts, version=1, values=values, now=now)
    writes.confirm_statement(actor=county, facts=facts, now=now)
    assert statement(cast.tenant("06633"), now.date()).missing == []
    assert not review_is_due("06633", now.date())
    assert review_is_due("06633", (now + timedelta(days=365)).date())
