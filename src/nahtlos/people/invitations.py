"""The verbs of invitations: mail a link that works once, mail it again, withdraw it, accept it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from nahtlos.journal.mail import queue
from nahtlos.journal.writes import record
from nahtlos.people.access import require_roles
from nahtlos.people.faults import HasAccount, LinkSpent, NotPossible
from nahtlos.people.models import Invitation, Membership, Person, Tenant
from nahtlos.people.words import in_words
from nahtlos.rules.access import Actor, Role

LASTS = timedelta(days=14)
# Makes the full address of a link from its token; only the web knows hosts and paths.
Link = Callable[[str], str]


def invite(
    *, actor: Actor, tenant: Tenant, email: str, label: str, roles: Iterable[Role], link: Link, now: datetime
) -> Invitation:
    """Mail somebody a link to roles in `tenant`. An address that is invited there already gets a new link instead.

    Raises NotPossible for somebody who is there already.
    """
    email, wanted = email.strip().lower(), set(roles)
    require_roles(actor, tenant, wanted)
    if not wanted:
        raise NotPossible(_("Choose at least one role."))
    with transaction.atomic():
        Tenant.objects.select_for_update().get(pk=tenant.pk)
        if Membership.objects.filter(tenant=tenant, person__email=email).exists():
            raise NotPossible(_("Somebody with this address is in the list already. Change the roles there."))
        invitation = Invitation.objects.filter(tenant=tenant, email=email, used_at=None, withdrawn_at=None).first()
        if invitation is None:
            invitation = Invitation(tenant=tenant, email=email)
        else:
            require_roles(actor, tenant, _roles(invitation))
        invitation.label, invitation.roles = label, sorted(wanted)
        _send(actor, invitation, link, now)
        _record(actor, "invite", invitation, now)
    return invitation


def invite_again(*, actor: Actor, invitation: Invitation, link: Link, now: datetime) -> Invitation:
    """Mail a new link, which also brings back a withdrawn or expired invitation; the old link stops to work.

    Raises NotPossible when the invitation was accepted or the address has another open one.
    """
    require_roles(actor, invitation.tenant, _roles(invitation))
    with transaction.atomic():
        Tenant.objects.select_for_update().get(pk=invitation.tenant_id)
        current = Invitation.objects.select_for_update().select_related("tenant").get(pk=invitation.pk)
        others = Invitation.objects.filter(tenant=current.tenant, email=current.email, used_at=None, withdrawn_at=None)
        if current.used_at or others.exclude(pk=current.pk).exists():
            raise NotPossible(_("This invitation was accepted or replaced in the meantime."))
        current.withdrawn_at = None
        _send(actor, current, link, now)
        _record(actor, "invite_again", current, now)
    return current


def withdraw(*, actor: Actor, invitation: Invitation, now: datetime) -> Invitation:
    """Make the link worthless. Raises NotPossible when it was accepted in the meantime."""
    require_roles(actor, invitation.tenant, _roles(invitation))
    with transaction.atomic():
        open_ones = Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None)
        if not open_ones.update(withdrawn_at=now):
            raise NotPossible(_("This invitation was accepted or replaced in the meantime."))
        _record(actor, "withdraw", invitation, now)
    invitation.withdrawn_at = now
    return invitation


def invitation_by_token(token: str, *, now: datetime) -> Invitation:
    """The invitation behind a link that still works; it stays usable. One statement. Raises LinkSpent."""
    found = Invitation.objects.select_related("tenant").filter(token_hash=hashed(token)).first()
    state = found.state(now) if found else ""
    if found is None or state != Invitation.State.OPEN:
        raise LinkSpent(state)
    return found


def accept(*, token: str, label: str, password: str, now: datetime) -> Person:
    """Make the account of somebody who was invited. The link is the right, and it works once, however many try.

    Raises LinkSpent, and HasAccount where the address has an account already.
    """
    person = Person(label=label)
    person.set_password(password)  # Slow on purpose, so before the transaction.
    try:
        with transaction.atomic():
            _make_account(person, _take(token, now), now)
    except IntegrityError as error:
        # Another invitation to the same address was accepted in the very same moment.
        raise HasAccount from error
    return person


def join(*, actor: Actor, token: str, now: datetime) -> None:
    """Take the roles of an invitation with the account one has. Raises LinkSpent, and Http404 for another's link."""
    with transaction.atomic():
        invitation = _take(token, now)
        person = Person.objects.filter(email=invitation.email, suspended_at=None).first()
        if person is None or (actor.kind, actor.id) != ("person", str(person.pk)):
            raise Http404
        _give(invitation, person)
        _record(actor, "accept", invitation, now)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _take(token: str, now: datetime) -> Invitation:
    """Use the link up. One conditional update decides between all who try at once."""
    taken = Invitation.objects.filter(
        token_hash=hashed(token), used_at=None, withdrawn_at=None, expires_at__gt=now
    ).update(used_at=now)
    if not taken:
        invitation_by_token(token, now=now)  # says what is wrong with it
        raise LinkSpent(Invitation.State.USED)
    return Invitation.objects.select_related("tenant").get(token_hash=hashed(token))


def _give(invitation: Invitation, person: Person) -> None:
    for role in invitation.roles:
        Membership.objects.get_or_create(person=person, tenant=invitation.tenant, role=role)


def _make_account(person: Person, invitation: Invitation, now: datetime) -> None:
    person.email = invitation.email
    if Person.objects.filter(email=person.email).exists():
        raise HasAccount
    person.save()
    # Whoever has this link reads the mail of this address.
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    _give(invitation, person)
    _record(Actor("person", str(person.pk), person.label), "accept", invitation, now)


def _roles(invitation: Invitation) -> set[Role]:
    return {Role(role) for role in invitation.roles}


def _send(actor: Actor, invitation: Invitation, link: Link, now: datetime) -> None:
    """A fresh token, its hash on the row and the link in the mail, and nowhere else."""
    token = secrets.token_urlsafe(32)
    invitation.token_hash = hashed(token)
    invitation.created_at, invitation.expires_at = now, now + LASTS
    invitation.invited_by_kind, invitation.invited_by_id = actor.kind, actor.id
    invitation.invited_by_label = actor.label
    invitation.save()
    tenant = invitation.tenant.name
    text = _(
        "Hello,\n\n"
        "%(who)s invites you to work with %(tenant)s. Your part: %(roles)s.\n\n"
        "This link leads in. With it you set your own password:\n%(link)s\n\n"
        "The link works once, until %(day)s.\n\n"
        "You did not expect this? Then delete this mail. Nothing happens.\n"
    ) % {
        "who": actor.label,
        "tenant": tenant,
        "roles": in_words(invitation.roles),
        "link": link(token),
        "day": timezone.localtime(invitation.expires_at).strftime("%d.%m.%Y"),
    }
    subject = _("Invitation to work with %(tenant)s") % {"tenant": tenant}
    queue(EmailMessage(subject=subject, body=text, to=[invitation.email]), now=now)


def _record(actor: Actor, verb: str, invitation: Invitation, now: datetime) -> None:
    record(
        actor=actor, verb=verb, kind="invitation", id=invitation.pk, label=invitation.label,
        tenant=invitation.tenant.key, detail={"roles": invitation.roles}, now=now,
    )  # fmt: skip
