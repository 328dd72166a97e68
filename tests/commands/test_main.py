"""The command line: one sentence on bad input, exit 2, no traceback; help with an example everywhere."""

from __future__ import annotations

import errno
import json
import sqlite3
import time
from collections.abc import Callable

import pytest
from django.db import OperationalError

from nahtlos.commands import main as command_line
from nahtlos.commands.fault import Fault, is_disk_full, sentence
from nahtlos.demo.load import LOGINS
from tests.installation import Installation

COMMANDS = dict(command_line.build_parser().commands())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    text = COMMANDS[name].format_help()
    assert f"Beispiel: nahtlos {name}" in text
    assert "Aufruf: " in text


def fail(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("nahtlos.commands.prepare.prepare", lambda: None)
    return command_line.main(list(arguments))


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ((), "es fehlt: BEFEHL"),
        (("fliegen",), "'fliegen' gibt es nicht"),
        (("serve", "--port", "acht"), "'acht' ist keine gültige Angabe. Beispiel: nahtlos serve --port 8000"),
        (("serve", "--port"), "danach fehlt der Wert"),
        (("tick", "--schnell"), "unbekannte Angabe: --schnell"),
        (("backup",), "es fehlt: DATEI"),
        (("backup", "/gibt/es/nicht/x.zip"), "Den Ordner /gibt/es/nicht gibt es nicht"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], part: str
) -> None:
    assert fail(monkeypatch, *arguments) == 2
    said = capsys.readouterr()
    assert part in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (Fault("So nicht."), "So nicht."),
        (OSError(errno.ENOSPC, "No space left on device", "/x"), "Der Datenträger ist voll"),
        (sqlite3.OperationalError("database or disk is full"), "Der Datenträger ist voll"),
        (OperationalError("database or disk is full"), "Der Datenträger ist voll"),
        (FileNotFoundError(errno.ENOENT, "No such file", "/x.csv"), "/x.csv: Diese Datei gibt es nicht."),
        (PermissionError(errno.EACCES, "Permission denied", "/x.csv"), "/x.csv: Dafür fehlt die Berechtigung."),
        (OperationalError("connection failed: refused"), "Die Datenbank antwortet nicht"),
    ],
)
def test_what_the_user_can_do_something_about_is_said_in_german(error: Exception, part: str) -> None:
    text = sentence(error)
    assert text is not None
    assert part in text


def test_a_defect_of_ours_is_not_hidden() -> None:
    assert sentence(ZeroDivisionError()) is None
    assert sentence(OperationalError("no such table: x")) is None
    assert not is_disk_full(None)


def test_a_full_disk_behind_another_error_is_found() -> None:
    outer = OperationalError("cannot rollback")
    outer.__cause__ = sqlite3.OperationalError("database or disk is full")
    assert is_disk_full(outer)


def test_an_empty_folder_is_prepared_by_any_command_and_only_once(
    new_installation: Callable[[], Installation],
) -> None:
    fresh = new_installation()
    first = fresh.run("tick", "--json")
    assert first.returncode == 0, first.stderr
    assert "Die Datenbank wird vorbereitet" in first.stderr
    assert "journal.periodic.forget_old_mail" in json.loads(first.stdout)["ran"]
    second = fresh.run("tick", "--json")
    assert (second.stderr, json.loads(second.stdout)["ran"]) == ("", [])
    rows = fresh.all_rows()
    assert len([row for row in rows["people_tenant"] if "Landkreis Kassel" in row]) == 1
    assert len(rows["places_place"]) > 150


def test_two_first_commands_at_once_prepare_the_database_together(
    new_installation: Callable[[], Installation],
) -> None:
    fresh = new_installation()
    both = [fresh.popen("tick", stdout=-1, stderr=-1) for _ in range(2)]
    assert [process.communicate(timeout=60) and process.returncode for process in both] == [0, 0]


@pytest.mark.parametrize("after", [0.3, 0.8, 1.2, 1.6, 2.2])
def test_a_first_start_that_was_killed_is_taken_up_by_the_next(
    new_installation: Callable[[], Installation], after: float
) -> None:
    fresh = new_installation()
    process = fresh.popen("demo", "--no-serve", stdout=-1, stderr=-1)
    time.sleep(after)
    process.kill()
    process.communicate()
    done = fresh.run("demo", "--no-serve", "--json")
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["logins"]) == len(LOGINS)
    assert len(fresh.all_rows()["directory_helpcontact"]) >= 10


def test_several_demos_at_once_make_one(new_installation: Callable[[], Installation]) -> None:
    fresh = new_installation()
    several = [fresh.popen("demo", "--no-serve", stdout=-1, stderr=-1) for _ in range(3)]
    said = [process.communicate(timeout=120)[1] for process in several]
    assert [process.returncode for process in several] == [0, 0, 0], said
    assert len(fresh.all_rows()["people_person"]) == len(LOGINS)


def test_the_demo_is_not_served_to_others(installation: Installation) -> None:
    installation.extra |= {
        "NAHTLOS_ALLOWED_HOSTS": "familie.example",
        "NAHTLOS_SECRET_KEY": "k" * 40,
        "NAHTLOS_EMAIL_URL": "outbox:",
    }
    for command in ("serve", "demo"):
        done = installation.run(command)
        assert done.returncode == 2
        assert "bekannte" in done.stderr
    assert "bekannte Passwörter" in installation.run("check").stdout


def test_a_bad_setting_stops_the_start_with_one_sentence(new_installation: Callable[[], Installation]) -> None:
    fresh = new_installation()
    fresh.extra["NAHTLOS_ALLOWED_HOSTS"] = "familie.example"
    done = fresh.run("serve")
    assert done.returncode == 2
    assert done.stderr.startswith("Einstellung NAHTLOS_SECRET_KEY: Sie fehlt")
    assert done.stderr.count("\n") == 1


def test_the_job_worker_does_what_waits_and_ends(installation: Installation) -> None:
    done = installation.run("work", "--once")
    assert done.returncode == 0, done.stderr
