"""How commands speak: JSON or lines on standard output, progress on standard error."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(text: str = "") -> None:
    """One line for a person, at once even in a pipe."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def document(value: object) -> None:
    """The one JSON document of `--json`."""
    say(json.dumps(value, ensure_ascii=False, indent=1, default=str))


class Progress:
    """Long work: a bar on a terminal, a plain line every two seconds in a pipe. On standard error."""

    def __init__(self, label: str, total: int) -> None:
        self.label, self.total, self.done = label, max(total, 1), 0
        self._last = time.monotonic()
        self._is_terminal = sys.stderr.isatty()

    def advance(self, by: int = 1) -> None:
        self.done += by
        if time.monotonic() - self._last >= (0.1 if self._is_terminal else 2):
            self._show()

    def _show(self) -> None:
        self._last = time.monotonic()
        share = min(self.done / self.total, 1)
        if self._is_terminal:
            sys.stderr.write(f"\r{self.label} [{'#' * int(share * 30):<30}] {share:4.0%}")
        else:
            sys.stderr.write(f"{self.label}: {share:.0%}\n")
        sys.stderr.flush()

    def finish(self) -> None:
        if self._is_terminal:
            self.done = self.total
            self._show()
            sys.stderr.write("\n")


@contextmanager
def progress(label: str, total: int) -> Iterator[Progress]:
    bar = Progress(label, total)
    try:
        yield bar
    finally:
        bar.finish()
