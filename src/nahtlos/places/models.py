"""Rows of places, their successions, boundaries, postcodes, populations and the model regions."""

from __future__ import annotations

from django.db import models


class Place(models.Model):
    """A place of any level; `key` is stable: the AGS for official areas, AGS and name for what has none."""

    class Kind(models.TextChoices):
        LAND = "land"
        COUNTY = "county"
        COUNTY_PART = "county_part"
        MUNICIPALITY = "municipality"
        UNINCORPORATED = "unincorporated_area"
        LOCALITY = "locality"
        INDEPENDENT_CITY = "independent_city"

    key = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=120)
    designation = models.CharField(max_length=40, blank=True)
    ags = models.CharField(max_length=8, blank=True)
    ars = models.CharField(max_length=12, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    area_km2 = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    area_source = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name
