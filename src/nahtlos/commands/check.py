"""`nahtlos check`: configuration, data quality and integrity."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Iterator

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from nahtlos.commands.output import document, say
from nahtlos.journal.checks import Finding

HELP = "Prüft Einstellungen, Datenbank und Datenbestand und nennt, was zu tun ist."
EXAMPLE = "nahtlos check --json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="Ergebnis als JSON")


def run(options: argparse.Namespace) -> None:
    findings = list(_findings())
    if options.json:
        document({"findings": [vars(finding) for finding in findings]})
    else:
        for finding in findings:
            say(f"{'FEHLER' if finding.is_error else 'Hinweis'}: {finding.sentence}")
        say(f"{len(findings)} Befunde." if findings else "Alles in Ordnung.")
    if any(finding.is_error for finding in findings):
        sys.exit(1)


def _findings() -> Iterator[Finding]:
    """What every room's `checks.findings()` has to say."""
    for config in apps.get_app_configs():
        if config.name.startswith("nahtlos.") and module_has_submodule(config.module, "checks"):
            yield from importlib.import_module(f"{config.name}.checks").findings()
