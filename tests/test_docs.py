"""The documentation names what exists, and what exists is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nahtlos.commands.main import build_parser
from nahtlos.settings.env import EXAMPLES

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
OPERATION = (ROOT / "docs/handbuch/betrieb.md").read_text(encoding="utf-8")
WHERE = (ROOT / "docs/where-things-are.md").read_text(encoding="utf-8")


def ids(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_path_that_is_named_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"`((?:src|docs|tests|\.ci)/[\w./-]+)`", text)
    linked = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    missing = [path for path in named if not (ROOT / path).exists()]
    missing += [target for target in linked if not (page.parent / target).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_command_that_is_named_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    known = {name for name, _ in build_parser().commands()}
    first = {name.split()[0] for name in known}
    named = re.findall(r"`nahtlos ([a-z]+(?: [a-z]+)?)", text)
    assert [name for name in named if name not in known and name.split()[0] not in known | (first - known)] == []
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z]+)", text)) - targets == set()


def test_every_command_and_setting_stands_in_the_handbook() -> None:
    assert [name for name, _ in build_parser().commands() if f"`nahtlos {name}`" not in OPERATION] == []
    assert [name for name in EXAMPLES if f"`{name}`" not in OPERATION] == []


def test_every_room_has_its_place() -> None:
    rooms = {path.parent.name for path in (ROOT / "src/nahtlos").glob("*/__init__.py")}
    assert [room for room in sorted(rooms) if f"`src/nahtlos/{room}/`" not in WHERE] == []


def test_decisions_are_numbered_without_gaps_and_short() -> None:
    pages = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {page.name[:4]} ")
        assert [part for part in ("**Context.**", "**Choice.**", "**Consequences.**") if part not in text] == []
        assert len(text.splitlines()) <= 45


def test_every_rule_has_its_source() -> None:
    sources = (ROOT / "docs/sources.md").read_text(encoding="utf-8")
    rules = [path for path in (ROOT / "src/nahtlos/rules").iterdir() if path.name not in {"__init__.py", "__pycache__"}]
    assert [rule.stem for rule in rules if not re.search(rf"\b{rule.stem}\b", sources)] == []
