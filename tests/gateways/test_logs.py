"""Logs are JSON lines and hold nothing personal, whatever is thrown at them."""

from __future__ import annotations

import json
import logging
import subprocess
from typing import Any

from nahtlos.gateways.logs import JsonLines
from tests.installation import Installation

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


def test_requests_leave_their_route_and_nothing_personal_on_standard_error(installation: Installation) -> None:
    code = f"""
from django.core.management import call_command
from django.test import Client
call_command("collectstatic", verbosity=0)
client = Client(raise_request_exception=False, HTTP_HOST="localhost", HTTP_X_FORWARDED_FOR="203.0.113.7")
client.get("/gibt-es-nicht/{SECRET}/", {{"q": "{SECRET}"}})
client.get("/gesundheit/live", {{"q": "{SECRET}"}})
client.get("/", headers={{"host": "{SECRET}"}})
client.post("/arbeit/anmelden/", {{"login": "{SECRET}", "password": "{SECRET}"}})
"""
    process = installation.python(code, stderr=subprocess.PIPE)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 0, said
    lines = [json.loads(text) for text in said.splitlines()]
    assert [one["status"] for one in lines if one["event"] == "request"] == [404, 200, 400, 200]
    assert lines[1]["route"] == "gesundheit/live"
    assert SECRET not in said
    assert "203.0.113.7" not in said
