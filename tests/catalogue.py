"""The catalogues: one per area, so that no file is edited by all.

`python -m tests.catalogue` extracts the texts of every area into its .po files, keeps what is translated there and
compiles them; the tests use the same functions to see that nothing is missing.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parent.parent / "src" / "nahtlos"
DATELESS = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def languages() -> list[str]:
    """The languages that need a catalogue: all but English, which the code is written in."""
    from django.conf import settings

    return [code for code, _ in settings.LANGUAGES if code != "en"]


def area_of(path: Path) -> str:
    """The area whose catalogue a source file belongs to: the room, or the folder below `web`."""
    parts = path.relative_to(SOURCE).parts
    if parts[0] != "web":
        return parts[0]
    folder = parts[2] if parts[1] == "templates" and len(parts) > 3 else parts[1]
    return f"web/{folder}" if (SOURCE / "web" / folder / "__init__.py").exists() else "web"


def messages() -> dict[str, Catalog]:
    """All texts of the code by area."""
    found: dict[str, Catalog] = {}
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]):
        if "static" in path.parts:
            continue
        for message, context in _extract(path):
            catalogue = found.setdefault(area_of(path), Catalog())
            catalogue.add(message, locations=[(str(path.relative_to(SOURCE)), 0)], context=context)
    return found


def _extract(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        from django.utils.translation.template import templatize

        # Indentation means nothing in a template and everything to a Python tokenizer.
        text = "\n".join(line.strip() for line in templatize(text).splitlines())
    for _, message, _, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
        yield message, context


def po_path(area: str, language: str) -> Path:
    return SOURCE / area / "locale" / language / "LC_MESSAGES" / "django.po"


def _empty(language: str) -> Catalog:
    """Without the date of the day: the compiled file depends on the texts alone."""
    return Catalog(locale=language, charset="utf-8", fuzzy=False, creation_date=DATELESS, revision_date=DATELESS)


def read(area: str, language: str) -> Catalog:
    path = po_path(area, language)
    if not path.exists():
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def updated(area: str, language: str, found: Catalog) -> Catalog:
    """The area's catalogue with exactly the texts of the code; translations are kept."""
    old, new = read(area, language), _empty(language)
    for message in found:
        if message.id:
            known = old.get(message.id, message.context)
            string = known.string if known else None
            new.add(message.id, string, context=message.context)
    return new


def po_text(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalogue, width=120, omit_header=True, sort_output=True, no_location=True)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {}\\n"\n\n'
    return header.format(catalogue.plural_forms).encode() + out.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def missing(catalogue: Catalog) -> list[str]:
    """Texts without a translation; a plural needs all its forms."""
    rows = [message for message in catalogue if message.id]
    return [str(m.id) for m in rows if not (all(m.string) if isinstance(m.string, tuple) else m.string)]


def stale() -> list[str]:
    """What is wrong with the catalogues on disk, one line each."""
    faults: list[str] = []
    found = messages()
    for area, catalogue in found.items():
        for language in languages():
            new = updated(area, language, catalogue)
            path = po_path(area, language)
            if not path.exists() or path.read_bytes() != po_text(new):
                faults.append(f"{path.relative_to(SOURCE)} is not what `make messages` writes")
            elif path.with_suffix(".mo").read_bytes() != mo_bytes(new):
                faults.append(f"{path.relative_to(SOURCE)} is not compiled")
            faults += [f"{area} ({language}): {text!r} has no translation" for text in missing(new)]
    on_disk = {path.parents[3].relative_to(SOURCE).as_posix() for path in SOURCE.rglob("django.po")}
    return faults + [f"{area} has a catalogue and no texts" for area in sorted(on_disk - set(found))]


def write_all() -> None:
    """Bring every catalogue up to date and compile it; print what still needs a translation."""
    for area, catalogue in messages().items():
        for language in languages():
            new = updated(area, language, catalogue)
            path = po_path(area, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(po_text(new))
            path.with_suffix(".mo").write_bytes(mo_bytes(new))
            for text in missing(new):
                print(f"{area} ({language}): {text!r}")


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nahtlos.settings")
    django.setup()
    write_all()
