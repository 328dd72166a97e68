"""Error pages say what happened and what next, also when database, frame or host name are what is broken."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from nahtlos.web import errors


@pytest.mark.django_db
def test_a_missing_page_offers_search_places_and_help(client: Client) -> None:
    html = client.get("/no-such-page/").content.decode()
    assert 'role="search"' in html
    assert 'href="/orte/"' in html
    assert 'href="/hilfe-sofort/"' in html


@pytest.mark.django_db
@pytest.mark.parametrize("sentence", ["", "Das darf nur der Landkreis."])
def test_a_forbidden_page_says_why_if_it_knows(rf: RequestFactory, sentence: str) -> None:
    response = errors.forbidden(rf.get("/arbeit/"), PermissionDenied(sentence))
    assert response.status_code == 403
    assert (sentence or "Koordination") in response.content.decode()


def test_a_server_error_needs_neither_database_nor_request(rf: RequestFactory) -> None:
    response = errors.server_error(rf.get("/"))
    html = response.content.decode()
    assert response.status_code == 500
    assert "Das hat nicht geklappt." in html
    assert "tel:112" in html


def test_a_server_error_survives_broken_templates(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: Any, **options: Any) -> str:
        raise OSError

    monkeypatch.setattr(errors, "render_to_string", broken)
    response = errors.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "tel:112" in response.content.decode()


@pytest.mark.django_db
def test_a_wrong_host_name_gets_a_page_and_no_second_error(client: Client) -> None:
    response = client.get("/", headers={"host": "fremd.example"})
    assert response.status_code == 400
    assert "Das haben wir nicht verstanden." in response.content.decode()


@pytest.mark.django_db
def test_a_refused_form_says_that_entries_are_still_there(rf: RequestFactory) -> None:
    response = errors.form_refused(rf.post("/arbeit/"))
    assert response.status_code == 403
    assert "Ihre Eingaben sind meist noch da" in response.content.decode()
