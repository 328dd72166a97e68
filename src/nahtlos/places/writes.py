"""The one verb that writes places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nahtlos.journal.writes import record
from nahtlos.places.models import Place
from nahtlos.places.plan import Plan
from nahtlos.places.plan import plan as make_plan
from nahtlos.rules.access import Actor, Role
from nahtlos.rules.territory.model import Kind, Territory

LEVELS = (
    {Kind.LAND},
    {Kind.COUNTY},
    {Kind.COUNTY_PART},
    {Kind.MUNICIPALITY, Kind.UNINCORPORATED, Kind.INDEPENDENT_CITY},
    {Kind.LOCALITY},
)


@dataclass(frozen=True)
class Report:
    """What loading did or would do, by table: rows added, changed, removed, unchanged; and what came to an end."""

    county: str
    name: str
    tables: dict[str, dict[str, int]]
    ended: tuple[str, ...]
    slug: str = ""

    @property
    def changes(self) -> int:
        return sum(counts[kind] for counts in self.tables.values() for kind in ("added", "changed", "removed"))


def preview(files: Territory, *, now: datetime) -> Report:
    """What `load` would do; writes nothing."""
    return _report(files, make_plan(files, today=timezone.localdate(now)))


def load(files: Territory, *, actor: Actor, now: datetime) -> Report:
    """Bring the places to what a county's files say, all of it or nothing. Loading the same again changes nothing.

    Raises PermissionDenied, and Refused where an address is already taken.
    """
    _check(actor)
    with transaction.atomic():
        plan = make_plan(files, today=timezone.localdate(now))
        report = _report(files, plan)
        if plan:
            _apply(plan)
            detail = {"tables": report.tables, "ended": list(report.ended)}
            record(
                actor=actor,
                verb="load",
                kind="territory",
                id=files.county,
                label=report.name,
                tenant=files.county,
                detail=detail,
                now=now,
            )
    return report


def _check(actor: Actor) -> None:
    """Places stand above all tenants: only the operator and his commands change them."""
    if actor.kind != "command" and not any(grant.role is Role.OPERATOR for grant in actor.grants):
        raise PermissionDenied("Orte lädt nur, wer die Plattform betreibt.")


def _report(files: Territory, plan: Plan) -> Report:
    row = next(row for row in files.places if row.key == files.county)
    # Who is there already keeps his address; a new one may have given way to another place of the same name.
    places = [one for one in plan.places.added if one.key == files.county] or Place.objects.filter(key=files.county)
    slug = next((one.slug for one in places), row.slug)
    return Report(files.county, row.name, plan.counts(), plan.ended, slug)


def _apply(plan: Plan) -> None:
    """Level by level, so that every place finds the one above it with its number."""
    added = plan.places.added
    for level in LEVELS:
        Place.objects.bulk_create([place for place in added if place.kind in level])
    plan.places.added = []
    plan.places.apply()
    plan.regions.apply()
    for difference in plan.others:
        difference.apply()
