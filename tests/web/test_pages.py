"""What every public page promises, whatever it shows."""

from __future__ import annotations

import re
from html import escape
from typing import Any

import pytest
from django.test import Client

from tests.web.pages import ERRORS, PUBLIC, Page, public_names

LANGUAGES = {"de": "", "en": "/en"}


@pytest.fixture(params=[*PUBLIC, *ERRORS], ids=lambda page: page.name)
def page(request: pytest.FixtureRequest) -> Page:
    found: Page = request.param
    return found


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_list_of_pages_is_complete() -> None:
    assert {page.name for page in PUBLIC} == public_names()


@pytest.mark.django_db
def test_page_keeps_the_promises(client: Client, page: Page, language: str, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(12):
        response = client.get(LANGUAGES[language] + page.path)
    html = response.content.decode()
    assert response.status_code == page.status
    assert f'<html lang="{language}" dir="ltr">' in html
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert re.search(r"<title[^>]*>[^<]{3,} – [^<]+</title>", html)
    assert not re.findall(r"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|javascript:", html)
    assert response.headers["Content-Language"] == language
    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()
    assert "'unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_page_leads_to_itself_in_other_languages(client: Client, page: Page) -> None:
    path = page.path + ("&" if "?" in page.path else "?") + "q=a&b=%C3%BC"
    html = client.get("/en" + path).content.decode()
    assert f'href="{escape(path)}" lang="de"' in html
    assert f'href="/en{escape(path)}" lang="en" hreflang="en" dir="ltr" aria-current="true"' in html


@pytest.mark.django_db
def test_english_pages_hold_no_german(client: Client, page: Page) -> None:
    html = client.get("/en" + page.path).content.decode()
    html = html.replace("Naumburg und Bad Emstal", "")  # a place keeps its name
    own = re.sub(r'<(\w+)[^>]* lang="de"[^>]*>.*?</\1>', "", html, flags=re.DOTALL)
    words = re.sub(r"<[^>]+>|\S*/\S*", " ", own)
    assert not re.findall(r"\b(und|oder|Sie|nicht|für|werden|Ihre)\b", words)


@pytest.mark.django_db
def test_links_of_the_frame_lead_somewhere(client: Client) -> None:
    for path in ("/", "/programm/", "/hilfe-sofort/", "/en/"):
        html = client.get(path).content.decode()
        targets = set(re.findall(r'href="(/[^"#?]*)', html))
        dead = [one for one in targets if not one.startswith("/static/") and client.get(one).status_code == 404]
        assert dead == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["//evil.example/", "/en//evil.example/", "///evil.example", "/en///evil.example/x"])
def test_no_address_makes_a_link_to_a_foreign_host(client: Client, path: str) -> None:
    html = client.generic("GET", path).content.decode()
    assert not re.findall(r'href="(?:https?:)?//evil', html)
