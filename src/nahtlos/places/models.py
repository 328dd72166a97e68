"""Rows of places, their boundaries, postcodes, populations, neighbours, successions and the model regions.

Dates of validity are inclusive on both ends; an empty one is open or unknown. Rows are never deleted where others
may refer to them: a place that is gone has an end.
"""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce

from nahtlos.rules.territory.model import Kind as PlaceKind
from nahtlos.rules.territory.model import Status as PlaceStatus


def _choices(kinds: type[PlaceKind] | type[PlaceStatus]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in kinds]


class Place(models.Model):
    """A place of any level; `key` is stable: the AGS for official areas, AGS and name for what has none."""

    Kind = PlaceKind
    Status = PlaceStatus

    key = models.CharField(max_length=140, unique=True)
    slug = models.SlugField(max_length=180, unique=True)
    kind = models.CharField(max_length=20, choices=_choices(PlaceKind))
    name = models.CharField(max_length=120)
    designation = models.CharField(max_length=40, blank=True)
    ags = models.CharField(max_length=8, blank=True)
    ars = models.CharField(max_length=12, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    # Where the county named an order for its parts; names decide among equals.
    order = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    position_source = models.CharField(max_length=200, blank=True)
    # Official area with its source; `as_of` is a year, a month or a day in ISO form, as exact as the source says.
    area_km2 = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    area_source = models.CharField(max_length=200, blank=True)
    area_as_of = models.CharField(max_length=10, blank=True)
    # The area inside the boundary as it is drawn; differs a little from the official one.
    boundary_area_km2 = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    boundary_area_source = models.CharField(max_length=200, blank=True)
    boundary_area_as_of = models.CharField(max_length=10, blank=True)
    status = models.CharField(max_length=12, choices=_choices(PlaceStatus), default=PlaceStatus.VERIFIED.value)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind"]), models.Index(fields=["ags"])]

    def __str__(self) -> str:
        return self.name


class PostalCode(models.Model):
    """A postcode used in a place; several places may share one (34127: Fuldatal and the city of Kassel)."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="postal_codes")
    code = models.CharField(max_length=5, db_index=True)
    status = models.CharField(max_length=12, choices=_choices(PlaceStatus), default=PlaceStatus.VERIFIED.value)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "code"], name="postal_code_unique")]


class Succession(models.Model):
    """From `date` on the successor's territory includes the predecessor's; older figures belong to predecessors."""

    predecessor = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="origins")
    date = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_unique")]


class Boundary(models.Model):
    """A place's boundary: WGS84 as GeoJSON (empty where it is the outline of its parts), and the drawing made of it.

    The drawing is in Web Mercator units of ten metres, y downwards: `path` is SVG path data, the box its extent,
    the label the middle of the area, the name's place the middle of its text on the county's map.
    """

    place = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="boundary")
    geometry = models.TextField(blank=True)
    path = models.TextField()
    left = models.IntegerField()
    top = models.IntegerField()
    right = models.IntegerField()
    bottom = models.IntegerField()
    label_x = models.IntegerField()
    label_y = models.IntegerField()
    name_x = models.IntegerField()
    name_y = models.IntegerField()
    # On a county: where the names of cities beyond it stand on its map, by their keys.
    names_beyond = models.JSONField(default=dict)
    attribution = models.CharField(max_length=200)


class Population(models.Model):
    """People living in a place at a reference date; without ages all of them, else from `age_from` to `age_to` years.

    Figures of different dates are never added up. `is_sample` marks figures made up for a demonstration.
    """

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="populations")
    value = models.PositiveIntegerField()
    reference_date = models.DateField()
    source = models.CharField(max_length=200, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "place", "reference_date", Coalesce("age_from", -1), Coalesce("age_to", -1), "is_sample",
                name="population_unique",
            ),
        ]  # fmt: skip


class Adjacency(models.Model):
    """Two places with a common border, once in each direction."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="adjacencies")
    neighbour = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "neighbour"], name="adjacency_unique")]


class ModelRegion(models.Model):
    """A named set of places that lists, matrices and reports can be limited to; `owner` is the tenant's key."""

    slug = models.SlugField(max_length=90, unique=True)
    name = models.CharField(max_length=120)
    owner = models.CharField(max_length=12)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class ModelRegionMember(models.Model):
    """A place in a model region, with dates of its own."""

    region = models.ForeignKey(ModelRegion, on_delete=models.CASCADE, related_name="members")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="memberships")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "place"], name="model_region_member_unique")]
