"""Places tell nothing about a person: towns, borders and sums of inhabitants."""

from __future__ import annotations

NOT_PERSONAL = {
    "places.Place": (
        "id", "key", "slug", "kind", "name", "designation", "ags", "ars", "parent", "order", "valid_from", "valid_to",
        "latitude", "longitude", "position_source", "area_km2", "area_source", "area_as_of", "boundary_area_km2",
        "boundary_area_source", "boundary_area_as_of", "status", "source",
    ),
    "places.PostalCode": ("id", "place", "code", "status"),
    "places.Succession": ("id", "predecessor", "successor", "date"),
    "places.Boundary": (
        "id", "place", "geometry", "path", "left", "top", "right", "bottom", "label_x", "label_y", "name_x", "name_y",
        "names_beyond", "attribution",
    ),
    "places.Population": ("id", "place", "value", "reference_date", "source", "age_from", "age_to", "is_sample"),
    "places.Adjacency": ("id", "place", "neighbour"),
    "places.ModelRegion": ("id", "slug", "name", "owner", "valid_from", "valid_to", "source"),
    "places.ModelRegionMember": ("id", "region", "place", "valid_from", "valid_to"),
}  # fmt: skip
