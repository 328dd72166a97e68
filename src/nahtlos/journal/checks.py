"""What `nahtlos check` looks at in the core: the database's soundness, mail, periodic work, room on the disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from nahtlos.journal.models import Entry, Mail, PeriodicRun


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be, in a German sentence with the next step."""

    sentence: str
    is_error: bool = False


def findings() -> Iterator[Finding]:
    yield from _database()
    yield from _mail()
    yield from _periodic()
    yield from _origin()
    if shutil.disk_usage(settings.DATA).free < 1_000_000_000:
        yield Finding(f"Auf dem Datenträger von {settings.DATA} ist weniger als 1 GB frei.", is_error=True)


def _database() -> Iterator[Finding]:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        verdict = cursor.fetchone()[0]
        cursor.execute("PRAGMA foreign_key_check")
        orphans = cursor.fetchall()
    if verdict != "ok":
        yield Finding("Die Datenbank ist beschädigt. Spielen Sie die letzte Sicherung zurück.", is_error=True)
    if orphans:
        yield Finding(f"{len(orphans)} Zeilen verweisen auf etwas, das es nicht gibt.", is_error=True)


def _mail() -> Iterator[Finding]:
    failed = Mail.objects.filter(state=Mail.State.FAILED).count()
    if failed:
        yield Finding(f"{failed} Mails sind nicht zuzustellen. Prüfen Sie die Adressen der Empfänger.")
    late = timezone.now() - timedelta(hours=1)
    waiting = Mail.objects.filter(state=Mail.State.QUEUED, next_attempt_at__lt=late).count()
    if waiting:
        yield Finding(f"{waiting} Mails warten seit über einer Stunde. Läuft nahtlos work?", is_error=True)
    if not settings.ENVIRONMENT.mailer.host:
        yield Finding("Es ist kein Mailserver eingestellt; Mails bleiben im Postausgang.")


def _periodic() -> Iterator[Finding]:
    last = PeriodicRun.objects.order_by("-last_finished_at").values_list("last_finished_at", flat=True).first()
    if settings.IS_PUBLIC and (last is None or last < timezone.now() - timedelta(days=1)):
        yield Finding(
            "nahtlos tick ist seit über einem Tag nicht gelaufen. Richten Sie es minütlich ein.", is_error=True
        )


def _origin() -> Iterator[Finding]:
    loads = Entry.objects.filter(verb="load")
    if settings.IS_PUBLIC and loads.filter(object_kind="demo").exists():
        yield Finding("Die Beispielregion hat bekannte Passwörter und darf nicht öffentlich laufen.", is_error=True)
    if not loads.filter(object_kind="shipped").exists():
        yield Finding(
            "Die Einrichtung ist nicht zu Ende gekommen. Starten Sie einen Befehl noch einmal.", is_error=True
        )
