"""`nahtlos backup`: the whole state in one checksummed file, while the platform is running."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from nahtlos.commands import archive
from nahtlos.commands.fault import Fault
from nahtlos.commands.output import document, progress, say
from nahtlos.gateways import snapshot

HELP = "Sichert Datenbank, Bilder und Dokumente in eine geprüfte Datei, auch während die Plattform läuft."
EXAMPLE = "nahtlos backup /sicherung/nahtlos-2026-11-22.zip"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="DATEI", type=Path, help="Name der Sicherung; sie enthält alles, auch Adressen")
    parser.add_argument("--json", action="store_true", help="Ergebnis als JSON")


def run(options: argparse.Namespace) -> None:
    target: Path = options.file.absolute()
    if target.exists():
        raise Fault(f"{target} gibt es schon. Nehmen Sie einen anderen Namen.")
    if not target.parent.is_dir():
        raise Fault(f"Den Ordner {target.parent} gibt es nicht.")
    for left in settings.DATA.glob(".backup-*"):
        shutil.rmtree(left, ignore_errors=True)  # of a backup that was killed
    with tempfile.TemporaryDirectory(dir=settings.DATA, prefix=".backup-") as folder:
        members = _write(target, Path(folder))
    size = sum(member.size for member in members)
    if options.json:
        document({"file": str(target), "members": len(members), "bytes": size})
    else:
        say(f"Gesichert: {len(members)} Dateien, {filesizeformat(target.stat().st_size)} in {target}")


def _write(target: Path, work: Path) -> list[archive.Member]:
    media = work / "media"
    # Files come before rows and go after them: linking the folder before and after the database's moment gives
    # every file that any of its rows can name.
    _link_tree(Path(settings.MEDIA_ROOT), media)
    with progress("Datenbank", 100) as bar:
        snapshot.take(work / "database", progress=lambda share: bar.advance(int(share * 100) - bar.done))
    _link_tree(Path(settings.MEDIA_ROOT), media)
    members = [("database", work / "database")]
    members += [
        (f"media/{path.relative_to(media).as_posix()}", path) for path in sorted(media.rglob("*")) if path.is_file()
    ]
    key = settings.DATA / "secret-key"
    if key.exists():
        members.append(("secret-key", key))
    about: dict[str, object] = {
        "made_at": timezone.now().isoformat(),
        "engine": settings.ENVIRONMENT.database.engine,
    }
    return archive.write(target, members, about)


def _link_tree(source: Path, target: Path) -> None:
    """Hard links of all files: at once, without room, and safe from a later deletion of the original."""
    for path in source.rglob("*"):
        copy = target / path.relative_to(source)
        # A symlink would bring in what it points at, from anywhere on the machine.
        if path.is_symlink() or not path.is_file() or copy.exists():
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, copy)
        except FileNotFoundError:
            continue
        except OSError:
            shutil.copy2(path, copy)
