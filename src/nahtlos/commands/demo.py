"""`nahtlos demo`: the model region with two commands."""

from __future__ import annotations

import argparse
import ctypes
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils import timezone

from nahtlos.commands import serve
from nahtlos.commands.fault import Fault
from nahtlos.commands.output import document, say
from nahtlos.commands.prepare import alone, prepare
from nahtlos.demo import load as demo
from nahtlos.gateways import snapshot

HELP = "Richtet die Beispielregion Landkreis Kassel ein und startet sie auf diesem Rechner."
EXAMPLE = "nahtlos demo --port 8000"
NEEDS_DATABASE = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="Port auf diesem Rechner (8000)")
    parser.add_argument("--no-serve", action="store_true", help="nur einrichten, nicht starten")
    parser.add_argument("--reset", action="store_true", help="die Beispielregion löschen und neu einrichten")
    parser.add_argument("--json", action="store_true", help="Adresse und Zugänge als JSON")


def run(options: argparse.Namespace) -> None:
    if settings.IS_PUBLIC:
        raise Fault(
            "Die Beispielregion hat bekannte Passwörter und läuft nur auf diesem Rechner. "
            "Nehmen Sie NAHTLOS_ALLOWED_HOSTS weg oder starten Sie nahtlos serve."
        )
    if not options.no_serve:
        serve.refuse_taken(options.port)
    if options.reset:
        _reset()
    prepare()
    try:
        with alone():
            demo.load(now=timezone.now())
    except demo.NotEmpty as error:
        raise Fault(
            f"In {settings.DATA} liegen schon eigene Daten, die nicht vermischt werden. "
            "Nehmen Sie für die Beispielregion einen anderen Ordner, zum Beispiel NAHTLOS_DATA=/tmp/nahtlos-demo."
        ) from error
    _print(options)
    if not options.no_serve:
        _serve(options.port)


def _reset() -> None:
    """Delete the embedded database and the media of a demo, never of anything else."""
    if not snapshot.has_tables():
        return
    prepare()
    if not settings.ENVIRONMENT.database.is_sqlite or not demo.is_loaded():
        raise Fault("Gelöscht wird nur eine eingebettete Beispielregion; das hier ist keine. Nichts wurde verändert.")
    connections.close_all()
    database = Path(settings.ENVIRONMENT.database.name)
    for ending in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


def _print(options: argparse.Namespace) -> None:
    address = f"http://localhost:{options.port}/"
    if options.json:
        logins = [{"email": one.email, "label": one.label, "password": demo.PASSWORD} for one in demo.LOGINS]
        document({"address": address, "sign_in": f"{address}arbeit/anmelden/", "logins": logins})
        return
    say(f"\n  Für Familien      {address}")
    say(f"  Das Programm      {address}programm/")
    say(f"  Arbeitsbereich    {address}arbeit/\n")
    say(f"  Zugänge (Passwort für alle: {demo.PASSWORD})")
    for login in demo.LOGINS:
        say(f"    {login.email:<26} {login.label}")
    say()


def _serve(port: int) -> None:
    """The web server with a worker beside it, which ends when the server does."""
    first_process = os.getpid()
    command = [sys.executable, "-m", "nahtlos.commands.main", "work"]
    worker = subprocess.Popen(command, preexec_fn=_end_with_parent)  # noqa: S603, PLW1509 - no threads yet
    try:
        serve.run(argparse.Namespace(port=port))
    finally:
        # gunicorn's own workers are forks that leave through here too; only the first process ends the job worker.
        if os.getpid() == first_process:
            worker.terminate()
            worker.wait()


def _end_with_parent() -> None:
    """Ask Linux to end this process when its parent is gone, however that ended."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)
