"""Says in one sentence what is wrong with a county's files and where."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nahtlos.rules.territory.faults import Fault, Reason

REASONS = {
    Reason.FILE_MISSING: gettext_lazy("this file is missing in the folder."),
    Reason.NOT_UTF8: gettext_lazy("this byte is not UTF-8; save the file in the encoding UTF-8."),
    Reason.NOT_CSV: gettext_lazy("from here on the file can't be read as a table (a quotation mark may be open)."),
    Reason.NOT_JSON: gettext_lazy("from here on the file is not valid JSON."),
    Reason.NOT_TOML: gettext_lazy("from here on the file is not valid TOML."),
    Reason.NO_ROWS: gettext_lazy("the table has no rows."),
    Reason.COLUMN_MISSING: gettext_lazy("this column is missing in the heading."),
    Reason.COLUMN_UNKNOWN: gettext_lazy("this column is unknown here; remove it or correct its name."),
    Reason.CELLS: gettext_lazy("the row has %(found)s cells, the heading has %(expected)s."),
    Reason.EMPTY: gettext_lazy("this must not be empty."),
    Reason.TOO_LONG: gettext_lazy("this is longer than %(longest)s characters."),
    Reason.AGS_LENGTH: gettext_lazy("here an official key of exactly %(digits)s digits is needed."),
    Reason.AGS_OTHER_COUNTY: gettext_lazy("this key belongs to another county; here all begin with %(county)s."),
    Reason.AGS_OWN_COUNTY: gettext_lazy("this place lies in the county itself (%(county)s)."),
    Reason.AGS_TWICE: gettext_lazy("this key comes twice."),
    Reason.AGS_UNKNOWN: gettext_lazy("no place with this key stands in municipalities.csv."),
    Reason.ARS_FORM: gettext_lazy("this regional key does not fit the official municipality key."),
    Reason.NOT_ONE_OF: gettext_lazy("possible here: %(allowed)s."),
    Reason.NO_PARTS: gettext_lazy("county.toml names no part of the county under parts."),
    Reason.DECIMAL_COMMA: gettext_lazy("write the number with a point instead of the comma (18.03)."),
    Reason.NOT_A_NUMBER: gettext_lazy("this is not a number from zero up."),
    Reason.NOT_A_WHOLE_NUMBER: gettext_lazy("here a whole number without point or comma is needed (7965)."),
    Reason.DATE_FORM: gettext_lazy("write the date as 2023-12-31 or 31.12.2023."),
    Reason.DATE_IMPOSSIBLE: gettext_lazy("this day does not exist."),
    Reason.DATE_FUTURE: gettext_lazy("this day still lies ahead."),
    Reason.DATE_ORDER: gettext_lazy("the end lies before the beginning."),
    Reason.AS_OF_FORM: gettext_lazy("write a year, a month or a day (2023, 2023-12, 2023-12-31)."),
    Reason.POPULATION_UNDATED: gettext_lazy("the number of inhabitants needs its reference date."),
    Reason.DATE_WITHOUT_POPULATION: gettext_lazy("the reference date needs its number of inhabitants."),
    Reason.POSITION_HALF: gettext_lazy("a coordinate needs latitude and longitude, or neither."),
    Reason.POSITION_SWAPPED: gettext_lazy("latitude and longitude are swapped."),
    Reason.POSITION_OUTSIDE: gettext_lazy("this point does not lie in Germany."),
    Reason.POSITION_ELSEWHERE: gettext_lazy("this point does not lie in %(name)s."),
    Reason.POSTCODE_FORM: gettext_lazy("a postcode has exactly five digits."),
    Reason.NAME_DIFFERS: gettext_lazy("the place with this key is called %(expected)s in municipalities.csv."),
    Reason.LOCALITY_TWICE: gettext_lazy("this locality comes twice in its municipality."),
    Reason.END_MISSING: gettext_lazy("a municipality that is not in municipalities.csv needs its end here."),
    Reason.STILL_VALID: gettext_lazy("a municipality that is in municipalities.csv has no successor."),
    Reason.NAMED_TWICE: gettext_lazy("this name comes twice."),
    Reason.SLUG_FORM: gettext_lazy("an address has small letters, digits and single hyphens only."),
    Reason.SLUG_TAKEN: gettext_lazy("this address is already taken."),
    Reason.NO_MEMBERS: gettext_lazy("a model region needs at least one place."),
    Reason.GEOMETRY_KIND: gettext_lazy("here a FeatureCollection with Polygon or MultiPolygon is needed."),
    Reason.RING_OPEN: gettext_lazy("the ring is not closed; its last point must be its first."),
    Reason.RING_SHORT: gettext_lazy("the ring has too few points."),
    Reason.RING_FLAT: gettext_lazy("the ring encloses no area."),
    Reason.POINT_FORM: gettext_lazy("here points of longitude and latitude are needed."),
}


def reason(fault: Fault) -> str:
    """The reason alone, for tables and JSON."""
    return str(REASONS[fault.reason]) % fault.params


def sentence(fault: Fault) -> str:
    """File, row, column, value and reason in one sentence."""
    where = [fault.file]
    if fault.row != "":
        where.append(_row(fault) % {"row": fault.row})
    if fault.column:
        is_table = fault.file.endswith(".csv")
        where.append((_("column %(column)s") if is_table else _("entry %(column)s")) % {"column": fault.column})
    if fault.value:
        where.append(_("value “%(value)s”") % {"value": fault.value})
    return f"{', '.join(where)}: {reason(fault)}"


def _row(fault: Fault) -> str:
    if isinstance(fault.row, str):
        return _("section %(row)s")
    is_feature = fault.file.endswith(".geojson") and fault.reason not in {Reason.NOT_JSON, Reason.NOT_UTF8}
    return _("feature %(row)s") if is_feature else _("row %(row)s")
