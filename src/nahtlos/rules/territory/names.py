"""Names as parts of addresses and as keys for sorting."""

from __future__ import annotations

import re
import unicodedata

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def slug(name: str) -> str:
    """A name as part of an address.

    >>> slug("Dennhausen/Dittershausen"), slug("Söhrewald"), slug("St. Ottilien")
    ('dennhausen-dittershausen', 'soehrewald', 'st-ottilien')
    """
    plain = unicodedata.normalize("NFKD", name.lower().translate(UMLAUTS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def sort_key(name: str) -> str:
    """The key by which German lists are sorted: umlauts like their vowel.

    Source: DIN 5007-1, section 6.1 (dictionary order).

    >>> sorted(["Zierenberg", "Söhrewald", "Schauenburg", "Ötz"], key=sort_key)
    ['Ötz', 'Schauenburg', 'Söhrewald', 'Zierenberg']
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


class Slugs:
    """Gives every place an address of its own; who comes later and finds his name taken adds his key."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def take(self, wanted: str, key: str) -> str:
        found = wanted if wanted and wanted not in self.taken else f"{wanted}-{key}".strip("-")
        self.taken.add(found)
        return found
