"""One file that holds the whole state: the database, the media and the key, each with its checksum.

A ZIP with `manifest.json` (name, size and SHA-256 of each member); the archive's comment holds the manifest's own
SHA-256, so that nothing in it can change unnoticed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, TypedDict

from nahtlos.commands.fault import Fault

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1 << 20


@dataclass(frozen=True)
class Member:
    name: str
    size: int
    sha256: str


def write(target: Path, members: list[tuple[str, Path]], about: dict[str, object]) -> list[Member]:
    """Write the archive beside its final name, sync it to the disk and rename it: it is whole or it is not there."""
    part = target.with_name(f".{target.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            part.chmod(0o600)
            written = [_add(archive, name, path) for name, path in members]
            listing = [vars(member) for member in written]
            manifest = json.dumps({"format": FORMAT, **about, "members": listing}, indent=1).encode()
            archive.writestr(MANIFEST, manifest)
            archive.comment = hashlib.sha256(manifest).hexdigest().encode()
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return written


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> Member:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as member:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            member.write(chunk)
    return Member(name, size, digest.hexdigest())


class Manifest(TypedDict):
    """What `manifest.json` says about the archive."""

    format: int
    made_at: str
    engine: str
    members: list[dict[str, Any]]


def unpack(source: Path, folder: Path) -> Manifest:
    """Unpack into an empty folder, checking every member against the manifest; return the manifest.

    Raises Fault when the file is no backup of ours, is damaged, or holds a name that points outside.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = _manifest(archive)
            for row in manifest["members"]:
                _extract(archive, Member(**row), folder)
    except (zipfile.BadZipFile, EOFError, ValueError, KeyError, TypeError, zlib.error) as error:
        raise Fault(f"{source} ist keine Sicherung von nahtlos oder beschädigt; nichts wurde verändert.") from error
    return manifest


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    if MANIFEST not in archive.namelist():
        raise zipfile.BadZipFile
    text = archive.read(MANIFEST)
    if hashlib.sha256(text).hexdigest().encode() != archive.comment:
        raise Fault("Die Prüfsumme der Sicherung stimmt nicht; nichts wurde verändert.")
    manifest: Manifest = json.loads(text)
    if int(manifest["format"]) > FORMAT:
        raise Fault("Die Sicherung stammt von einer neueren Fassung von nahtlos; nichts wurde verändert.")
    names = [row["name"] for row in manifest["members"]]
    if names.count("database") != 1 or len(set(names)) != len(names) or not manifest["made_at"]:
        raise ValueError("manifest")
    return manifest


def _extract(archive: zipfile.ZipFile, member: Member, folder: Path) -> None:
    parts = PurePosixPath(member.name).parts
    if ".." in parts or member.name.startswith("/"):
        raise Fault(f"Die Sicherung enthält den unzulässigen Namen {member.name}; nichts wurde verändert.")
    path = folder.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member.name) as source, path.open("wb") as target:
        shutil.copyfileobj(source, target, CHUNK)
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != member.sha256:
            raise Fault(f"Die Prüfsumme von {member.name} stimmt nicht; nichts wurde verändert.")
