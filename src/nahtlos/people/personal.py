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

from nahtlos.people.models import Membership, Person
from nahtlos.rules.privacy import PUBLIC_TASK, SECURITY, About, Erasure, Holding, Subject

ACCOUNT, ADDRESSES, ROLES, SESSIONS = "Ihr Zugang", "Ihre Mailadressen", "Ihre Rollen", "Ihre Anmeldungen"
WHILE_THERE = "solange der Zugang besteht"

HOLDINGS = (
    Holding(
        "people.Person",
        ("id", "email", "label", "is_active"),
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
    if not subject.id:
        return {ACCOUNT: [], ROLES: [], ADDRESSES: [], SESSIONS: []}
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
    }


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
    for one in EmailAddress.objects.filter(user=person):
        right = replaced.get(one.email, one.email)
        if right != one.email:
            EmailAddress.objects.filter(pk=one.pk).update(email=right, verified=False)


def erase(subject: Subject) -> dict[str, int]:
    """The account goes with all that hangs on it."""
    if not subject.id:
        return {}
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
    }
