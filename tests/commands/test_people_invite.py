"""The first person of an installation comes in by a command."""

from __future__ import annotations

from collections.abc import Callable

from tests.installation import Installation

ASK = ("people", "invite", "koordination@kreis.example", "--label", "Koordination", "--role", "koordination")


def test_the_first_person_gets_a_link(new_installation: Callable[[], Installation]) -> None:
    fresh = new_installation()
    done = fresh.run(*ASK)
    assert done.returncode == 0, done.stderr
    assert "http://localhost:8000/arbeit/einladung/" in done.stdout
    (row,) = fresh.all_rows()["people_invitation"]
    assert "koordination@kreis.example" in row
    assert any("nahtlos people invite" in entry and "invite" in entry for entry in fresh.all_rows()["journal_entry"])


def test_what_cannot_be_is_one_sentence(new_installation: Callable[[], Installation]) -> None:
    fresh = new_installation()
    for arguments in ((*ASK, "--tenant", "99999"), ("people", "invite", "keine-adresse", *ASK[3:])):
        done = fresh.run(*arguments)
        assert done.returncode == 2
        assert done.stderr.rstrip().count("\n") <= 1
        assert "Traceback" not in done.stderr
