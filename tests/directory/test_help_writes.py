"""The verbs of 'Hilfe sofort': right, conflict, undo, journal."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from nahtlos.directory import writes
from nahtlos.directory.models import HelpContact
from nahtlos.directory.reads import count_unchecked_help, help_contacts
from nahtlos.journal.models import Entry
from tests.cast import Cast

VALUES: dict[str, Any] = {"group": "talk", "title": "Telefon", "phone": "0561 1", "source": "Amt"}


@pytest.fixture
def contact(cast: Cast, now: datetime) -> HelpContact:
    return writes.add_help_contact(actor=cast.actor("county"), tenant=cast.tenant("06633"), values=VALUES, now=now)


def last_entry() -> Entry:
    return Entry.objects.latest("pk")


def test_a_new_contact_stands_at_the_end_and_is_not_checked(contact: HelpContact, cast: Cast, now: datetime) -> None:
    county = cast.tenant("06633")
    before = count_unchecked_help("06633")
    second = writes.add_help_contact(
        actor=cast.actor("county"), tenant=county, values=VALUES | {"title": "Zweites"}, now=now
    )
    assert [one.pk for one in help_contacts(county) if one.group == "talk"][-2:] == [contact.pk, second.pk]
    assert count_unchecked_help("06633") == before + 1
    assert (last_entry().verb, last_entry().object_label, last_entry().tenant) == ("add", "Zweites", "06633")


def test_a_check_is_an_event_of_its_own_and_a_change_undoes_it(contact: HelpContact, cast: Cast, now: datetime) -> None:
    county = cast.actor("county")
    checked = writes.confirm_help_contact(actor=county, contact=contact, version=1, now=now)
    assert (str(checked.checked_at), checked.checked_by) == ("2026-11-22", "Funktion county")
    assert last_entry().verb == "verify"
    starred = writes.change_help_contact(
        actor=county, contact=checked, version=checked.version, values={"on_start_page": True}, now=now
    )
    assert starred.checked_at is not None, "where it shows says nothing about whether it is right"
    moved = writes.change_help_contact(
        actor=county, contact=starred, version=starred.version, values={"phone": "0561 2"}, now=now
    )
    assert (moved.checked_at, moved.checked_by) == (None, "")
    assert last_entry().detail == {"phone": ["0561 1", "0561 2"]}


def test_the_day_of_a_check_is_the_day_in_germany(contact: HelpContact, cast: Cast) -> None:
    late = datetime.fromisoformat("2026-11-22T23:30:00+00:00")
    checked = writes.confirm_help_contact(actor=cast.actor("county"), contact=contact, version=1, now=late)
    assert str(checked.checked_at) == "2026-11-23"


def test_saving_without_a_change_writes_nothing(contact: HelpContact, cast: Cast, now: datetime) -> None:
    entries = Entry.objects.count()
    same = writes.change_help_contact(
        actor=cast.actor("county"), contact=contact, version=contact.version, values=VALUES, now=now
    )
    assert (same.version, Entry.objects.count()) == (contact.version, entries)


def test_the_slower_of_two_overwrites_nothing(contact: HelpContact, cast: Cast, now: datetime) -> None:
    county = cast.actor("county")
    writes.change_help_contact(actor=county, contact=contact, version=1, values={"phone": "0561 9"}, now=now)
    with pytest.raises(writes.Conflict) as caught:
        writes.change_help_contact(actor=county, contact=contact, version=1, values={"phone": "0561 8"}, now=now)
    assert caught.value.current.phone == "0561 9"
    contact.refresh_from_db()
    assert contact.phone == "0561 9"


def test_nobody_confirms_what_he_did_not_see(contact: HelpContact, cast: Cast, now: datetime) -> None:
    county = cast.actor("county")
    writes.change_help_contact(actor=county, contact=contact, version=1, values={"phone": "000"}, now=now)
    with pytest.raises(writes.Conflict):
        writes.confirm_help_contact(actor=county, contact=contact, version=1, now=now)
    contact.refresh_from_db()
    assert contact.checked_at is None


def test_a_check_can_be_withdrawn(contact: HelpContact, cast: Cast, now: datetime) -> None:
    county = cast.actor("county")
    checked = writes.confirm_help_contact(actor=county, contact=contact, version=1, now=now)
    assert writes.withdraw_check(actor=county, contact=checked, now=now).checked_at is None
    assert last_entry().verb == "withdraw"


def test_what_is_removed_can_come_back_as_it_was(contact: HelpContact, cast: Cast, now: datetime) -> None:
    county, tenant = cast.actor("county"), cast.tenant("06633")
    writes.set_help_contact_removed(actor=county, contact=contact, removed=True, now=now)
    assert contact.pk not in [one.pk for one in help_contacts(tenant)]
    writes.set_help_contact_removed(actor=county, contact=contact, removed=False, now=now + timedelta(minutes=1))
    assert contact.pk in [one.pk for one in help_contacts(tenant)]
    assert [entry.verb for entry in Entry.objects.order_by("-pk")[:2]] == ["restore", "remove"]


def test_a_foreign_contact_answers_like_a_missing_one(contact: HelpContact, cast: Cast) -> None:
    for pk in (contact.pk, 10**9):
        with pytest.raises(Http404):
            writes.help_contact_for(cast.actor("other_county"), pk)


@pytest.mark.parametrize("who", ["operator", "state", "town"])
def test_the_wrong_role_of_the_right_house_is_told_so(contact: HelpContact, cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied, match="Rolle"):
        writes.help_contact_for(cast.actor(who), contact.pk)


@pytest.mark.parametrize("who", ["town", "other_county", "state", "operator"])
def test_no_verb_trusts_its_caller(contact: HelpContact, cast: Cast, now: datetime, who: str) -> None:
    actor, entries = cast.actor(who), Entry.objects.count()
    refusals = (Http404, PermissionDenied)
    with pytest.raises(refusals):
        writes.add_help_contact(actor=actor, tenant=contact.tenant, values=VALUES, now=now)
    with pytest.raises(refusals):
        writes.change_help_contact(actor=actor, contact=contact, version=1, values={"phone": "1"}, now=now)
    with pytest.raises(refusals):
        writes.confirm_help_contact(actor=actor, contact=contact, version=1, now=now)
    with pytest.raises(refusals):
        writes.set_help_contact_removed(actor=actor, contact=contact, removed=True, now=now)
    assert Entry.objects.count() == entries
