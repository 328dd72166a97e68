"""Every look of the house in Chromium: accessible, silent, without traces, narrow and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nahtlos.demo.load import PASSWORD
from tests.browser.reader import Reader
from tests.web.pages import ERRORS, PUBLIC, WORK, Page, one_of_each_look

pytestmark = pytest.mark.browser

LOOKS = [*one_of_each_look(PUBLIC), *ERRORS]
VIEWS = {"1280": (1280, False), "390": (390, False), "1280-dark": (1280, True), "390-dark": (390, True)}
Open = Callable[..., Reader]


def test_the_instruments_find_faults(reader: Open) -> None:
    one = reader(390)
    one.open("/")
    one.page.evaluate(
        "document.body.innerHTML = '<img src=x><a href=#><b></b></a><div class=wide>.</div>';"
        "document.querySelector('.wide').style.width = '900px'; localStorage.setItem('a', 'b'); console.warn('c')"
    )
    assert len(one.faults()) >= 3
    assert one.too_wide() == ["DIV.wide"]
    assert one.stored() == ["a"]
    assert "c" in one.messages


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("page", LOOKS, ids=lambda page: page.look)
def test_public_page(reader: Open, page: Page, view: str) -> None:
    width, dark = VIEWS[view]
    one = reader(width, dark=dark)
    assert one.open(page.path).status == page.status
    one.picture(f"{page.look}-{view}")
    assert one.faults() == []
    assert [text for text in one.messages if "404" not in text or page.status == 200] == []
    assert one.stored() == []
    assert one.hosts == {one.own_host()}
    assert one.too_wide() == []


@pytest.mark.parametrize("page", LOOKS, ids=lambda page: page.look)
def test_public_page_in_english(reader: Open, page: Page) -> None:
    one = reader(1280)
    assert one.open("/en" + page.path).status == page.status
    one.picture(f"{page.look}-en")
    assert one.faults() == []


@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_scrolls_sideways(reader: Open, width: int) -> None:
    one = reader(width)
    for page in (*PUBLIC, *ERRORS):
        for prefix in ("", "/en"):
            one.open(prefix + page.path)
            assert one.too_wide() == [], page.path


@pytest.mark.parametrize("view", ["1280", "390", "1280-dark"])
def test_sign_in(reader: Open, view: str) -> None:
    width, dark = VIEWS[view]
    one = reader(width, dark=dark)
    one.open(WORK[0].path)
    one.picture(f"{WORK[0].look}-{view}")
    assert one.faults() == []


@pytest.mark.parametrize("view", ["1280", "390", "1280-dark"])
@pytest.mark.parametrize("person", sorted({page.person for page in WORK}))
def test_workspace(reader: Open, person: str, view: str) -> None:
    width, dark = VIEWS[view]
    one = reader(width, dark=dark)
    one.sign_in(person, PASSWORD)
    for page in (page for page in WORK[1:] if page.person == person):
        assert one.open(page.path).status == 200
        assert one.page.url == one.house + page.path
        one.picture(f"{page.look}-{view}")
        assert one.faults() == [], page.path
        assert one.too_wide() == [], page.path
    assert one.messages == []
    assert one.hosts == {one.own_host()}


@pytest.mark.parametrize("view", ["1280", "1280-dark"])
def test_forced_colours_keep_what_matters(reader: Open, view: str) -> None:
    one = reader(1280, dark=VIEWS[view][1])
    one.page.emulate_media(forced_colors="active")
    one.open("/")
    one.picture(f"start-forced-{view}")
    wordmark = one.page.locator(".nl-foot svg").evaluate("one => getComputedStyle(one).color")
    assert wordmark == one.page.locator("h1").evaluate("one => getComputedStyle(one).color")
    border = one.page.locator(".nl-sos").evaluate("one => parseFloat(getComputedStyle(one).borderTopWidth)")
    assert border >= 1
