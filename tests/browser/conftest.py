"""A real house with the model region, and a Chromium that talks to no one else."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import installation as installations
from tests.browser.reader import Reader
from tests.installation import Installation

PICTURES = Path(__file__).parent / "pictures"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


@pytest.fixture(scope="session")
def house(_template: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running installation, as `nahtlos demo` makes it."""
    made = installations.copy_of(_template, tmp_path_factory.mktemp("house") / "data")
    port = free_port()
    process = made.popen("serve", "--port", str(port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    _wait_for(f"{address}/gesundheit/live")
    yield address
    process.terminate()
    process.wait()
    installations.drop(made)


def _wait_for(address: str) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with suppress(URLError, ConnectionError), urlopen(address, timeout=2) as answer:
            if answer.status == 200:
                return
        time.sleep(0.2)
    raise RuntimeError(f"{address} does not answer")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def reader(chromium: Browser, house: str) -> Iterator[Callable[..., Reader]]:
    """`reader(width=390, dark=True)` opens a fresh browser profile that notes all that a page does."""
    PICTURES.mkdir(exist_ok=True)
    opened: list[Reader] = []

    def make(width: int = 1280, **options: Any) -> Reader:
        opened.append(Reader(chromium, house, width, **options))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
