"""`nahtlos places import`: a dry run unless told otherwise, every fault in one sentence, exit 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nahtlos.commands import main as command_line
from nahtlos.places.models import Place
from tests.places.invented import replaced, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nahtlos.commands.prepare.prepare", lambda: None)


def run(*arguments: object) -> int:
    return command_line.main(["places", "import", *map(str, arguments)])


def is_loaded() -> bool:
    return Place.objects.filter(key="03999").exists()


def test_without_apply_nothing_is_saved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(write(tmp_path)) == 0
    said = capsys.readouterr().out
    assert "Kreis Muster (03999), nur zur Probe" in said
    assert "Orte: 12 neu, 0 geändert, 0 entfallen, 0 unverändert" in said
    assert "Nichts wurde gespeichert. Zum Speichern: --apply" in said
    assert not is_loaded()


def test_with_apply_it_is_saved_and_the_second_time_there_is_nothing_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(write(tmp_path), "--apply") == 0
    assert is_loaded()
    assert run(tmp_path, "--apply") == 0
    assert "Alles ist schon so, wie es in den Dateien steht." in capsys.readouterr().out


def test_json_is_one_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(write(tmp_path), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["applied"], found["county"], found["tables"]["place"]["added"]) == (False, "03999", 12)


def test_one_fault_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(write(tmp_path, replaced("municipalities.csv", "76.1", "viel")), "--apply") == 2
    said = capsys.readouterr()
    assert said.err == ("municipalities.csv, Zeile 2, Spalte area_off_km2, Wert „viel“: Das ist keine Zahl ab null.\n")
    assert said.out == ""
    assert not is_loaded()


def test_all_faults_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = replaced("municipalities.csv", "76.1", "viel") | replaced("localities.csv", "unverified", "?")
    assert run(write(tmp_path, changed), "--json") == 2
    said = capsys.readouterr()
    assert [one["file"] for one in json.loads(said.out)["refused"]] == ["municipalities.csv", "localities.csv"]
    assert said.err == "Nichts wurde geladen: 2 Angaben sind falsch.\n"


def test_a_missing_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "nirgends") == 2
    assert "ist kein Ordner. Beispiel: nahtlos places import ./06633 --apply" in capsys.readouterr().err
