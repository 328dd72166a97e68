"""A full disk is one clear sentence; what was saved before stays, and nothing half-done is left."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation import IS_POSTGRESQL, Installation

SENTENCE = "Der Datenträger ist voll."


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 3 MB of its own, with room for little more than the database."""
    folder = tmp_path / "klein"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> None:
    with (folder / "voll").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(os.urandom(4096))
        except OSError:
            pass


if os.geteuid() == 0:  # mounting needs root; elsewhere these tests do not exist

    def test_a_backup_onto_a_full_disk(installation: Installation, small_disk: Path) -> None:
        (small_disk / "alt.zip").write_text("die letzte Sicherung")
        media = installation.data / "media"
        media.mkdir(exist_ok=True)
        (media / "gross.bin").write_bytes(os.urandom(4_000_000))
        done = installation.run("backup", str(small_disk / "neu.zip"))
        assert done.returncode == 2, done.stderr
        assert SENTENCE in done.stderr
        assert "Traceback" not in done.stderr
        assert sorted(path.name for path in small_disk.iterdir()) == ["alt.zip"]
        assert not list(installation.data.glob(".backup-*"))

    if not IS_POSTGRESQL:

        def test_writing_when_the_disk_is_full_keeps_what_was_there(
            installation: Installation, small_disk: Path
        ) -> None:
            for path in installation.data.iterdir():
                if path.is_file():
                    (small_disk / path.name).write_bytes(path.read_bytes())
            moved = Installation(small_disk)
            before = moved.all_rows()
            fill(small_disk)
            done = moved.run("tick")
            assert done.returncode == 2, done.stdout
            assert SENTENCE in done.stderr
            assert "Traceback" not in done.stderr
            (small_disk / "voll").unlink()
            assert moved.run("check").returncode in {0, 1}
            after = moved.all_rows()
            assert {name: rows for name, rows in after.items() if name != "journal_periodicrun"} == {
                name: rows for name, rows in before.items() if name != "journal_periodicrun"
            }
