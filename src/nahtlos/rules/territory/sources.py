"""The files of a county as plain values, before anything is known to be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nahtlos.rules.territory.faults import Fault, Reason
from nahtlos.rules.territory.fields import Row

COUNTY, MUNICIPALITIES, LOCALITIES = "county.toml", "municipalities.csv", "localities.csv"
TERRITORY, BOUNDARIES = "territory.csv", "boundaries.geojson"

COLUMNS = {
    MUNICIPALITIES: (
        "ags", "ars", "name", "type", "kreisteil", "population", "pop_date",
        "area_off_km2", "area_bkg_km2", "lat", "lon", "plz",
    ),
    LOCALITIES: ("ags", "municipality", "name", "kind", "lat", "lon", "coord_source", "status", "source"),
    TERRITORY: ("ags", "name", "valid_from", "valid_to", "successor_ags"),
}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """A CSV file: its heading and its lines with their numbers as an editor shows them."""

    file: str
    heading: Sequence[str]
    lines: Sequence[tuple[int, Sequence[str]]]

    def rows(self, faults: list[Fault], today: date) -> Iterator[Row]:
        """The lines by column; lines of another length are named and left out."""
        columns = [name.strip().lower() for name in self.heading]
        self._check_heading(columns, faults)
        for number, cells in self.lines:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                params = {"expected": str(len(columns)), "found": str(len(cells))}
                faults.append(Fault(self.file, Reason.CELLS, number, params=params))
                continue
            yield Row(self.file, number, dict(zip(columns, cells, strict=True)), faults, today)

    def _check_heading(self, columns: Sequence[str], faults: list[Fault]) -> None:
        known = COLUMNS[self.file]
        faults += [Fault(self.file, Reason.COLUMN_MISSING, 1, name) for name in known if name not in columns]
        faults += [Fault(self.file, Reason.COLUMN_UNKNOWN, 1, name) for name in columns if name not in known]
        faults += [
            Fault(self.file, Reason.NAMED_TWICE, 1, name) for name in sorted(set(columns)) if columns.count(name) > 1
        ]
        if not self.lines and self.file == MUNICIPALITIES:
            faults.append(Fault(self.file, Reason.NO_ROWS))


@dataclass(frozen=True)
class Sources:
    """All five files; TOML and GeoJSON as the parsers gave them."""

    county: Mapping[str, Any]
    municipalities: Table
    localities: Table
    territory: Table
    boundaries: object
