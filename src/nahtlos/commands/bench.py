"""`nahtlos bench`: the benchmarks, found by name."""

from __future__ import annotations

import argparse
import importlib
import pkgutil

from nahtlos import bench
from nahtlos.commands.output import document, say

HELP = "Misst Geschwindigkeit und Speicher in einer eigenen, leeren Installation, neben einem Vergleichswert."
EXAMPLE = "nahtlos bench pages --size 280"
NEEDS_DATABASE = False


def names() -> list[str]:
    return [info.name for info in pkgutil.iter_modules(bench.__path__) if info.name != "scratch"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", choices=names(), help=f"eines von: {', '.join(names())}")
    parser.add_argument("--size", type=int, help="Größe der Daten; was sie bedeutet, sagt das Ergebnis")
    parser.add_argument("--json", action="store_true", help="Ergebnis als JSON")


def run(options: argparse.Namespace) -> None:
    module = importlib.import_module(f"nahtlos.bench.{options.name}")
    found = module.run(options.size or module.DEFAULT_SIZE)
    if options.json:
        document(found)
    else:
        say("\n".join(module.lines(found)))
