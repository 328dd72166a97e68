"""What the reader asks of the list: a part or model region, and an order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

BY_NAME, BY_POPULATION = "name", "einwohner"


@dataclass(frozen=True)
class PlacesQuery:
    """`region` is the address of a part or model region, empty for all; `sought` a village or a postcode."""

    region: str = ""
    sort: str = BY_NAME
    sought: str = ""

    @property
    def address(self) -> str:
        """What follows the path of the address, without what is the default anyway."""
        chosen = {"region": self.region, "sort": "" if self.sort == BY_NAME else self.sort}
        text = urlencode({key: value for key, value in chosen.items() if value})
        return f"?{text}" if text else ""

    def with_region(self, region: str) -> PlacesQuery:
        return replace(self, region=region)

    def with_sort(self, sort: str) -> PlacesQuery:
        return replace(self, sort=sort)


def read(get: QueryDict) -> PlacesQuery:
    """Anything unknown is the default; whether the region exists is seen later."""
    sort = get.get("sort", "")
    sought = get.get("dorf", "").strip()[:80]
    return PlacesQuery(get.get("region", "")[:180], sort if sort == BY_POPULATION else BY_NAME, sought)
