"""`nahtlos places import`: a county from a folder of files."""

from __future__ import annotations

import argparse
from pathlib import Path

from django.utils import timezone

from nahtlos.commands.fault import Fault
from nahtlos.commands.output import document, say
from nahtlos.commands.prepare import load_shipped
from nahtlos.places import faults, files, writes
from nahtlos.places.writes import Report
from nahtlos.rules.access import Actor
from nahtlos.rules.territory.faults import Fault as TerritoryFault
from nahtlos.rules.territory.faults import Refused

HELP = "Liest einen Landkreis mit allen Orten aus einem Ordner; ohne --apply nur zur Probe."
EXAMPLE = "nahtlos places import ./06633 --apply"
SHOWN = 20

TABLES = {
    "place": "Orte",
    "modelregion": "Modellregionen",
    "postalcode": "Postleitzahlen",
    "population": "Einwohnerzahlen",
    "succession": "Nachfolgen",
    "boundary": "Grenzen",
    "adjacency": "Nachbarschaften",
    "modelregionmember": "Orte in Modellregionen",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="ORDNER", type=Path, help="Ordner mit county.toml und den vier Tabellen")
    parser.add_argument("--apply", action="store_true", help="die Änderungen speichern")
    parser.add_argument("--json", action="store_true", help="Ergebnis als JSON")


def run(options: argparse.Namespace) -> None:
    try:
        report = _load(options.folder, apply=options.apply)
    except Refused as refused:
        _refuse(refused, as_json=options.json)
    if options.json:
        document(_as_document(report, applied=options.apply))
    else:
        _tell(report, applied=options.apply)


def _load(folder: Path, *, apply: bool) -> Report:
    if not folder.is_dir():
        raise Fault(f"{folder} ist kein Ordner. Beispiel: {EXAMPLE}")
    now = timezone.now()
    territory = files.read_folder(folder, today=timezone.localdate(now))
    if not apply:
        return writes.preview(territory, now=now)
    report = writes.load(territory, actor=Actor("command", "", "nahtlos places import"), now=now)
    # A new county is somebody from the start: with a tenant, and with the numbers for help that hold everywhere.
    load_shipped()
    return report


def _refuse(refused: Refused, *, as_json: bool) -> None:
    """Name every fault; with --json all of them as a document, else as many as a person reads."""
    count = len(refused.faults)
    if as_json:
        document({"applied": False, "refused": [_fault(one) for one in refused.faults]})
        raise Fault(f"Nichts wurde geladen: {_faults(count)}.")
    lines = [faults.sentence(one) for one in refused.faults[:SHOWN]]
    if count > SHOWN:
        lines.append(f"… und {count - SHOWN} weitere; alle zeigt --json.")
    raise Fault("\n".join([f"Nichts wurde geladen: {_faults(count)}.", *lines]) if count > 1 else lines[0])


def _faults(count: int) -> str:
    return "1 Angabe ist falsch" if count == 1 else f"{count} Angaben sind falsch"


def _fault(one: TerritoryFault) -> dict[str, object]:
    return {
        "file": one.file,
        "row": one.row,
        "column": one.column,
        "value": one.value,
        "reason": faults.reason(one),
        "sentence": faults.sentence(one),
    }


def _as_document(report: Report, *, applied: bool) -> dict[str, object]:
    return {
        "applied": applied,
        "county": report.county,
        "name": report.name,
        "tables": report.tables,
        "ended": list(report.ended),
        "refused": [],
    }


def _tell(report: Report, *, applied: bool) -> None:
    say(f"{report.name} ({report.county}){'' if applied else ', nur zur Probe'}")
    for table, label in TABLES.items():
        counts = report.tables[table]
        say(
            f"  {label}: {counts['added']} neu, {counts['changed']} geändert, {counts['removed']} entfallen, "
            f"{counts['unchanged']} unverändert"
        )
    if report.ended:
        say(f"Nicht mehr in den Dateien, darum beendet: {', '.join(report.ended)}")
    if not report.changes:
        say("Alles ist schon so, wie es in den Dateien steht.")
    elif not applied:
        say("Nichts wurde gespeichert. Zum Speichern: --apply")
    when = "" if applied or not report.changes else " nach dem Speichern"
    say(f"Die Seite des Landkreises{when}: /orte/{report.slug}/")
