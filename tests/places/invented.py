"""An invented county of three municipalities as a folder of files; tests change one text of it at a time."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from nahtlos.places.files import read_folder
from nahtlos.rules.territory.model import Territory

TODAY = date(2026, 11, 22)


def square(x: float, y: float) -> list[list[list[float]]]:
    """A square of a tenth of a degree; squares side by side share their border."""
    right, top = round(x + 0.1, 1), round(y + 0.1, 1)
    return [[[x, y], [right, y], [right, top], [x, top], [x, y]]]


def feature(ags: str, x: float, y: float) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"ags": ags, "name": ags},
        "geometry": {"type": "Polygon", "coordinates": square(x, y)},
    }


# Bergstadt lies east of Alpdorf, Tal north of it; Bergstadt and Tal touch in one corner only.
BOUNDARIES = {
    "type": "FeatureCollection",
    "attribution": "Erfundene Grenzen",
    "features": [feature("03999001", 9.0, 52.0), feature("03999002", 9.1, 52.0), feature("03999003", 9.0, 52.1)],
}

FILES = {
    "county.toml": """
[land]
ags = "03"
name = "Musterland"

[county]
ags = "03999"
ars = "03999"
name = "Kreis Muster"
designation = "Kreis"
area_km2 = 228.5
area_source = "Kreis Muster"
area_as_of = "2025-03"
parts = ["Nordkreis", "Südkreis"]

[sources]
population = "Erfunden"

[[beyond]]
ags = "03998000"
name = "Nachbarstadt"
designation = "Stadt"
lat = 52.05
lon = 9.3
postcodes = ["30002", "30004"]
neighbours = ["03999002"]

[[model_regions]]
slug = "modellregion-muster"
name = "Modellregion Muster"
owner = "03999"
valid_from = "2025-01-01"

[[model_regions.members]]
ags = "03999001"
""",
    "municipalities.csv": """\
ags,ars,name,type,kreisteil,population,pop_date,area_off_km2,area_bkg_km2,lat,lon,plz
03999001,039990001001,Alpdorf,Gemeinde,Südkreis,1000,2024-12-31,76.1,,52.05,9.05,30001
03999002,039990002002,Bergstadt,Stadt,Südkreis,20000,31.12.2023,,,52.05,9.15,30001;30002
03999003,039990003003,Tal,Gemeinde,Nordkreis,,,,,52.15,9.05,30003
""",
    "localities.csv": """\
ags,municipality,name,kind,lat,lon,coord_source,status,source
03999001,Alpdorf,Ober-Alpdorf,Ortsteil,52.04,9.04,Karte,verified,Satzung
03999001,Alpdorf,Hof am See,Ortsteil,,,,unverified,Hörensagen
03999002,Bergstadt,Bergstadt,Kernort,52.05,9.15,Karte,verified,Satzung
""",
    "territory.csv": """\
ags,name,valid_from,valid_to,successor_ags
03999009,Altental,,2020-12-31,03999003
03999003,Tal,2021-01-01,,
""",
    "boundaries.geojson": json.dumps(BOUNDARIES),
}


def write(folder: Path, changed: dict[str, str | bytes | None] | None = None) -> Path:
    """The folder with some files changed; None leaves a file out."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in ({**FILES, **(changed or {})}).items():
        if isinstance(content, bytes):
            (folder / name).write_bytes(content)
        elif content is not None:
            (folder / name).write_text(content, encoding="utf-8")
    return folder


def replaced(name: str, old: str, new: str) -> dict[str, str | bytes | None]:
    assert old in FILES[name]
    return {name: FILES[name].replace(old, new)}


def read(folder: Path, changed: dict[str, str | bytes | None] | None = None) -> Territory:
    return read_folder(write(folder, changed), today=TODAY)
