"""Somebody who opens pages and notes what they do: messages, hosts, storage, what axe finds, what stands out."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response

PICTURES = Path(__file__).parent / "pictures"
AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

# Everything of the page that reaches further right or left than the window.
WIDER = """() => {
  const width = document.documentElement.clientWidth;
  return document.documentElement.scrollWidth <= width ? [] : [...document.querySelectorAll('body *')]
    .filter(one => one.getBoundingClientRect().right > width + 1)
    .map(one => one.tagName + '.' + one.className).slice(0, 5);
}"""

# The focused element, and whether it or what holds it shows the focus inside the window.
FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect();
  const shows = node => {
    const style = getComputedStyle(node);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
      || (style.boxShadow !== 'none' && node.matches(':focus-visible'));
  };
  const holders = [one, one.parentElement].filter(Boolean);
  return {
    what: one.tagName + ' ' + (one.textContent || one.name || '').trim().slice(0, 40),
    id: one.getAttribute('href') || one.id || one.name || one.textContent,
    shows: holders.some(shows),
    inside: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""


class Reader:
    """One browser profile without any history."""

    def __init__(
        self, chromium: Browser, house: str, width: int, *, dark: bool = False, script: bool = True, height: int = 844
    ) -> None:
        self.house, self.width, self.dark = house, width, dark
        self.context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            locale="de-DE",
            # Positions are measured at once; a page that still glides would be measured on its way.
            reduced_motion="reduce",
        )
        self.page: Page = self.context.new_page()
        self.messages: list[str] = []
        self.hosts: set[str] = set()
        self.page.on("console", lambda message: self.messages.append(message.text))
        self.page.on("pageerror", lambda error: self.messages.append(str(error)))
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))

    def open(self, path: str) -> Response:
        answer = self.page.goto(self.house + path, wait_until="load")
        assert answer is not None
        return answer

    def sign_in(self, email: str, password: str) -> None:
        self.open("/arbeit/anmelden/")
        self.page.fill("[name=login]", email)
        self.page.fill("[name=password]", password)
        with self.page.expect_navigation():
            self.page.click("main button[type=submit]")

    def faults(self) -> list[str]:
        """What axe finds, best practice included, one line each."""
        found = Axe().run(self.page, options=AXE).response["violations"]
        return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]

    def own_host(self) -> str:
        return urlsplit(self.house).netloc

    def stored(self) -> list[str]:
        """Cookies and whatever lies in the browser's storage."""
        cookies = [str(one.get("name")) for one in self.context.cookies()]
        kept: list[str] = self.page.evaluate("() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
        return cookies + kept

    def too_wide(self) -> list[str]:
        found: list[str] = self.page.evaluate(WIDER)
        return found

    def focus(self) -> dict[str, Any] | None:
        found: dict[str, Any] | None = self.page.evaluate(FOCUS)
        return found

    def heights(self, selector: str) -> list[float]:
        """The heights of all visible elements."""
        boxes = [one.bounding_box() for one in self.page.locator(selector).all() if one.is_visible()]
        return [box["height"] for box in boxes if box]

    def picture(self, name: str) -> None:
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)

    def close(self) -> None:
        self.context.close()
