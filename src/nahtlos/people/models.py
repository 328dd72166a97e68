"""Rows of accounts, tenants and memberships."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from nahtlos.places.models import Place
from nahtlos.rules.access import Role


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """An account: an address to sign in with and the name or function that others see."""

    email = models.EmailField(max_length=254, unique=True)
    label = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_unique")]

    def __str__(self) -> str:
        return self.label


class Tenant(models.Model):
    """Who owns data and speaks on a page: a county, a town or the state office. `key` is the AGS where there is one."""

    class Kind(models.TextChoices):
        COUNTY = "county"
        TOWN = "town"
        STATE_OFFICE = "state_office"

    key = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    county = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="towns")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    tagline = models.CharField(max_length=120, blank=True)
    host = models.CharField(max_length=253, unique=True, null=True)
    logo = models.TextField(blank=True)
    colour = models.CharField(max_length=7, blank=True)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One role of one person in one tenant."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "tenant", "role"], name="membership_unique"),
        ]
