"""What can be wrong with a county's files, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Reason(StrEnum):
    FILE_MISSING = "file_missing"
    NOT_UTF8 = "not_utf8"
    NOT_CSV = "not_csv"
    NOT_JSON = "not_json"
    NOT_TOML = "not_toml"
    NO_ROWS = "no_rows"
    COLUMN_MISSING = "column_missing"
    COLUMN_UNKNOWN = "column_unknown"
    CELLS = "cells"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    AGS_LENGTH = "ags_length"
    AGS_OTHER_COUNTY = "ags_other_county"
    AGS_OWN_COUNTY = "ags_own_county"
    AGS_TWICE = "ags_twice"
    AGS_UNKNOWN = "ags_unknown"
    ARS_FORM = "ars_form"
    NOT_ONE_OF = "not_one_of"
    NO_PARTS = "no_parts"
    DECIMAL_COMMA = "decimal_comma"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_WHOLE_NUMBER = "not_a_whole_number"
    DATE_FORM = "date_form"
    DATE_IMPOSSIBLE = "date_impossible"
    DATE_FUTURE = "date_future"
    DATE_ORDER = "date_order"
    AS_OF_FORM = "as_of_form"
    POPULATION_UNDATED = "population_undated"
    DATE_WITHOUT_POPULATION = "date_without_population"
    POSITION_HALF = "position_half"
    POSITION_SWAPPED = "position_swapped"
    POSITION_OUTSIDE = "position_outside"
    POSITION_ELSEWHERE = "position_elsewhere"
    POSTCODE_FORM = "postcode_form"
    NAME_DIFFERS = "name_differs"
    LOCALITY_TWICE = "locality_twice"
    END_MISSING = "end_missing"
    STILL_VALID = "still_valid"
    NAMED_TWICE = "named_twice"
    SLUG_FORM = "slug_form"
    SLUG_TAKEN = "slug_taken"
    NO_MEMBERS = "no_members"
    GEOMETRY_KIND = "geometry_kind"
    RING_OPEN = "ring_open"
    RING_SHORT = "ring_short"
    RING_FLAT = "ring_flat"
    POINT_FORM = "point_form"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong; `row` is a line of a table, the number of a feature or the name of a section."""

    file: str
    reason: Reason
    row: int | str = ""
    column: str = ""
    value: str = ""
    params: Mapping[str, str] = field(default_factory=dict)


class Refused(Exception):
    """The files can't be loaded; carries every fault, in the order of the files."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(f"{len(faults)} faults, first: {faults[0].file} {faults[0].reason}")
