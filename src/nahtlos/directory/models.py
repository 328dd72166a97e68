"""Rows of the directory."""

from __future__ import annotations

from django.db import models

from nahtlos.people.models import Tenant


class HelpContact(models.Model):
    """One number or address for help at once, as shown at /hilfe-sofort/ of its county."""

    class Group(models.TextChoices):
        DANGER = "danger"
        ILLNESS = "illness"
        TALK = "talk"
        VIOLENCE = "violence"
        OFFICE = "office"

    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="help_contacts")
    group = models.CharField(max_length=10, choices=Group)
    position = models.PositiveSmallIntegerField(default=0)
    on_start_page = models.BooleanField(default=False)
    title = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    website = models.URLField(max_length=300, blank=True)
    text = models.CharField(max_length=400, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200)
    source_url = models.URLField(max_length=300, blank=True)
    checked_at = models.DateField(null=True)
    checked_by = models.CharField(max_length=120, blank=True)
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["group", "position", "pk"]

    def __str__(self) -> str:
        return self.title
