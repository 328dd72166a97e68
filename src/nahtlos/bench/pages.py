"""Statements and CPU of the public pages, from the cache and not, beside a view that does nothing."""

from __future__ import annotations

import gzip
import json
import logging
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

from nahtlos.bench.scratch import run_module, scratch

HELP = "Statements und CPU-Zeit der öffentlichen Seiten, mit und ohne Zwischenspeicher"
SIZES = "so viele Gemeinden (28, 280, …)"
DEFAULT_SIZE = 28
PAGES = ("/", "/hilfe-sofort/", "/orte/", "/orte/naumburg/", "/orte/landkreis-kassel/", "/programm/", "/angebote/")
BASELINE = "/gesundheit/live"
RUNS = 40
MOST_STATEMENTS, MOST_MS, MOST_CACHED_STATEMENTS, MOST_CACHED_MS = 12, 25.0, 1, 2.0


@dataclass(frozen=True)
class Row:
    """One page: statements, median CPU milliseconds, bytes before and after compression."""

    page: str
    statements: int
    cpu_ms: float
    cached_statements: int
    cached_cpu_ms: float
    bytes: int
    bytes_gzip: int


def run(size: int) -> dict[str, object]:
    """Measure in an installation of its own with `size` municipalities; on PostgreSQL where the setting names one."""
    with scratch(os.environ.get("NAHTLOS_DATABASE_URL", "")) as environment:
        found: dict[str, object] = json.loads(run_module(__name__, str(size), environment=environment))
    return found


def lines(found: dict[str, object]) -> list[str]:
    """The result as a table for a person."""
    rows = [Row(**row) for row in found["rows"]]  # type: ignore[attr-defined]
    head = f"{'Seite':<28}{'Statements':>11}{'CPU ms':>8}{'aus dem Speicher':>18}{'CPU ms':>8}{'kB':>7}{'kB gzip':>9}"
    body = [
        f"{row.page:<28}{row.statements:>11}{row.cpu_ms:>8.1f}{row.cached_statements:>18}"
        f"{row.cached_cpu_ms:>8.2f}{row.bytes / 1000:>7.1f}{row.bytes_gzip / 1000:>9.1f}"
        for row in rows
    ]
    goals = (
        f"{'Ziel, höchstens':<28}{MOST_STATEMENTS:>11}{MOST_MS:>8.1f}{MOST_CACHED_STATEMENTS:>18}{MOST_CACHED_MS:>8.2f}"
    )
    about = (
        f"{found['engine']}, {found['municipalities']} Gemeinden, {found['places']} Orte; Median aus {RUNS} Aufrufen"
    )
    return [about, head, *body, goals, f"{BASELINE} ist der Vergleich: eine Seite, die nichts tut."]


def _measure(size: int) -> dict[str, object]:
    from django.db import connection  # noqa: PLC0415 - the benchmark's own process sets Django up first

    from nahtlos.commands.prepare import prepare  # noqa: PLC0415
    from nahtlos.places.models import Place  # noqa: PLC0415

    prepare()
    if size > DEFAULT_SIZE:
        _more_municipalities(size - DEFAULT_SIZE)
    rows = [asdict(_page(page)) for page in (BASELINE, *PAGES)]
    return {
        "engine": connection.vendor,
        "municipalities": Place.objects.filter(kind=Place.Kind.MUNICIPALITY, valid_to=None).count(),
        "places": Place.objects.count(),
        "rows": rows,
    }


def _page(page: str) -> Row:
    from django.core.cache import caches  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    client = Client(HTTP_HOST="localhost")

    def cold() -> bytes:
        caches["pages"].clear()
        return client.get(page).content

    def warm() -> bytes:
        return client.get(page).content

    if client.get(page).status_code != 200:
        raise LookupError(page)
    content = cold()
    statements, cpu = _statements(cold), _cpu(cold)
    warm()
    return Row(page, statements, cpu, _statements(warm), _cpu(warm), len(content), len(gzip.compress(content, 6)))


def _statements(get: Callable[[], bytes]) -> int:
    from django.db import connections  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with (
        CaptureQueriesContext(connections["default"]) as writing,
        CaptureQueriesContext(connections["read"]) as reading,
    ):
        get()
    return len(writing) + len(reading)


def _cpu(get: Callable[[], bytes]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        get()
        times.append((time.process_time() - start) * 1000)
    return round(statistics.median(times), 3)


def _more_municipalities(count: int) -> None:
    """Copies of Naumburg with its five Ortsteile, its outline, postcode and population."""
    from nahtlos.places.models import Boundary, Place, Population, PostalCode  # noqa: PLC0415

    pattern = Place.objects.get(key="06633018")
    outline = Boundary.objects.get(place=pattern)
    for number in range(count):
        town = Place.objects.get(pk=pattern.pk)
        town.pk, town.key, town.slug, town.name = None, f"0663{9000 + number}", f"ort-{number}", f"Ort {number}"
        town.ags = town.key
        town.save()
        copy = Boundary.objects.get(pk=outline.pk)
        copy.pk, copy.place = None, town
        copy.save()
        PostalCode.objects.create(place=town, code="34311")
        Population.objects.create(place=town, value=5000, reference_date="2022-12-31", source="Benchmark")
        Place.objects.bulk_create(
            Place(
                key=f"{town.key}-{part}",
                slug=f"ort-{number}-{part}",
                name=f"Ortsteil {part}",
                kind=Place.Kind.LOCALITY,
                parent=town,
            )
            for part in range(5)
        )


def _main() -> None:
    import django  # noqa: PLC0415

    os.environ["DJANGO_SETTINGS_MODULE"] = "nahtlos.settings"
    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    logging.disable(logging.WARNING)
    settings.ALLOWED_HOSTS = ["localhost"]
    call_command("collectstatic", verbosity=0, interactive=False)
    sys.stdout.write(json.dumps(_measure(int(sys.argv[1]))))


if __name__ == "__main__":
    _main()
