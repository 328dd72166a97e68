"""A tenant's colour and logo, and the small files of the house."""

from __future__ import annotations

import pytest
from django.test import Client

from nahtlos.people.models import Tenant
from nahtlos.web.appearance.views import logo_digest

pytestmark = pytest.mark.django_db

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script><path d="M0 0h9v9z"/></svg>'


def test_without_a_colour_no_style_sheet_is_linked(client: Client) -> None:
    assert "/gestaltung/" not in client.get("/").content.decode()


def test_a_colour_becomes_a_style_sheet_for_light_and_dark(client: Client) -> None:
    Tenant.objects.filter(key="06633").update(colour="#7A1F3D")
    assert '<link rel="stylesheet" href="/gestaltung/06633-7a1f3d.css">' in client.get("/").content.decode()
    response = client.get("/gestaltung/06633-7a1f3d.css")
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response.headers["Cache-Control"]
    text = response.content.decode()
    assert "--nl-petrol-700:#7a1f3d;" in text
    assert "prefers-color-scheme: dark" in text
    assert text.count("--nl-petrol-") == 12


@pytest.mark.parametrize(
    "path", ["06633-123456.css", "06633-zzzzzz.css", "06633-.css", "99999-7a1f3d.css", "06633-1.svg"]
)
def test_what_no_tenant_has_is_not_made(client: Client, path: str) -> None:
    assert client.get(f"/gestaltung/{path}").status_code == 404


def test_an_unreadable_colour_is_not_served(client: Client) -> None:
    Tenant.objects.filter(key="06633").update(colour="#ffffff")
    assert client.get("/gestaltung/06633-ffffff.css").status_code == 404


def test_a_logo_is_a_picture_and_never_markup(client: Client) -> None:
    Tenant.objects.filter(key="06633").update(logo=LOGO)
    html = client.get("/").content.decode()
    address = f"/gestaltung/06633-{logo_digest(LOGO)}.svg"
    assert f'<img src="{address}" alt="">' in html
    assert "alert(1)" not in html
    response = client.get(address)
    assert response.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]


def test_robots_stay_out_of_what_is_not_public(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /arbeit/" in text
    assert "Disallow: /\n" not in text


def test_the_icon_is_found_where_browsers_look(client: Client) -> None:
    assert client.get("/favicon.ico").headers["Location"].endswith("nahtlos/signet.svg")
