"""Rows of barrier reports and of the accessibility statement."""

from __future__ import annotations

from django.db import models

from nahtlos.people.models import Tenant
from nahtlos.rules.barriers import Ground, State

# Code of an accessible format that somebody may ask for; the words are the form's.
FORMATS = ("easy_language", "sign_language", "large_print", "braille", "audio", "plain_text", "other")


class BarrierReport(models.Model):
    """One report of a barrier or request for an accessible format. `contact` goes half a year after the answer."""

    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="barrier_reports")
    # The number of the form that was sent, so that a second press of the button is no second report.
    form = models.CharField(max_length=32, unique=True)
    page = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    wished_format = models.CharField(max_length=20, blank=True, choices=[(one, one) for one in FORMATS])
    contact = models.EmailField(max_length=254, blank=True)
    contact_erased_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in State], default=State.RECEIVED)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["received_at", "pk"]
        indexes = [models.Index(fields=["tenant", "state", "received_at"])]

    def __str__(self) -> str:
        return f"Nr. {self.pk}"


class StatementEntry(models.Model):
    """One known barrier, as the statement names it."""

    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="statement_entries")
    title = models.CharField(max_length=200)
    pages = models.CharField(max_length=300, blank=True)
    ground = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Ground])
    reason = models.TextField()
    alternative = models.TextField()
    measure = models.TextField(blank=True)
    planned_for = models.DateField(null=True)
    since = models.DateField()
    resolved_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class StatementFacts(models.Model):
    """What the statement of one tenant says besides its entries."""

    class Method(models.TextChoices):
        SELF = "self"
        EXTERNAL = "external"

    tenant = models.OneToOneField(Tenant, on_delete=models.PROTECT, related_name="statement_facts")
    mostly_met = models.BooleanField(default=True)
    method = models.CharField(max_length=10, choices=Method, default=Method.SELF)
    method_note = models.TextField(blank=True)
    drafted_on = models.DateField()
    reviewed_on = models.DateField(null=True)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_email = models.EmailField(max_length=254, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    enforcement_name = models.CharField(max_length=200, blank=True)
    enforcement_address = models.CharField(max_length=300, blank=True)
    enforcement_phone = models.CharField(max_length=40, blank=True)
    enforcement_email = models.EmailField(max_length=254, blank=True)
    enforcement_url = models.URLField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.tenant)
