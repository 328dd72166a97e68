"""What a command says when it cannot go on: one clear sentence on standard error, exit 2."""

from __future__ import annotations

import errno
import shutil

from django.conf import settings
from django.db import DatabaseError

from nahtlos.gateways.faults import SnapshotError

LEAST_ROOM = 64 * 1024


class Fault(Exception):
    """Bad input or a state in which the command cannot work; the text is one sentence for a person."""


def sentence(error: BaseException) -> str | None:
    """The sentence for an error that the user can do something about; None for one that is a defect of ours."""
    from nahtlos.settings.env import SettingError  # noqa: PLC0415 - importing settings reads the environment

    if isinstance(error, Fault | SettingError | SnapshotError):
        return str(error)
    if is_disk_full(error) or (isinstance(error, DatabaseError) and _is_starved(error)):
        return (
            "Der Datenträger ist voll. Was bis hierher gespeichert war, ist sicher; "
            "schaffen Sie Platz und starten Sie den Befehl noch einmal."
        )
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {_REASONS.get(error.errno or 0, 'Die Datei lässt sich nicht lesen oder schreiben.')}"
    if isinstance(error, DatabaseError) and _is_unreachable(error):
        return (
            "Die Datenbank antwortet nicht. Prüfen Sie, ob sie läuft und ob NAHTLOS_DATABASE_URL stimmt, "
            "zum Beispiel postgresql://nahtlos:geheim@localhost/nahtlos."
        )
    return None


_REASONS = {
    errno.ENOENT: "Diese Datei gibt es nicht.",
    errno.EACCES: "Dafür fehlt die Berechtigung.",
    errno.EISDIR: "Das ist ein Ordner, gebraucht wird eine Datei.",
    errno.ENOTDIR: "Das ist kein Ordner.",
    errno.EROFS: "Hier darf nicht geschrieben werden.",
}


def is_disk_full(error: BaseException | None) -> bool:
    """Whether this error, or one behind it, says that there is no room left (file, SQLite or PostgreSQL)."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return True
        if "database or disk is full" in str(error) or getattr(error, "sqlstate", None) == "53100":
            return True
        error = error.__cause__
    return False


def _is_starved(error: DatabaseError) -> bool:
    """SQLite says 'disk I/O error' when it finds no room for its shared memory; the disk itself knows better."""
    return "disk I/O error" in str(error) and shutil.disk_usage(settings.DATA).free < LEAST_ROOM


def _is_unreachable(error: DatabaseError) -> bool:
    signs = (
        *("connection failed", "could not connect", "unable to open database", "connection timeout"),
        *("failed to resolve host", "file is not a database", "database is locked"),
    )
    return any(sign in str(error) for sign in signs)
