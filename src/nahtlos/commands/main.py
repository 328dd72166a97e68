"""`nahtlos`: finds the command's module by name, prepares what it needs and turns faults into one sentence.

A command is a module here with `HELP`, `EXAMPLE`, `add_arguments(parser)` and `run(options) -> None`; one with
`NEEDS_DATABASE = False` runs without the database being prepared first.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import NoReturn

import django
from django.utils import translation

from nahtlos.commands.fault import Fault, sentence

INFRASTRUCTURE = {"archive", "main", "fault", "output", "prepare", "tenant"}

# argparse looks its own texts up by this name; these are the ones that people meet.
GERMAN = {
    "usage: ": "Aufruf: ",
    "options": "Optionen",
    "positional arguments": "Angaben",
    "show this help message and exit": "diese Hilfe zeigen",
    "the following arguments are required: %s": "es fehlt: %s",
    "unrecognized arguments: %s": "unbekannte Angabe: %s",
    "expected one argument": "danach fehlt der Wert",
    "expected at least one argument": "danach fehlt mindestens ein Wert",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r gibt es nicht, möglich ist: %(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)r ist keine gültige Angabe",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "not allowed with argument %s": "geht nicht zusammen mit %s",
}


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one German sentence with the command's example."""

    example = ""

    def commands(self, before: str = "") -> Iterator[tuple[str, Parser]]:
        """Every command's full name with its parser."""
        for action in self._actions:
            if not isinstance(action, argparse._SubParsersAction):
                continue
            for name, parser in action.choices.items():
                yield from parser.commands(f"{before}{name} ")
                if parser.example:
                    yield f"{before}{name}", parser

    def error(self, message: str) -> NoReturn:
        hint = f" Beispiel: {self.example}" if self.example else " Hilfe: nahtlos --help"
        raise Fault(f"{self.prog}: {message.rstrip('.')}.{hint}")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code: 0, or 2 for bad input."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nahtlos.settings")
    # Database, media and backups hold addresses: nobody else on this machine reads what we write.
    os.umask(0o077)
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        sys.stderr.write("Abgebrochen.\n")
        return 130
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); that is no fault, and closing stdout must not say so again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        text = sentence(error)
        if text is None:
            raise
        sys.stderr.write(text + "\n")
        return 2


def _run(arguments: list[str] | None) -> int:
    django.setup()
    options = build_parser().parse_args(arguments)
    with translation.override("de"):
        if getattr(options.module, "NEEDS_DATABASE", True):
            from nahtlos.commands.prepare import prepare  # noqa: PLC0415 - needs the apps to be set up

            prepare()
        options.module.run(options)
    return 0


def build_parser() -> Parser:
    """The parser of all commands; a module name with `_` is a command of two words (`places_import`)."""
    setattr(argparse, "_", lambda text: GERMAN.get(text, text))  # noqa: B010 - argparse has no other way
    parser = Parser(prog="nahtlos", description="Die Plattform für Präventionsketten.")
    words = parser.add_subparsers(metavar="BEFEHL", required=True, dest="command")
    groups: dict[str, argparse._SubParsersAction[Parser]] = {}
    for info in pkgutil.iter_modules([os.path.dirname(__file__)]):  # noqa: PTH120
        if info.name in INFRASTRUCTURE:
            continue
        module = importlib.import_module(f"nahtlos.commands.{info.name}")
        first, _, second = info.name.partition("_")
        if second and first not in groups:
            group = words.add_parser(first, help=f"siehe nahtlos {first} --help")
            groups[first] = group.add_subparsers(metavar="BEFEHL", required=True, dest="subcommand")
        _add(groups[first] if second else words, second or first, module)
    return parser


def _add(commands: argparse._SubParsersAction[Parser], name: str, module: ModuleType) -> None:
    parser = commands.add_parser(
        name,
        help=module.HELP,
        description=module.HELP,
        epilog=f"Beispiel: {module.EXAMPLE}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.example = module.EXAMPLE
    parser.set_defaults(module=module)
    module.add_arguments(parser)


if __name__ == "__main__":
    sys.exit(main())
