"""Using the pages: by keyboard, with a thumb, without script, on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.reader import PICTURES, Reader

pytestmark = pytest.mark.browser

Open = Callable[..., Reader]


def test_the_first_tab_reaches_the_skip_link_and_it_works(reader: Open) -> None:
    one = reader(1280)
    one.open("/")
    one.page.keyboard.press("Tab")
    focus = one.focus()
    assert focus and focus["id"] == "#inhalt" and focus["inside"]
    one.page.keyboard.press("Enter")
    one.page.keyboard.press("Tab")
    after = one.focus()
    assert after and after["id"] == "q"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["/", "/hilfe-sofort/", "/programm/", "/angebote/", "/sprachen/", "/no-such-page/"])
def test_focus_is_always_seen(reader: Open, path: str, width: int) -> None:
    one = reader(width)
    one.open(path)
    walked = []
    for _ in range(150):
        one.page.keyboard.press("Tab")
        focus = one.focus()
        if focus is None:
            break
        walked.append(focus)
    assert len(walked) > 15
    assert [step["what"] for step in walked if not step["shows"]] == []
    assert [step["what"] for step in walked if not step["inside"]] == []


def test_the_menu_of_the_programme_opens_by_keyboard(reader: Open) -> None:
    one = reader(390)
    one.open("/programm/")
    items = one.page.locator(".nl-menu a")
    assert not items.first.is_visible()
    one.page.locator(".nl-menu summary").focus()
    one.page.keyboard.press("Enter")
    assert [items.nth(i).is_visible() for i in range(items.count())] == [True] * 6
    one.picture("programme-menu-390")
    one.page.keyboard.press("Tab")
    focus = one.focus()
    assert focus and focus["id"] == "/programm/"


@pytest.mark.parametrize("width", [1280, 390])
def test_targets_are_large_enough(reader: Open, width: int) -> None:
    one = reader(width)
    sizes = {
        44: ["/programm/ .nl-menu summary", "/ .nl-nav a", "/ .nl-sos", "/ .kern-btn", "/angebote/ .kern-btn"],
        36: ["/ .nl-chip", "/ .nl-places a", "/ .nl-top__tools a"],
        24: ["/ .nl-foot a", "/ .nl-number", "/hilfe-sofort/ .nl-help a"],
    }
    for least, places in sizes.items():
        for place in places:
            path, selector = place.split(" ", 1)
            one.open(path)
            assert [height for height in one.heights(selector) if height < least] == [], place


def test_everything_works_without_script(reader: Open) -> None:
    one = reader(390, script=False)
    one.open("/")
    one.page.fill("#q", "Hebamme")
    one.page.fill("#ort", "Naumburg")
    one.page.select_option("#alter", "12-36")
    one.page.click(".nl-search button")
    assert one.page.url.endswith("/angebote/?q=Hebamme&ort=Naumburg&alter=12-36")
    one.open("/programm/")
    one.page.click(".nl-menu summary")
    one.page.click(".nl-menu a >> nth=2")
    assert one.page.url.endswith("/gelingendes-aufwachsen/")


def test_the_first_screen_of_help_shows_112_and_the_poison_line(reader: Open) -> None:
    one = reader(390, height=664)
    one.open("/hilfe-sofort/")
    for number in ("tel:112", "tel:0613119240"):
        box = one.page.locator(f'main a[href="{number}"]').bounding_box()
        assert box and box["y"] + box["height"] <= 664, number


def test_help_fits_on_one_printed_page(reader: Open) -> None:
    one = reader(1280)
    one.open("/hilfe-sofort/")
    made = one.page.pdf(path=PICTURES / "help_now.pdf", prefer_css_page_size=True)
    assert made.count(b"/Type /Page\n") + made.count(b"/Type /Page ") + made.count(b"/Type /Page/") == 1


def test_paper_shows_where_it_came_from_and_no_menus(reader: Open) -> None:
    one = reader(1280)
    one.open("/")
    one.page.emulate_media(media="print")
    assert one.page.locator(".nl-print").is_visible()
    for selector in (".nl-nav", ".nl-top__tools", ".nl-search", ".nl-foot__grid", ".nl-sos"):
        assert not one.page.locator(selector).first.is_visible(), selector


def test_dark_needs_no_script(reader: Open) -> None:
    one = reader(1280, dark=True, script=False)
    one.open("/")
    background = "getComputedStyle(document.body).backgroundColor"
    light = reader(1280)
    light.open("/")
    assert light.page.evaluate(background) == "rgb(255, 255, 255)"
    one.picture("start-dark-without-script")
    assert one.page.locator("body").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(13, 18, 28)"
