"""Every write is journaled, in its own transaction, and makes cached pages stale."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import transaction

from nahtlos.journal.models import Entry
from nahtlos.journal.reads import last_act, page_version
from nahtlos.journal.writes import record
from nahtlos.rules.access import Actor

WHO = Actor("person", "7", "Koordination")


@pytest.mark.django_db
def test_an_entry_says_who_did_what_to_what(now: datetime) -> None:
    with transaction.atomic():
        record(
            actor=WHO, verb="change", kind="thing", id=3, label="Ding", tenant="06633", detail={"a": [1, 2]}, now=now
        )
    entry = Entry.objects.latest("pk")
    assert (entry.actor_id, entry.actor_label, entry.verb) == ("7", "Koordination", "change")
    assert (entry.object_kind, entry.object_id, entry.object_label) == ("thing", "3", "Ding")
    assert (entry.tenant, entry.detail, entry.at) == ("06633", {"a": [1, 2]}, now)


@pytest.mark.django_db
def test_the_page_version_rises_with_the_entry_and_falls_back_with_it(now: datetime) -> None:
    before = page_version()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(actor=WHO, verb="change", kind="thing", now=now)
        raise ZeroDivisionError
    assert page_version() == before
    with transaction.atomic():
        record(actor=WHO, verb="change", kind="thing", now=now)
    assert page_version() == before + 1


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded(now: datetime) -> None:
    with pytest.raises(RuntimeError, match="needs the transaction"):
        record(actor=WHO, verb="change", kind="thing", now=now)


@pytest.mark.django_db
def test_last_act_is_the_own_one(now: datetime) -> None:
    with transaction.atomic():
        record(actor=WHO, verb="add", kind="thing", id=1, now=now)
        record(actor=WHO, verb="remove", kind="thing", id=1, now=now)
        record(actor=Actor("person", "8", "Andere"), verb="restore", kind="thing", id=1, now=now)
    found = last_act(WHO, "thing", "1")
    assert found is not None
    assert found.verb == "remove"
    assert last_act(WHO, "thing", "2") is None
