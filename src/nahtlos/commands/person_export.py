"""`nahtlos person export`: everything stored about one person, as JSON."""

from __future__ import annotations

import argparse

from django.utils import timezone

from nahtlos.commands.fault import Fault
from nahtlos.commands.output import document
from nahtlos.people.privacy_reads import subject_of_address
from nahtlos.people.privacy_writes import export_person
from nahtlos.rules.access import Actor

HELP = "Gibt als JSON aus, was über eine Person gespeichert ist (Auskunft nach Art. 15 DSGVO)."
EXAMPLE = "nahtlos person export koordination@landkreis.example > auskunft.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", metavar="ADRESSE", help="Mailadresse der Person")


def run(options: argparse.Namespace) -> None:
    if "@" not in options.address:
        raise Fault(f"{options.address!r} ist keine Mailadresse. Beispiel: {EXAMPLE}")
    actor = Actor("command", "", "nahtlos person export")
    document(export_person(actor=actor, subject=subject_of_address(options.address), now=timezone.now()))
