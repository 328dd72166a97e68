"""`nahtlos work`: the job worker."""

from __future__ import annotations

import argparse

from django.core.management import call_command

HELP = "Arbeitet die Aufträge ab (Mails, Neuberechnungen), bis er beendet wird."
EXAMPLE = "nahtlos work --once"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="nur abarbeiten, was da ist, dann aufhören")


def run(options: argparse.Namespace) -> None:
    call_command(
        "db_worker", queue_name="*", batch=options.once, interval=1, startup_delay=False, reload=False, verbosity=0
    )
