"""The rights of a person: everything in the export, the right words everywhere, and afterwards no trace."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.test import Client
from django_tasks_db.models import DBTaskResult

from nahtlos.directory.models import HelpContact
from nahtlos.directory.periodic import forget_old_checkers
from nahtlos.directory.writes import change_help_contact, confirm_help_contact
from nahtlos.journal.jobs import deliver_mail
from nahtlos.journal.mail import queue
from nahtlos.journal.models import Entry, Mail
from nahtlos.journal.periodic import NAMES_KEPT_FOR, forget_old_names
from nahtlos.journal.writes import record
from nahtlos.people.models import Membership, Person
from nahtlos.people.periodic import forget_old_sessions
from nahtlos.people.personal import sessions_of
from nahtlos.people.privacy_reads import subject_of, subject_of_address, traces
from nahtlos.people.privacy_writes import correct_person, erase_person, export_person, preview_erasure
from nahtlos.people.reads import actor_for
from nahtlos.people.writes import add_person
from nahtlos.rules.access import Actor, Role
from tests.cast import ACTOR, PASSWORD, Cast

pytestmark = pytest.mark.django_db

ADDRESS, LABEL = "aenne.probe@prüf.example", "Änne Probe & Partner"


@pytest.fixture
def person(cast: Cast, now: datetime) -> Person:
    """Somebody who has left a trace in every table."""
    county = cast.tenant("06633")
    made = add_person(
        actor=ACTOR, email=ADDRESS, label=LABEL, password=PASSWORD,
        grants=[(Role.COUNTY_COORDINATOR, county)], now=now,
    )  # fmt: skip
    EmailAddress.objects.create(user=made, email=ADDRESS, verified=True, primary=True)
    Client().force_login(made)
    contact = HelpContact.objects.filter(tenant=county).first()
    assert contact is not None
    actor = actor_for(made)
    confirm_help_contact(actor=actor, contact=contact, version=contact.version, now=now)
    queue(EmailMessage(subject="Willkommen", body=f"Guten Tag {LABEL}", to=[f"{LABEL} <{ADDRESS.upper()}>"]), now=now)
    queue(EmailMessage(subject=f"Neu: {LABEL}", body=f"Schreiben Sie an {ADDRESS}.", to=["x@cast.example"]), now=now)
    deliver_mail.enqueue(Mail.objects.get(subject="Willkommen").pk)
    with transaction.atomic():
        record(
            actor=cast.actor("state"), verb="invite", kind="invitation", label=f"Einladung an {ADDRESS}",
            detail={"to": [None, {"name": LABEL.upper(), "address": ADDRESS}]}, now=now,
        )  # fmt: skip
    return made


def everything() -> str:
    """Every text of every table, as Python reads it."""
    from django.apps import apps

    rows = [list(one._base_manager.values_list()) for one in apps.get_models(include_auto_created=True)]
    return repr(rows).casefold()


def test_everything_is_in_the_export(person: Person, now: datetime) -> None:
    actor = actor_for(person)
    found: Any = json.loads(json.dumps(export_person(actor=actor, subject=subject_of(person), now=now), default=str))
    data = found["Daten"]
    assert data["Ihr Zugang"][0]["Mailadresse"] == ADDRESS
    assert data["Ihre Mailadressen"][0]["bestätigt"] is True
    assert data["Ihre Rollen"] == [{"Rolle": "county_coordinator", "Kommune": "Landkreis Kassel"}]
    assert len(data["Ihre Anmeldungen"]) == 1
    assert [one["Betreff"] for one in data["Mails an Sie"]] == ["Willkommen"]
    assert data["Was Sie geprüft haben"][0]["geprüft von"] == LABEL
    assert {one["Handlung"] for one in data["Was Sie getan haben"]} == {"add", "verify", "export"}
    assert person.password not in json.dumps(found)
    assert all(one["Rechtsgrundlage"] for one in found["Verarbeitung"])


def test_the_export_harms_nobody_else(person: Person, cast: Cast, now: datetime) -> None:
    other = cast.person("town")
    with transaction.atomic():
        record(actor=actor_for(person), verb="invite", kind="person", id=other.pk, label=other.label, now=now)
    assert other.label not in json.dumps(export_person(actor=ACTOR, subject=subject_of(person), now=now), default=str)


def test_an_export_is_journaled_without_the_name(person: Person, now: datetime) -> None:
    export_person(actor=ACTOR, subject=subject_of(person), now=now)
    entry = Entry.objects.first()
    assert entry is not None
    assert (entry.verb, entry.object_id, entry.object_label) == (
        "export", str(person.pk), "Koordination des Landkreises",
    )  # fmt: skip


def test_nobody_exports_corrects_or_erases_another(person: Person, cast: Cast, now: datetime) -> None:
    other = cast.actor("state")
    for verb in (export_person, erase_person, preview_erasure):
        with pytest.raises(PermissionDenied):
            verb(actor=other, subject=subject_of(person), now=now)
    with pytest.raises(PermissionDenied):
        correct_person(actor=other, person=person, label="Kim", now=now)
    with pytest.raises(PermissionDenied):
        erase_person(actor=actor_for(person), subject=subject_of(person), now=now)


def test_the_right_words_stand_everywhere(person: Person, now: datetime) -> None:
    actor = actor_for(person)
    right = correct_person(actor=actor, person=person, label="Anne Probe", email=" Anne@Probe.example ", now=now)
    assert (right.label, right.email) == ("Anne Probe", "anne@probe.example")
    assert EmailAddress.objects.get(user=right).email == "anne@probe.example"
    assert not EmailAddress.objects.get(user=right).verified
    assert HelpContact.objects.filter(checked_by="Anne Probe").exists()
    assert ADDRESS not in everything()
    assert LABEL.casefold() not in everything()
    assert right.check_password(PASSWORD)


def test_a_correction_that_changes_nothing_writes_nothing(person: Person, now: datetime) -> None:
    before = Entry.objects.count()
    correct_person(actor=ACTOR, person=person, label=LABEL, email=ADDRESS, now=now)
    assert Entry.objects.count() == before


def test_a_taken_or_impossible_address_is_refused(person: Person, now: datetime) -> None:
    with pytest.raises(ValueError, match="another account"):
        correct_person(actor=ACTOR, person=person, email="TOWN@cast.example", now=now)
    with pytest.raises(ValidationError):
        correct_person(actor=ACTOR, person=person, email="keine Adresse", now=now)


def test_an_erased_person_is_found_nowhere(person: Person, now: datetime) -> None:
    subject, pk = subject_of(person), person.pk
    found = erase_person(actor=ACTOR, subject=subject_of(person), now=now)
    assert found.traces == ()
    assert traces(subject) == []
    for word in (ADDRESS, "aenne.probe", LABEL, "Änne Probe", "Änne Probe &amp; Partner"):
        assert word.casefold() not in everything()
    assert sessions_of(str(pk)) == []
    assert not Membership.objects.filter(person_id=pk).exists()
    assert not Entry.objects.filter(actor_kind="person", actor_id=str(pk)).exists()
    assert not Entry.objects.filter(object_kind="person", object_id=str(pk)).exists()
    assert not DBTaskResult.objects.exists()


def test_the_function_is_kept(person: Person, now: datetime) -> None:
    erase_person(actor=ACTOR, subject=subject_of(person), now=now)
    words = "Koordination des Landkreises"
    assert Entry.objects.filter(verb="verify", actor_label=f"gelöschte Person ({words})").count() == 1
    assert HelpContact.objects.filter(checked_by=words).count() == 1
    entry = Entry.objects.get(verb="erase")
    assert (entry.object_id, entry.object_label) == ("", f"gelöschte Person ({words})")
    assert entry.detail["Zugang gelöscht"] == 1
    other = Mail.objects.get(recipient="x@cast.example")
    assert other.subject == f"Neu: gelöschte Person ({words})"


def test_a_preview_changes_nothing_and_says_all(person: Person, now: datetime) -> None:
    before = everything()
    found = preview_erasure(actor=ACTOR, subject=subject_of(person), now=now)
    assert everything() == before
    assert found.deeds["Zugang gelöscht"] == 1
    assert found.deeds["Mails gelöscht"] == 1
    assert found.deeds["Prüfvermerke ohne Namen"] == 1


def test_who_is_the_last_one_is_said(cast: Cast, now: datetime) -> None:
    found = preview_erasure(actor=ACTOR, subject=subject_of(cast.person("town")), now=now)
    assert found.left_alone == ("Stadt Naumburg: Koordination der Kommune",)


def test_a_name_in_a_free_text_is_reported(person: Person, now: datetime) -> None:
    contact = HelpContact.objects.first()
    assert contact is not None
    values = {"text": f"Fragen Sie nach {LABEL}."}
    change_help_contact(
        actor=actor_for(person), contact=contact, version=contact.version, values=values, now=now
    )  # fmt: skip
    assert erase_person(actor=ACTOR, subject=subject_of(person), now=now).traces == ("directory.HelpContact.text (1)",)


def test_somebody_of_the_same_name_stays(person: Person, cast: Cast, now: datetime) -> None:
    town = cast.tenant("06633")
    twin = add_person(
        actor=ACTOR, email="zwei@cast.example", label=LABEL, password=PASSWORD,
        grants=[(Role.COUNTY_COORDINATOR, town)], now=now,
    )  # fmt: skip
    contact = HelpContact.objects.filter(tenant=town).last()
    assert contact is not None
    confirm_help_contact(actor=actor_for(twin), contact=contact, version=contact.version, now=now)
    erase_person(actor=ACTOR, subject=subject_of(person), now=now)
    assert HelpContact.objects.get(pk=contact.pk).checked_by == LABEL
    assert Entry.objects.filter(actor_id=str(twin.pk), actor_label=LABEL).exists()
    assert HelpContact.objects.filter(checked_by="Koordination des Landkreises").count() == 1


def test_names_in_the_journal_go_after_three_years(person: Person, now: datetime) -> None:
    forget_old_names(now + NAMES_KEPT_FOR)
    assert Entry.objects.filter(actor_id=str(person.pk)).exists()
    forget_old_names(now + NAMES_KEPT_FOR + timedelta(seconds=1))
    assert not Entry.objects.filter(actor_kind="person").exclude(actor_id="").exists()
    assert Entry.objects.get(verb="verify").actor_label == "Koordination des Landkreises"
    assert not Entry.objects.filter(object_kind="person", object_label=LABEL).exists()
    forget_old_checkers(now + NAMES_KEPT_FOR)
    assert HelpContact.objects.filter(checked_by=LABEL).exists()
    forget_old_checkers(now + NAMES_KEPT_FOR + timedelta(days=1))
    assert HelpContact.objects.filter(checked_by="Koordination des Landkreises").exists()


def test_an_act_of_the_house_keeps_its_label(now: datetime) -> None:
    forget_old_names(now + NAMES_KEPT_FOR * 2)
    assert Entry.objects.filter(actor_kind="command", actor_label="Einrichtung").exists()


def test_sessions_go_when_they_have_run_out(person: Person) -> None:
    session = Session.objects.get()
    forget_old_sessions(session.expire_date)
    assert Session.objects.exists()
    forget_old_sessions(session.expire_date + timedelta(seconds=1))
    assert not Session.objects.exists()


def test_a_session_of_an_older_key_is_nobodys(person: Person) -> None:
    Session.objects.update(session_data="broken")
    assert sessions_of(str(person.pk)) == []


def test_the_functions_of_an_act_are_those_for_its_tenant(cast: Cast, now: datetime) -> None:
    tandem = cast.person("town")
    Membership.objects.create(person=tandem, tenant=cast.tenant("06633"), role=Role.EDITOR)
    for tenant in ("06633", "06999"):
        with transaction.atomic():
            record(actor=actor_for(tandem), verb="probe", kind="probe", tenant=tenant, now=now)
    acts = Entry.objects.filter(verb="probe").order_by("pk").values_list("actor_roles", flat=True)
    assert list(acts) == ["editor", "editor municipal_coordinator"]
    assert Actor("command", "", "x").grants == ()


def test_an_address_without_an_account_has_its_mails_and_nothing_of_others(person: Person, now: datetime) -> None:
    erase_person(actor=ACTOR, subject=subject_of(person), now=now)
    subject = subject_of_address("X@cast.example")
    found: Any = export_person(actor=ACTOR, subject=subject, now=now)
    assert [one["an"] for one in found["Daten"]["Mails an Sie"]] == ["x@cast.example"]
    assert [section for section, rows in found["Daten"].items() if rows] == ["Mails an Sie"]
    erase_person(actor=ACTOR, subject=subject, now=now)
    assert "x@cast.example" not in everything()


def test_an_account_is_found_by_any_of_its_addresses(person: Person) -> None:
    EmailAddress.objects.create(user=person, email="zweite@cast.example")
    assert subject_of_address(" Zweite@cast.example ").id == str(person.pk)
