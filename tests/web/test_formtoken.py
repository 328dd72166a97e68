"""The guard of public forms: what it takes, what it refuses, and that it leaves no trace of who sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from nahtlos.web import formtoken
from nahtlos.web.formtoken import Passed, Refused, check, issue, read

LATER = timedelta(seconds=30)


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    formtoken._limits.clear()
    yield
    formtoken._limits.clear()


def request(token: str, trap: str = "", **headers: Any) -> HttpRequest:
    data = {formtoken.TOKEN: token, formtoken.TRAP: trap}
    return RequestFactory(SERVER_NAME="localhost").post("/x/", data, headers=headers)


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(seconds=1), formtoken.QUICK),
        (timedelta(seconds=-60), formtoken.QUICK),
        (timedelta(seconds=2), None),
        (timedelta(hours=6), None),
        (timedelta(hours=6, seconds=1), formtoken.OLD),
    ],
)
def test_age(now: datetime, age: timedelta, expected: Refused | None) -> None:
    found = read(issue("barrier", now=now), "barrier", now=now + age)
    assert found == expected if expected else isinstance(found, Passed)


def test_a_token_is_for_one_purpose(now: datetime) -> None:
    assert read(issue("search", now=now), "barrier", now=now + LATER) is formtoken.FORGED


@pytest.mark.parametrize("token", ["", "x", "a.b:c", "0.1764000000:AAAA", "\x00", "ü" * 5000])
def test_forged_tokens(now: datetime, token: str) -> None:
    assert read(token, "barrier", now=now) is formtoken.FORGED


def test_an_altered_time_is_forged(now: datetime) -> None:
    number, _, rest = issue("barrier", now=now - timedelta(days=1)).partition(".")
    forged = f"{number}.{int(now.timestamp())}:{rest.partition(':')[2]}"
    assert read(forged, "barrier", now=now + LATER) is formtoken.FORGED


def test_every_token_has_its_own_number(now: datetime) -> None:
    numbers = {read(issue("barrier", now=now), "barrier", now=now + LATER) for _ in range(20)}
    assert len(numbers) == 20


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({}, True),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Referer": "http://localhost/barriere-melden/"}, True),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "http://localhost.evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Referer": "https://evil.example/localhost"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"}, False),
    ],
)
def test_where_it_was_sent_from(now: datetime, headers: dict[str, str], passes: bool) -> None:
    found = check(request(issue("barrier", now=now), **headers), "barrier", now=now + LATER)
    assert isinstance(found, Passed) if passes else found is formtoken.FOREIGN


def test_a_machine_fills_in_everything(now: datetime) -> None:
    sent = request(issue("barrier", now=now), trap="https://spam.example")
    assert check(sent, "barrier", now=now + LATER) is formtoken.TRAPPED


def test_a_flood_is_stopped_and_ebbs_away(now: datetime) -> None:
    later = now + LATER
    for _ in range(formtoken.SENT_AT_MOST):
        assert isinstance(check(request(issue("barrier", now=now)), "barrier", now=later), Passed)
    assert check(request(issue("barrier", now=now)), "barrier", now=later) is formtoken.MANY
    assert isinstance(check(request(issue("search", now=now)), "search", now=later), Passed), "each purpose its own"
    assert isinstance(check(request(issue("barrier", now=now)), "barrier", now=later + formtoken.WITHIN), Passed)
