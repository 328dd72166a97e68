"""The page cache: one statement for what is known, never older than the last write, nobody's but the anonymous."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from nahtlos.directory.writes import add_help_contact
from tests.cast import Cast

PAGE = "/hilfe-sofort/"


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    caches["pages"].clear()
    yield
    caches["pages"].clear()


def test_the_second_reader_costs_one_statement(client: Client, cast: Cast, django_assert_num_queries: Any) -> None:
    first = client.get(PAGE)
    with django_assert_num_queries(1):
        second = client.get(PAGE)
    assert second.content == first.content
    assert dict(second.headers) == dict(first.headers)


def test_a_write_shows_in_the_very_next_page(client: Client, cast: Cast, now: datetime) -> None:
    assert "Neue Nummer" not in client.get(PAGE).content.decode()
    values = {"group": "talk", "title": "Neue Nummer", "phone": "0561 1", "source": "Amt"}
    add_help_contact(actor=cast.actor("county"), tenant=cast.tenant("06633"), values=values, now=now)
    assert "Neue Nummer" in client.get(PAGE).content.decode()


def test_languages_queries_and_days_are_kept_apart(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    german = client.get("/").content
    assert client.get("/en/").content != german
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_a: date(2027, 1, 1))
    calls = len(caches["pages"]._cache)  # type: ignore[attr-defined]
    client.get("/")
    assert len(caches["pages"]._cache) == calls + 1  # type: ignore[attr-defined]


def test_the_signed_in_see_no_kept_page(client: Client, cast: Cast) -> None:
    client.get(PAGE)
    kept = len(caches["pages"]._cache)  # type: ignore[attr-defined]
    client.force_login(cast.person("county"))
    assert client.get("/orte/").status_code in {200, 404}
    assert len(caches["pages"]._cache) == kept  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["/gibt-es-nicht/", "/arbeit/", "/gesundheit/ready", "/arbeit/anmelden/"])
def test_what_is_not_a_plain_page_is_not_kept(client: Client, cast: Cast, path: str) -> None:
    client.get(path)
    assert len(caches["pages"]._cache) == 0  # type: ignore[attr-defined]


def test_head_has_the_headers_and_no_body(client: Client, cast: Cast) -> None:
    page, head = client.get(PAGE), client.head(PAGE)
    assert head.content == b""
    assert head.headers["Content-Length"] == page.headers["Content-Length"]


def test_no_cookie_and_nothing_that_a_shared_cache_dislikes(client: Client, cast: Cast) -> None:
    response = client.get(PAGE)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
