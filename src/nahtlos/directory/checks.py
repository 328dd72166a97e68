"""What `nahtlos check` looks at in the directory."""

from __future__ import annotations

from collections.abc import Iterator

from nahtlos.directory.reads import count_unchecked_help
from nahtlos.journal.checks import Finding
from nahtlos.people.models import Tenant


def findings() -> Iterator[Finding]:
    for county in Tenant.objects.filter(kind=Tenant.Kind.COUNTY):
        unchecked = count_unchecked_help(county.key)
        if unchecked:
            yield Finding(f"{county.name}: {unchecked} Nummern unter „Hilfe sofort“ hat noch niemand geprüft.")
