"""Error pages are pages too: accessible and within the window, also those that stand without a frame."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.template.loader import render_to_string

from nahtlos.demo.load import PASSWORD
from tests.browser.reader import Reader

pytestmark = pytest.mark.browser

Open = Callable[..., Reader]
VIEWS = [(1280, False), (390, False), (390, True)]


def check(one: Reader, name: str) -> None:
    one.picture(f"{name}-{one.width}{'-dark' if one.dark else ''}")
    assert one.faults() == []
    assert one.too_wide() == []
    assert one.hosts == {one.own_host()}


@pytest.mark.parametrize(("width", "dark"), VIEWS)
@pytest.mark.parametrize("name", ["400", "500"])
def test_pages_without_a_frame(reader: Open, name: str, width: int, dark: bool) -> None:
    html = render_to_string(f"errors/{name}.html")
    one = reader(width, dark=dark)
    one.page.route("**/broken/", lambda route: route.fulfill(status=int(name), content_type="text/html", body=html))
    assert one.open("/broken/").status == int(name)
    check(one, name)


@pytest.mark.parametrize(("width", "dark"), VIEWS)
def test_a_form_that_was_refused(reader: Open, width: int, dark: bool) -> None:
    one = reader(width, dark=dark)
    one.open("/arbeit/anmelden/")
    one.page.evaluate("document.querySelector('[name=csrfmiddlewaretoken]').remove()")
    with one.page.expect_navigation():
        one.page.evaluate("document.querySelector('main form').submit()")
    assert "noch einmal" in one.page.inner_text("h1")
    check(one, "form-refused")


@pytest.mark.parametrize(("width", "dark"), VIEWS)
def test_a_page_for_others(reader: Open, width: int, dark: bool) -> None:
    one = reader(width, dark=dark)
    one.sign_in("landkreis@demo.example", PASSWORD)
    assert one.open("/arbeit/postausgang/").status == 403
    check(one, "forbidden")
