"""A backup holds every row and every file, made while the platform runs, and comes back onto an empty machine."""

from __future__ import annotations

import hashlib
import json
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from nahtlos.commands import archive
from nahtlos.commands.fault import Fault
from tests.crash.test_kill import WRITER
from tests.installation import IS_POSTGRESQL, Installation


def files(installation: Installation) -> dict[str, bytes]:
    media = installation.data / "media"
    found = {str(path.relative_to(media)): path.read_bytes() for path in media.rglob("*") if path.is_file()}
    return found | {"secret-key": (installation.data / "secret-key").read_bytes()}


@pytest.fixture
def filled(installation: Installation) -> Installation:
    for number in range(20):
        path = installation.data / "media" / f"ordner-{number % 3}" / f"bild {number} ä.bin"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes([number]) * (number * 1000))
    return installation


def back_up(installation: Installation, target: Path) -> Path:
    done = installation.run("backup", str(target))
    assert done.returncode == 0, done.stderr
    return target


def test_every_row_and_file_comes_back(
    filled: Installation, new_installation: Callable[[], Installation], tmp_path: Path
) -> None:
    target = back_up(filled, tmp_path / "b.zip")
    assert target.stat().st_mode & 0o777 == 0o600
    restored = new_installation()
    done = restored.run("restore", str(target))
    assert done.returncode == 0, done.stderr
    assert restored.all_rows() == filled.all_rows()
    assert files(restored) == files(filled)
    assert (restored.data / "secret-key").stat().st_mode & 0o777 == 0o600
    assert restored.run("check").returncode == 0
    assert not list(filled.data.glob(".backup-*"))
    assert not list(restored.data.glob(".restore-*"))


@contextmanager
def writing(installation: Installation) -> Iterator[subprocess.Popen[str]]:
    process = installation.python(f"import sys; sys.argv = ['', 'w']\n{WRITER}", stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        assert process.stdout.readline()
        yield process
    finally:
        process.kill()
        process.wait()


def test_a_backup_under_writes_is_one_moment(
    filled: Installation, new_installation: Callable[[], Installation], tmp_path: Path
) -> None:
    with writing(filled):
        target = back_up(filled, tmp_path / "b.zip")
    restored = new_installation()
    assert restored.run("restore", str(target)).returncode == 0
    rows = restored.all_rows()
    titles = {value for row in rows["directory_helpcontact"] for value in row if str(value).startswith("w-")}
    journal = {value for row in rows["journal_entry"] for value in row if str(value).startswith("w-")}
    assert titles, "the backup began before the first write"
    assert titles == journal, "each row comes with its journal entry, as one transaction wrote them"


def test_restore_overwrites_nothing(filled: Installation, tmp_path: Path) -> None:
    target = back_up(filled, tmp_path / "b.zip")
    before = filled.all_rows()
    done = filled.run("restore", str(target))
    assert done.returncode == 2
    assert "kommt nur in eine leere Installation" in done.stderr
    assert done.stderr.count("\n") == 1
    assert filled.all_rows() == before


def test_a_name_that_exists_is_not_overwritten(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_text("wichtig")
    done = installation.run("backup", str(tmp_path / "b.zip"))
    assert (done.returncode, (tmp_path / "b.zip").read_text()) == (2, "wichtig")


def damage_member(path: Path) -> None:
    """Flip one byte inside the stored database."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def exchange_member(path: Path) -> None:
    """A valid ZIP whose database is another than the manifest's."""
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
        comment = old.comment
    with zipfile.ZipFile(path, "w") as new:
        for name, content in members.items():
            new.writestr(name, content if name == "manifest.json" else content[:-1] + b"x")
        new.comment = comment


def forge_manifest(path: Path) -> None:
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
        comment = old.comment
    manifest = json.loads(members["manifest.json"])
    manifest["members"] = manifest["members"][:1]
    members["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w") as new:
        for name, content in members.items():
            new.writestr(name, content)
        new.comment = comment


@pytest.mark.parametrize(
    "damage",
    [damage_member, exchange_member, forge_manifest, lambda path: path.write_bytes(path.read_bytes()[:-100])],
    ids=["byte", "member", "manifest", "cut"],
)
def test_a_damaged_backup_is_refused_before_anything_is_written(
    filled: Installation,
    new_installation: Callable[[], Installation],
    tmp_path: Path,
    damage: Callable[[Path], None],
) -> None:
    target = back_up(filled, tmp_path / "b.zip")
    damage(target)
    empty = new_installation()
    done = empty.run("restore", str(target))
    assert done.returncode == 2, done.stdout
    assert "nichts wurde verändert" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (empty.data / "nahtlos.sqlite3").exists()
    assert not (empty.data / "media").exists()


def test_no_member_points_outside(tmp_path: Path) -> None:
    outside = tmp_path / "b.zip"
    source = tmp_path / "x"
    source.write_text("x")
    about: dict[str, object] = {"engine": "sqlite", "made_at": "2026-11-22T10:00:00+00:00"}
    archive.write(outside, [("../entkommen", source), ("database", source)], about)
    (tmp_path / "ziel").mkdir()
    with pytest.raises(Fault, match=r"unzulässigen Namen \.\./entkommen"):
        archive.unpack(outside, tmp_path / "ziel")
    assert not (tmp_path / "entkommen").exists()


def test_a_backup_without_a_readable_database_leaves_nothing_behind(
    new_installation: Callable[[], Installation], installation: Installation, tmp_path: Path
) -> None:
    rubbish = tmp_path / "x"
    rubbish.write_text("kein SQLite")
    about: dict[str, object] = {
        "engine": "postgresql" if IS_POSTGRESQL else "sqlite",
        "made_at": "2026-11-22T10:00:00+00:00",
    }
    archive.write(tmp_path / "b.zip", [("database", rubbish), ("media/a.txt", rubbish)], about)
    empty = new_installation()
    done = empty.run("restore", str(tmp_path / "b.zip"))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert not (empty.data / "media").exists()
    back_up(installation, tmp_path / "gut.zip")
    assert empty.run("restore", str(tmp_path / "gut.zip")).returncode == 0, "the next try is not in its way"


@pytest.mark.parametrize("manifest", ["[]", "{}", '{"format": 1}', "kein JSON", '{"format": 1, "members": [{}]}'])
def test_a_manifest_of_another_kind_is_refused(tmp_path: Path, manifest: str) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as file:
        file.writestr("manifest.json", manifest)
        file.comment = hashlib.sha256(manifest.encode()).hexdigest().encode()
    with pytest.raises(Fault, match="nichts wurde verändert"):
        archive.unpack(tmp_path / "b.zip", tmp_path)


if not IS_POSTGRESQL:

    def test_the_log_of_an_earlier_database_is_not_mixed_in(
        installation: Installation, new_installation: Callable[[], Installation], tmp_path: Path
    ) -> None:
        target = back_up(installation, tmp_path / "b.zip")
        half = new_installation()
        (half.data / "nahtlos.sqlite3-wal").write_bytes(b"rest")
        assert half.run("restore", str(target)).returncode == 2


def test_a_missing_tool_is_one_sentence(installation: Installation, tmp_path: Path) -> None:
    """Only PostgreSQL needs foreign tools; SQLite must not notice that they are gone."""
    installation.extra["PATH"] = str(tmp_path)
    done = installation.run("backup", str(tmp_path / "b.zip"))
    assert done.returncode == (2 if IS_POSTGRESQL else 0)
    assert "Traceback" not in done.stderr
    assert ("Es fehlt pg_dump" in done.stderr) is IS_POSTGRESQL


def test_a_symlink_in_the_media_is_not_followed(installation: Installation, tmp_path: Path) -> None:
    media = installation.data / "media"
    media.mkdir(exist_ok=True)
    (media / "verweis").symlink_to("/etc/passwd")
    (media / "ins-leere").symlink_to("/gibt/es/nicht")
    target = back_up(installation, tmp_path / "b.zip")
    with zipfile.ZipFile(target) as file:
        assert sorted(file.namelist()) == ["database", "manifest.json", "secret-key"]


def test_something_else_is_no_backup(new_installation: Callable[[], Installation], tmp_path: Path) -> None:
    (tmp_path / "urlaub.zip").write_text("kein ZIP")
    done = new_installation().run("restore", str(tmp_path / "urlaub.zip"))
    assert done.returncode == 2
    assert "ist keine Sicherung von nahtlos" in done.stderr
