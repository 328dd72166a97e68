"""`nahtlos person erase`: a person leaves every table."""

from __future__ import annotations

import argparse

from django.utils import timezone

from nahtlos.commands.fault import Fault
from nahtlos.commands.output import document, say
from nahtlos.people.privacy_reads import subject_of_address
from nahtlos.people.privacy_writes import Erased, erase_person, preview_erasure
from nahtlos.rules.access import Actor

HELP = "Löscht eine Person überall; ohne --apply zeigt der Befehl nur, was er löschen würde."
EXAMPLE = "nahtlos person erase koordination@landkreis.example --apply"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", metavar="ADRESSE", help="Mailadresse der Person")
    parser.add_argument("--apply", action="store_true", help="wirklich löschen; das lässt sich nicht zurücknehmen")
    parser.add_argument("--json", action="store_true", help="Ergebnis als JSON")


def run(options: argparse.Namespace) -> None:
    if "@" not in options.address:
        raise Fault(f"{options.address!r} ist keine Mailadresse. Beispiel: {EXAMPLE}")
    erase = erase_person if options.apply else preview_erasure
    actor = Actor("command", "", "nahtlos person erase")
    found = erase(actor=actor, subject=subject_of_address(options.address), now=timezone.now())
    if options.json:
        document({"applied": options.apply, **vars(found)})
    else:
        _tell(found, applied=options.apply)


def _tell(found: Erased, *, applied: bool) -> None:
    say(f"Funktion: {found.function}{'' if applied else ' (nur zur Probe)'}")
    for words, count in found.deeds.items():
        say(f"  {words}: {count}")
    if not found.deeds:
        say("  Zu dieser Adresse ist nichts gespeichert.")
    for office in found.left_alone:
        say(f"Achtung: Danach hat diese Aufgabe niemand mehr: {office}. Übergeben Sie sie vorher.")
    for trace in found.traces:
        say(f"Bitte von Hand ändern, hier steht der Name in einem freien Text: {trace}")
    if not applied:
        say("Nichts wurde gelöscht. Zum Löschen: --apply")
    elif not found.is_scrubbed:
        say("Gelöscht. Die Datenbankdatei kann noch Reste enthalten: Rufen Sie den Befehl später noch einmal auf.")
    else:
        say("Gelöscht. Sicherungen von früher enthalten die Person noch, bis sie gelöscht werden.")
