"""`nahtlos restore`: a backup onto an empty machine."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from nahtlos.commands import archive
from nahtlos.commands.fault import Fault
from nahtlos.commands.output import document, say
from nahtlos.commands.prepare import prepare
from nahtlos.gateways import snapshot

HELP = "Spielt eine Sicherung in eine leere Installation ein; erst wird alles geprüft, dann geschrieben."
EXAMPLE = "nahtlos restore /sicherung/nahtlos-2026-11-22.zip"
NEEDS_DATABASE = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="DATEI", type=Path, help="die Sicherung")
    parser.add_argument("--json", action="store_true", help="Ergebnis als JSON")


def run(options: argparse.Namespace) -> None:
    media = Path(settings.MEDIA_ROOT)
    if snapshot.has_tables() or (media.is_dir() and any(media.iterdir())):
        raise Fault(
            f"In {settings.DATA} oder in der Datenbank liegen schon Daten. "
            "Eine Sicherung kommt nur in eine leere Installation; nehmen Sie einen neuen Ordner für NAHTLOS_DATA."
        )
    with tempfile.TemporaryDirectory(dir=settings.DATA, prefix=".restore-") as folder:
        manifest = archive.unpack(options.file, Path(folder))
        _refuse_other_engine(manifest)
        snapshot.check(Path(folder) / "database")
        _put_back(Path(folder), media)
    prepare()
    count = len(manifest["members"])
    if options.json:
        document({"members": count, "made_at": manifest["made_at"]})
    else:
        made_at = timezone.localtime(datetime.fromisoformat(str(manifest["made_at"])))
        say(f"Zurückgespielt: {count} Dateien, Stand {date_format(made_at, 'j. F Y, H:i')} Uhr")


def _refuse_other_engine(manifest: archive.Manifest) -> None:
    if manifest["engine"] != settings.ENVIRONMENT.database.engine:
        raise Fault(
            f"Die Sicherung ist von {manifest['engine']}, diese Installation nutzt "
            f"{settings.ENVIRONMENT.database.engine}. Setzen Sie NAHTLOS_DATABASE_URL passend."
        )


def _put_back(folder: Path, media: Path) -> None:
    """The media first: rows without their files would be worse than files without rows. All of it or nothing."""
    if (folder / "media").is_dir():
        if media.is_dir():
            media.rmdir()
        shutil.move(folder / "media", media)
    try:
        snapshot.put_back(folder / "database")
    except BaseException:
        shutil.rmtree(media, ignore_errors=True)
        raise
    if (folder / "secret-key").exists():
        (folder / "secret-key").chmod(0o600)
        shutil.move(folder / "secret-key", settings.DATA / "secret-key")
