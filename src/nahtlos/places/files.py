"""Reads the folder of a county's files; what can't be read at all is named like every other fault."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib.resources import files as resources
from importlib.resources.abc import Traversable
from typing import Any

from nahtlos.rules.territory import read as rules
from nahtlos.rules.territory.faults import Fault, Reason, Refused
from nahtlos.rules.territory.model import Territory
from nahtlos.rules.territory.sources import BOUNDARIES, COUNTY, LOCALITIES, MUNICIPALITIES, TERRITORY, Sources, Table

SHIPPED = "06633"


def read_folder(folder: Traversable, *, today: date) -> Territory:
    """The county that a folder describes. Raises Refused with every fault found."""
    faults: list[Fault] = []
    sources = Sources(
        county=_parsed(folder, COUNTY, _toml, faults) or {},
        municipalities=_table(folder, MUNICIPALITIES, faults),
        localities=_table(folder, LOCALITIES, faults),
        territory=_table(folder, TERRITORY, faults),
        boundaries=_parsed(folder, BOUNDARIES, json.loads, faults),
    )
    if faults:
        raise Refused(tuple(faults))
    return rules.read(sources, today=today)


def read_shipped(*, today: date) -> Territory:
    """The county that ships with the product."""
    return read_folder(resources("nahtlos.places") / "data" / SHIPPED, today=today)


class _Unreadable(Exception):
    def __init__(self, reason: Reason, row: int | str = "", value: str = "") -> None:
        self.reason, self.row, self.value = reason, row, value
        super().__init__(reason)


def _text(folder: Traversable, name: str) -> str:
    try:
        raw = (folder / name).read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _Unreadable(Reason.FILE_MISSING) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        raise _Unreadable(Reason.NOT_UTF8, row, raw[error.start : error.start + 1].hex()) from error


def _parsed(folder: Traversable, name: str, parse: Callable[[str], Any], faults: list[Fault]) -> Any:
    try:
        return _parse(_text(folder, name), parse)
    except _Unreadable as error:
        faults.append(Fault(name, error.reason, error.row, value=error.value))
        return None


def _parse(text: str, parse: Callable[[str], Any]) -> Any:
    try:
        return parse(text)
    except json.JSONDecodeError as error:
        raise _Unreadable(Reason.NOT_JSON, error.lineno) from error
    except RecursionError as error:
        raise _Unreadable(Reason.NOT_JSON) from error
    except tomllib.TOMLDecodeError as error:
        raise _Unreadable(Reason.NOT_TOML, _toml_line(text, str(error))) from error
    except csv.Error as error:
        raise _Unreadable(Reason.NOT_CSV, value=str(error)) from error


def _toml_line(text: str, message: str) -> int:
    """The line that the parser's English message ends with; at the end of the document it is the last one."""
    found = re.search(r"at line ([0-9]+)", message)
    return int(found[1]) if found else max(len(text.splitlines()), 1)


def _toml(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=Decimal)


def _table(folder: Traversable, name: str, faults: list[Fault]) -> Table:
    lines: list[tuple[int, list[str]]] = _parsed(folder, name, _csv, faults) or [(1, [])]
    return Table(name, lines[0][1], lines[1:])


def _csv(text: str) -> list[tuple[int, list[str]]]:
    """Lines with the number at which each begins; commas, or the semicolons of German spreadsheets."""
    heading = text.partition("\n")[0]
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    lines, start = [], 1
    for cells in reader:
        lines.append((start, cells))
        start = reader.line_num + 1
    return lines
