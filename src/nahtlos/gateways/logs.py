"""Structured logs: one JSON object a line, never with personal data.

An exception is logged by its type and the places it passed, without its message: messages of databases and
forms quote the values that they refuse.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime

_STANDARD = set(logging.makeLogRecord({}).__dict__) | {"message", "asctime"}


class JsonLines(logging.Formatter):
    """Formats a record as JSON: time, level, logger, event, the record's `extra` and the places of an exception."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            # The pattern and not the text: arguments of foreign libraries may hold addresses or paths.
            "event": str(record.msg),
        }
        line |= {key: value for key, value in record.__dict__.items() if key not in _STANDARD and _is_plain(value)}
        if record.exc_info and record.exc_info[0]:
            line |= {"error": record.exc_info[0].__name__, "where": _places(record.exc_info[2])}
        return json.dumps(line, ensure_ascii=False)


class WarningsOnly(logging.Filter):
    """For a library that sets its own level to 'info' whatever the settings say."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.WARNING


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool)


def _places(trace: object) -> list[str]:
    frames = traceback.extract_tb(trace)[-8:]  # type: ignore[arg-type]
    return [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in frames]
