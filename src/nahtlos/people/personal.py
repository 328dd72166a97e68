"""What accounts, memberships and sessions hold about people, and how a person leaves them.

The tables of Django and allauth that belong to accounts are declared here too.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import signing
from django.db.models import QuerySet
from django.db.models.functions import Lower

from nahtlos.people.models import Invitation, Membership, Person
from nahtlos.people.periodic import INVITATION_KEPT_FOR
from nahtlos.rules.privacy import PUBLIC_TASK, SECURITY, About, Erasure, Holding, Subject

ACCOUNT, ADDRESSES, ROLES, SESSIONS = "Ihr Zugang", "Ihre Mailadressen", "Ihre Rollen", "Ihre Anmeldungen"
INVITATIONS = "Einladungen an Sie und von Ihnen"
WHILE_THERE = "solange der Zugang besteht"

HOLDINGS = (
    Holding(
        "people.Person",
        ("id", "email", "label", "is_active", "suspended_at"),
        About.ACCOUNTS,
        what="Mailadresse, Name oder Funktion, und ob der Zugang offen ist",
        purpose="anmelden, benachrichtigen und anderen zeigen, wer zuständig ist",
        basis=PUBLIC_TASK,
        kept=WHILE_THERE,
        erasure=Erasure.DELETE,
        export=ACCOUNT,
    ),
    Holding(
        "people.Person",
        ("last_login",),
        About.ACCOUNTS,
        what="Zeitpunkt der letzten Anmeldung",
        purpose="fremde Anmeldungen und vergessene Zugänge erkennen",
        basis=SECURITY,
        kept=WHILE_THERE,
        erasure=Erasure.DELETE,
        export=ACCOUNT,
    ),
    Holding(
        "people.Person",
        ("password",),
        About.ACCOUNTS,
        what="Prüfwert des Passworts; das Passwort selbst steht nirgends",
        purpose="anmelden",
        basis=SECURITY,
        kept=WHILE_THERE,
        erasure=Erasure.DELETE,
        not_exported="Wer den Prüfwert hat, kann Passwörter durchprobieren. Er verlässt den Server nicht.",
    ),
    Holding(
        "people.Membership",
        ("person", "tenant", "role"),
        About.ACCOUNTS,
        what="Rolle in einer Kommune oder bei der Landesstelle",
        purpose="entscheiden, was jemand sehen und ändern darf",
        basis=PUBLIC_TASK,
        kept=WHILE_THERE,
        erasure=Erasure.DELETE,
        export=ROLES,
    ),
    Holding(
        "people.Invitation",
        ("email", "label", "roles", "created_at", "expires_at", "used_at", "withdrawn_at"),
        About.ACCOUNTS,
        what="Einladung: Mailadresse, Name oder Funktion, vorgesehene Rollen und was daraus wurde",
        purpose="jemanden in den Arbeitsbereich einladen",
        basis=PUBLIC_TASK,
        kept="bis 90 Tage nach dem Ablauf des Links",
        kept_for=INVITATION_KEPT_FOR,
        erasure=Erasure.DELETE,
        export=INVITATIONS,
    ),
    Holding(
        "people.Invitation",
        ("invited_by_kind", "invited_by_id", "invited_by_label"),
        About.ACCOUNTS,
        what="wer eingeladen hat",
        purpose="wissen, wer für eine Einladung einsteht",
        basis=PUBLIC_TASK,
        kept="bis 90 Tage nach dem Ablauf des Links",
        kept_for=INVITATION_KEPT_FOR,
        erasure=Erasure.REPLACE,
        export=INVITATIONS,
    ),
    Holding(
        "people.Invitation",
        ("token_hash",),
        About.ACCOUNTS,
        what="Prüfwert des Einladungslinks; der Link selbst steht nur in der Mail",
        purpose="den Link erkennen, wenn er benutzt wird",
        basis=SECURITY,
        kept="bis 90 Tage nach dem Ablauf des Links",
        kept_for=INVITATION_KEPT_FOR,
        erasure=Erasure.DELETE,
        not_exported="Der Prüfwert gehört zu einem Schlüssel; die Einladung selbst steht in der Auskunft.",
    ),
    Holding(
        "account.EmailAddress",
        ("user", "email", "verified", "primary"),
        About.ACCOUNTS,
        what="Mailadressen des Zugangs, und ob sie bestätigt sind",
        purpose="anmelden und ein vergessenes Passwort erneuern",
        basis=PUBLIC_TASK,
        kept=WHILE_THERE,
        erasure=Erasure.DELETE,
        export=ADDRESSES,
    ),
    Holding(
        "account.EmailConfirmation",
        ("email_address", "created", "sent", "key"),
        About.ACCOUNTS,
        what="Bestätigungslink, der an eine Mailadresse ging",
        purpose="eine Mailadresse bestätigen",
        basis=SECURITY,
        kept=WHILE_THERE,
        erasure=Erasure.DELETE,
        not_exported="Der Link ist ein Schlüssel; die bestätigte Adresse steht in der Auskunft.",
    ),
    Holding(
        "sessions.Session",
        ("session_key", "session_data", "expire_date"),
        About.ACCOUNTS,
        what="Anmeldung eines Geräts: eine Nummer im Cookie, der Zugang dazu und bis wann sie gilt",
        purpose="angemeldet bleiben, bis man sich abmeldet",
        basis=PUBLIC_TASK,
        kept=f"bis zur Abmeldung, sonst {settings.SESSION_COOKIE_AGE // 3600} Stunden",
        kept_for=timedelta(seconds=settings.SESSION_COOKIE_AGE),
        erasure=Erasure.DELETE,
        export=SESSIONS,
    ),
)

NOT_PERSONAL = {
    "people.Person": ("session_round",),
    "people.Invitation": ("id", "tenant"),
    "people.Membership": ("id",),
    "people.Tenant": ("id", "key", "kind", "county", "place", "name", "tagline", "host", "logo", "colour"),
    "account.EmailAddress": ("id",),
    "account.EmailConfirmation": ("id",),
    "auth.Permission": ("id", "name", "content_type", "codename"),
    "auth.Group": ("id", "name"),
    "auth.Group_permissions": ("id", "group", "permission"),
    "contenttypes.ContentType": ("id", "app_label", "model"),
}


def export(subject: Subject) -> dict[str, list[dict[str, object]]]:
    """The account with roles, addresses and open sessions."""
    invitations = {INVITATIONS: _invitations(subject)}
    if not subject.id:
        return {ACCOUNT: [], ROLES: [], ADDRESSES: [], SESSIONS: [], **invitations}
    person = Person.objects.get(pk=subject.id)
    return {
        ACCOUNT: [
            {
                "Nummer": person.pk,
                "Mailadresse": person.email,
                "Name oder Funktion": person.label,
                "offen": person.is_active,
                "zuletzt angemeldet": person.last_login,
            }
        ],
        ROLES: [
            {"Rolle": role, "Kommune": tenant}
            for role, tenant in person.memberships.order_by("pk").values_list("role", "tenant__name")
        ],
        ADDRESSES: [
            {"Mailadresse": one.email, "bestätigt": one.verified, "Hauptadresse": one.primary}
            for one in EmailAddress.objects.filter(user=person).order_by("pk")
        ],
        SESSIONS: [{"gilt bis": one.expire_date} for one in sessions_of(subject.id)],
        **invitations,
    }


def _invited(subject: Subject) -> QuerySet[Invitation]:
    """Invitations to this person's addresses, whatever their letters' case."""
    return Invitation.objects.annotate(address=Lower("email")).filter(
        address__in=[one.lower() for one in subject.addresses]
    )


def _sent(subject: Subject) -> QuerySet[Invitation]:
    """Invitations that this person sent."""
    return Invitation.objects.filter(invited_by_kind="person", invited_by_id=subject.id or "-")


def _invitations(subject: Subject) -> list[dict[str, object]]:
    received: list[dict[str, object]] = [
        {"an": one.email, "als": one.label, "Rollen": one.roles, "von": one.invited_by_label, "am": one.created_at,
         "gilt bis": one.expires_at, "angenommen": one.used_at, "zurückgezogen": one.withdrawn_at}
        for one in _invited(subject).order_by("pk")
    ]  # fmt: skip
    # To whom somebody else was invited is that person's business; that one did it is one's own.
    return received + [{"von": one.invited_by_label, "am": one.created_at} for one in _sent(subject).order_by("pk")]


def sessions_of(person_id: str) -> list[Session]:
    """The open sessions of one account; the account's id stands inside the signed data."""
    return [one for one in Session.objects.order_by("expire_date") if _holder(one) == person_id]


def _holder(session: Session) -> str:
    try:
        data: dict[str, Any] = session.get_decoded()
    except signing.BadSignature:
        return ""  # Signed with an older key: nobody can use it any more.
    return str(data.get("_auth_user_id", ""))


def correct(subject: Subject, label: str, replaced: Mapping[str, str]) -> None:
    """Put the right label and address; a new address counts as unconfirmed."""
    person = Person.objects.select_for_update().get(pk=subject.id)
    person.label = label
    person.email = replaced.get(person.email, person.email)
    person.save(update_fields=["label", "email"])
    _sent(subject).update(invited_by_label=label)
    for invitation in _invited(subject):
        invitation.email, invitation.label = replaced.get(invitation.email, invitation.email), label
        invitation.save(update_fields=["email", "label"])
    for one in EmailAddress.objects.filter(user=person):
        right = replaced.get(one.email, one.email)
        if right != one.email:
            EmailAddress.objects.filter(pk=one.pk).update(email=right, verified=False)


def erase(subject: Subject) -> dict[str, int]:
    """The account goes with all that hangs on it, and the invitations with which it came."""
    sent = _sent(subject).update(invited_by_id="", invited_by_label=subject.function)
    gone = _invited(subject)
    invitations = {"Einladungen gelöscht": gone.count(), "Einladungen ohne Namen": sent}
    gone.delete()
    if not subject.id:
        return invitations
    sessions = [one.pk for one in sessions_of(subject.id)]
    Session.objects.filter(pk__in=sessions).delete()
    roles = Membership.objects.filter(person_id=int(subject.id)).count()
    addresses = EmailAddress.objects.filter(user=subject.id).count()
    Person.objects.filter(pk=subject.id).delete()
    return {
        "Zugang gelöscht": 1,
        "Rollen gelöscht": roles,
        "Mailadressen gelöscht": addresses,
        "Anmeldungen beendet": len(sessions),
        **invitations,
    }
