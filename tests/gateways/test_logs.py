"""Logs are JSON lines and hold nothing personal, whatever is thrown at them."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.test import Client

from nahtlos.gateways.logs import JsonLines

SECRET = "mutter@familie.example"


def line(record: logging.LogRecord) -> dict[str, Any]:
    text = JsonLines().format(record)
    assert SECRET not in text
    parsed: dict[str, Any] = json.loads(text)
    return parsed


def test_arguments_of_foreign_libraries_are_left_out() -> None:
    found = line(logging.LogRecord("lib", logging.WARNING, "f", 1, "refused %s", (SECRET,), None))
    assert (found["event"], found["level"], found["logger"]) == ("refused %s", "warning", "lib")


def test_an_exception_is_its_type_and_its_places() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        record = logging.LogRecord("lib", logging.ERROR, "f", 1, "x", (), (ValueError, error, error.__traceback__))
    found = line(record)
    assert found["error"] == "ValueError"
    assert found["where"][-1].startswith("test_logs.py:")


@pytest.mark.django_db
def test_a_request_is_its_route_without_path_query_or_address(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="nahtlos.web"):
        client.get(f"/gibt-es-nicht/{SECRET}/", {"q": SECRET}, HTTP_X_FORWARDED_FOR="203.0.113.7")
        client.get("/gesundheit/live", {"q": SECRET})
    lines = [JsonLines().format(record) for record in caplog.records if record.name.startswith(("nahtlos", "django"))]
    assert len(lines) == 2
    assert not [text for text in lines if SECRET in text or "203.0.113.7" in text]
    assert json.loads(lines[1])["route"] == "gesundheit/live"
