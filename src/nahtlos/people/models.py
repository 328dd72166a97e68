"""Rows of accounts, tenants and memberships."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

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
    suspended_at = models.DateTimeField(null=True)
    # Part of what a session must match: one more, and every session of this person is over for good.
    session_round = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "email"
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_unique")]

    def __str__(self) -> str:
        return self.label

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        value = f"{self.password}\n{self.session_round}"
        return salted_hmac("nahtlos.people.session", value, secret=secret, algorithm="sha256").hexdigest()


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


class Invitation(models.Model):
    """A mailed link with which somebody gets roles in one tenant, once. Of the link's token only the hash is kept.

    Whoever invited looks after it; by kind, id and label, for a command may invite too.
    """

    class State(models.TextChoices):
        OPEN = "open"
        EXPIRED = "expired"
        USED = "used"
        WITHDRAWN = "withdrawn"

    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(max_length=254)
    label = models.CharField(max_length=120)
    roles = models.JSONField()
    invited_by_kind = models.CharField(max_length=20)
    invited_by_id = models.CharField(max_length=60, blank=True)
    invited_by_label = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    token_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "email"],
                condition=models.Q(used_at=None, withdrawn_at=None),
                name="invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def state(self, now: datetime) -> str:
        if self.used_at:
            return self.State.USED
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        return self.State.EXPIRED if self.expires_at <= now else self.State.OPEN
