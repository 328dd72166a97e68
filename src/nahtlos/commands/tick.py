"""`nahtlos tick`: the periodic run."""

from __future__ import annotations

import argparse

from django.utils import timezone

from nahtlos.commands.output import document, say
from nahtlos.journal.periodic import run_due

HELP = "Tut, was regelmäßig zu tun ist. Darf jederzeit und mehrmals laufen; gedacht ist: jede Minute."
EXAMPLE = "nahtlos tick"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="Ergebnis als JSON")


def run(options: argparse.Namespace) -> None:
    names = run_due(timezone.now())
    if options.json:
        document({"ran": names})
    else:
        say("\n".join(names) if names else "Nichts war fällig.")
