"""Invitations: the link works once, for fourteen days, for whoever reads the mail, and leaves no trace of its token."""

from __future__ import annotations

import json
import threading
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.http import Http404

from nahtlos.journal.models import Entry, Mail
from nahtlos.people import invitations as verbs
from nahtlos.people.access import invitation_for
from nahtlos.people.faults import HasAccount, LinkSpent, NotPossible
from nahtlos.people.models import Invitation, Membership, Person, Tenant
from nahtlos.people.periodic import forget_old_invitations
from nahtlos.people.reads import actor_for
from nahtlos.rules.access import Actor, Grant, Role
from tests.cast import PASSWORD, Cast
from tests.people.helpers import STRANGERS, invited

NEW = "neu@cast.example"


def link(token: str) -> str:
    return f"https://nahtlos.example/{token}/"


def test_a_link_makes_an_account_with_its_roles(cast: Cast, now: datetime) -> None:
    made, token = invited(cast, now, Role.EDITOR, Role.PROFESSIONAL)
    person = verbs.accept(token=token, label="Pressestelle", password=PASSWORD, now=now + timedelta(days=13))
    assert person.check_password(PASSWORD)
    assert {(one.tenant.key, one.role) for one in person.memberships.all()} == {
        ("06633", "editor"),
        ("06633", "professional"),
    }
    verified = person.emailaddress_set.get()  # type: ignore[attr-defined]
    assert (verified.email, verified.verified, verified.primary) == (NEW, True, True)
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.object_id, entry.actor_label) == ("accept", str(made.pk), "Pressestelle")


def test_the_token_stands_in_the_mail_and_nowhere_else(
    cast: Cast, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    made, token = invited(cast, now, Role.EDITOR)
    verbs.accept(token=token, label="Pressestelle", password=PASSWORD, now=now)
    mail = Mail.objects.get(recipient=NEW)
    assert link(token) in mail.text
    assert "Funktion county" in mail.text
    assert "Redaktion" in mail.text
    assert "06.12.2026" in mail.text
    kept = json.dumps([list(Entry.objects.values()), list(Invitation.objects.values())], default=str)
    assert token not in kept
    assert NEW not in json.dumps(list(Entry.objects.values()), default=str), "the journal outlives the address"
    assert token not in caplog.text
    assert made.token_hash == verbs.hashed(token)


def test_looking_uses_nothing_up_and_accepting_works_once(cast: Cast, now: datetime) -> None:
    _made, token = invited(cast, now, Role.EDITOR)
    for _ in range(3):
        assert verbs.invitation_by_token(token, now=now).email == NEW
    verbs.accept(token=token, label="Eins", password=PASSWORD, now=now)
    with pytest.raises(LinkSpent) as caught:
        verbs.accept(token=token, label="Zwei", password=PASSWORD, now=now)
    assert caught.value.state == "used"
    assert Person.objects.filter(email=NEW).count() == 1


@pytest.mark.parametrize(
    ("days", "change", "state"),
    [(14, {}, "expired"), (0, {"withdrawn_at": datetime.fromisoformat("2026-11-22T10:00:00+00:00")}, "withdrawn")],
)
def test_a_spent_link_makes_nobody(
    cast: Cast, now: datetime, days: int, change: dict[str, datetime], state: str
) -> None:
    made, token = invited(cast, now, Role.EDITOR)
    Invitation.objects.filter(pk=made.pk).update(**change)
    people = Person.objects.count()
    for act in (
        lambda: verbs.invitation_by_token(token, now=now + timedelta(days=days)),
        lambda: verbs.accept(token=token, label="N", password=PASSWORD, now=now + timedelta(days=days)),
    ):
        with pytest.raises(LinkSpent) as caught:
            act()
        assert caught.value.state == state
    assert Person.objects.count() == people


@pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --", "ä" * 500, "\x00"])
def test_an_unknown_link_is_none(cast: Cast, now: datetime, token: str) -> None:
    with pytest.raises(LinkSpent) as caught:
        verbs.accept(token=token, label="N", password=PASSWORD, now=now)
    assert caught.value.state == ""


def test_a_new_mail_ends_the_old_link_and_brings_a_withdrawn_one_back(cast: Cast, now: datetime) -> None:
    made, old = invited(cast, now, Role.EDITOR)
    verbs.withdraw(actor=cast.actor("county"), invitation=made, now=now)
    tokens: list[str] = []
    verbs.invite_again(
        actor=cast.actor("county"), invitation=made, link=lambda one: tokens.append(one) or "", now=now  # type: ignore[func-returns-value]
    )  # fmt: skip
    with pytest.raises(LinkSpent):
        verbs.invitation_by_token(old, now=now)
    assert verbs.invitation_by_token(tokens[0], now=now).pk == made.pk


def test_inviting_twice_is_one_invitation_with_a_new_link(cast: Cast, now: datetime) -> None:
    made, old = invited(cast, now, Role.EDITOR)
    second, token = invited(cast, now, Role.PROFESSIONAL, email=NEW.upper())
    assert second.pk == made.pk
    with pytest.raises(LinkSpent):
        verbs.invitation_by_token(old, now=now)
    assert verbs.invitation_by_token(token, now=now).roles == ["professional"]


def test_nobody_is_invited_who_is_there_or_for_nothing(cast: Cast, now: datetime) -> None:
    mails = Mail.objects.count()
    with pytest.raises(NotPossible, match="schon in der Liste"):
        invited(cast, now, Role.EDITOR, email="operator@cast.example")
    with pytest.raises(NotPossible, match="mindestens eine Rolle"):
        invited(cast, now)
    assert (Invitation.objects.count(), Mail.objects.count()) == (0, mails)


def test_what_is_accepted_cannot_be_sent_again_or_withdrawn(cast: Cast, now: datetime) -> None:
    made, token = invited(cast, now, Role.EDITOR)
    verbs.accept(token=token, label="N", password=PASSWORD, now=now)
    with pytest.raises(NotPossible):
        verbs.withdraw(actor=cast.actor("county"), invitation=made, now=now)
    with pytest.raises(NotPossible):
        verbs.invite_again(actor=cast.actor("county"), invitation=made, link=link, now=now)


def test_whoever_has_an_account_takes_the_roles_with_it(cast: Cast, now: datetime) -> None:
    _made, token = invited(cast, now, Role.EDITOR, email="other_county@cast.example")
    with pytest.raises(HasAccount):
        verbs.accept(token=token, label="Fremd", password="ganz anderes Passwort", now=now)
    assert cast.person("other_county").check_password(PASSWORD), "a link never changes a password"
    with pytest.raises(Http404):
        verbs.join(actor=cast.actor("town"), token=token, now=now)
    verbs.join(actor=cast.actor("other_county"), token=token, now=now)
    assert {grant.tenant for grant in cast.actor("other_county").grants} == {"06633", "06999"}
    with pytest.raises(LinkSpent):
        verbs.join(actor=cast.actor("other_county"), token=token, now=now)


def test_a_suspended_account_takes_nothing(cast: Cast, now: datetime) -> None:
    _made, token = invited(cast, now, Role.EDITOR, email="other_county@cast.example")
    actor = cast.actor("other_county")
    Person.objects.filter(email="other_county@cast.example").update(suspended_at=now, is_active=False)
    with pytest.raises(Http404):
        verbs.join(actor=actor, token=token, now=now)
    assert actor_for(cast.person("other_county")).grants == ()


@pytest.mark.parametrize("who", STRANGERS)
def test_no_verb_trusts_its_caller(cast: Cast, now: datetime, who: str) -> None:
    made, _token = invited(cast, now, Role.EDITOR)
    actor, refusals = cast.actor(who), (Http404, PermissionDenied)
    before = (Entry.objects.count(), Mail.objects.count(), list(Invitation.objects.values()))
    with pytest.raises(refusals):
        invited(cast, now, Role.EDITOR, who=who, email="anders@cast.example")
    with pytest.raises(refusals):
        verbs.invite_again(actor=actor, invitation=made, link=link, now=now)
    with pytest.raises(refusals):
        verbs.withdraw(actor=actor, invitation=made, now=now)
    with pytest.raises(refusals):
        invitation_for(actor, made.pk)
    assert before == (Entry.objects.count(), Mail.objects.count(), list(Invitation.objects.values()))


@pytest.mark.parametrize("role", [Role.STATE_OFFICE, Role.OPERATOR, Role.MUNICIPAL_COORDINATOR])
def test_nobody_gives_a_role_above_or_beside_the_own(cast: Cast, now: datetime, role: Role) -> None:
    with pytest.raises(PermissionDenied, match="eigenen Rolle"):
        invited(cast, now, role)
    assert not Invitation.objects.exists()


def test_a_foreign_invitation_answers_like_a_missing_one(cast: Cast, now: datetime) -> None:
    made, _token = invited(cast, now, Role.EDITOR)
    for pk in (made.pk, 10**9):
        with pytest.raises(Http404):
            invitation_for(cast.actor("other_county"), pk)
    with pytest.raises(PermissionDenied):
        invitation_for(cast.actor("operator"), made.pk)


def test_old_invitations_are_forgotten(cast: Cast, now: datetime) -> None:
    invited(cast, now - timedelta(days=105), Role.EDITOR)
    young, _token = invited(cast, now - timedelta(days=100), Role.EDITOR, email="jung@cast.example")
    forget_old_invitations(now)
    assert [one.pk for one in Invitation.objects.all()] == [young.pk]


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_with_one_link_make_one_account(now: datetime) -> None:
    tenant, _ = Tenant.objects.get_or_create(key="06633", defaults={"kind": "county", "name": "Landkreis Kassel"})
    coordinator = Actor("person", "1", "Koordination", (Grant(Role.COUNTY_COORDINATOR, "06633"),))
    tokens: list[str] = []
    email = "rennen@cast.example"
    verbs.invite(
        actor=coordinator, tenant=tenant, email=email, label="Rennen", roles=[Role.EDITOR, Role.PROFESSIONAL],
        link=lambda token: tokens.append(token) or token, now=now,  # type: ignore[func-returns-value]
    )  # fmt: skip
    start, outcomes = threading.Barrier(20), list[str]()

    def act() -> None:
        start.wait()
        try:
            verbs.accept(token=tokens[0], label="Rennen", password=PASSWORD, now=now)
            outcomes.append("made")
        except LinkSpent as spent:
            outcomes.append(spent.state)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["made"] + ["used"] * 19
    assert Person.objects.filter(email=email).count() == 1
    assert Membership.objects.filter(person__email=email).count() == 2
    assert Entry.objects.filter(verb="accept").count() == 1
