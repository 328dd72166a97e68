"""Readers of single cells: each gives the value or notes a fault and gives None (or '')."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from nahtlos.rules.territory.faults import Fault, Reason
from nahtlos.rules.territory.model import Area, Position

# Germany with some room: degrees of latitude and longitude.
LATITUDES, LONGITUDES = (47.0, 55.2), (5.5, 15.3)
DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
GERMAN_DATE = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
AS_OF = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")
INVISIBLE = {"Cf", "Cc"}


@dataclass(frozen=True)
class Row:
    """The cells of one row or section, where it stands, and the list that faults go to."""

    file: str
    row: int | str
    cells: Mapping[str, str]
    faults: list[Fault]
    today: date
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def fault(self, reason: Reason, column: str, value: str | None = None, **params: str) -> None:
        shown = self.text(column) if value is None else value
        self.faults.append(Fault(self.file, reason, self.row, column, shown, params))

    def text(self, column: str) -> str:
        """The cell without spaces around it and without characters that nobody sees."""
        raw = self.cells.get(column, "")
        return "".join(c for c in raw if unicodedata.category(c) not in INVISIBLE).strip()

    def needed(self, column: str, longest: int = 120) -> str:
        text = self.text(column)
        if not text:
            self.fault(Reason.EMPTY, column)
        elif len(text) > longest:
            self.fault(Reason.TOO_LONG, column, longest=str(longest))
        return text


def ags(row: Row, column: str = "ags", *, county: str = "", digits: int = 8) -> str:
    """An official municipality key: its length, and that it lies in the county."""
    text = row.needed(column)
    if not text:
        return ""
    if not re.fullmatch(rf"[0-9]{{{digits}}}", text):
        row.fault(Reason.AGS_LENGTH, column, digits=str(digits))
        return ""
    if county and not text.startswith(county):
        row.fault(Reason.AGS_OTHER_COUNTY, column, county=county)
        return ""
    return text


def ars(row: Row, ags_text: str, column: str = "ars") -> str:
    """A regional key of twelve digits that belongs to the AGS: same county, same municipality number."""
    text = row.text(column)
    fits = re.fullmatch(r"[0-9]{12}", text) and text[:5] == ags_text[:5] and text[-3:] == ags_text[5:]
    if text and ags_text and not fits:
        row.fault(Reason.ARS_FORM, column)
    return text


def one_of(row: Row, column: str, allowed: Iterable[str]) -> str:
    text = row.needed(column)
    if text and text not in allowed:
        row.fault(Reason.NOT_ONE_OF, column, allowed=", ".join(allowed))
    return text


def number(row: Row, column: str) -> Decimal | None:
    """A number with a decimal point, zero or more."""
    text = row.text(column)
    if not text:
        return None
    if re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,6})?", text):
        return Decimal(text)
    comma = re.fullmatch(r"[0-9.]*,[0-9]+", text)
    row.fault(Reason.DECIMAL_COMMA if comma else Reason.NOT_A_NUMBER, column)
    return None


def whole(row: Row, column: str) -> int | None:
    """A whole number, zero or more, without separators."""
    text = row.text(column)
    if not text:
        return None
    if re.fullmatch(r"[0-9]{1,9}", text):
        return int(text)
    row.fault(Reason.NOT_A_WHOLE_NUMBER, column)
    return None


def day(row: Row, column: str, *, may_lie_ahead: bool = True) -> date | None:
    """A date as 2020-12-31 or 31.12.2020; nothing else, since other forms are guessed wrong."""
    text = row.text(column)
    if not text:
        return None
    if found := DATE.fullmatch(text):
        year, month, of_month = map(int, found.groups())
    elif found := GERMAN_DATE.fullmatch(text):
        of_month, month, year = map(int, found.groups())
    else:
        row.fault(Reason.DATE_FORM, column)
        return None
    try:
        value = date(year, month, of_month)
    except ValueError:
        row.fault(Reason.DATE_IMPOSSIBLE, column)
        return None
    if value > row.today and not may_lie_ahead:
        row.fault(Reason.DATE_FUTURE, column)
        return None
    return value


def span(row: Row) -> tuple[date | None, date | None]:
    """`valid_from` and `valid_to`, both inclusive, either open."""
    start, end = day(row, "valid_from"), day(row, "valid_to")
    if start and end and end < start:
        row.fault(Reason.DATE_ORDER, "valid_to")
    return start, end


def as_of(row: Row, column: str) -> str:
    """A year, a month or a day."""
    text = row.text(column)
    if not text or AS_OF.fullmatch(text):
        return text
    found = day(row, column) if DATE.fullmatch(text) or GERMAN_DATE.fullmatch(text) else None
    if found is None and not (DATE.fullmatch(text) or GERMAN_DATE.fullmatch(text)):
        row.fault(Reason.AS_OF_FORM, column)
    return found.isoformat() if found else ""


def area(row: Row, column: str, source: str, when: str) -> Area | None:
    km2 = number(row, column)
    return None if km2 is None else Area(km2.quantize(Decimal("0.01")), source, when)


def position(row: Row, source: str) -> Position | None:
    """`lat` and `lon` in degrees: both or none, not swapped, in Germany."""
    latitude, longitude = number(row, "lat"), number(row, "lon")
    for column, value, other in (("lat", latitude, longitude), ("lon", longitude, latitude)):
        if value is None and other is not None and not row.text(column):
            row.fault(Reason.POSITION_HALF, column)
    if latitude is None or longitude is None:
        return None
    if _within(latitude, LATITUDES) and _within(longitude, LONGITUDES):
        return Position(float(latitude), float(longitude), source)
    swapped = _within(latitude, LONGITUDES) and _within(longitude, LATITUDES)
    row.fault(Reason.POSITION_SWAPPED if swapped else Reason.POSITION_OUTSIDE, "lat", f"{latitude} / {longitude}")
    return None


def _within(value: Decimal, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


def postcodes(row: Row, column: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Postcodes of five digits, in order, each once."""
    for text in texts:
        if not re.fullmatch(r"[0-9]{5}", text):
            row.fault(Reason.POSTCODE_FORM, column, text)
    return tuple(dict.fromkeys(texts))
