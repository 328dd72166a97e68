"""Rows of the journal, the mail table, the version of the public pages and the runs of periodic work."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One act: who did what to which object. By kind, id and label, never by foreign key: it outlives all of them."""

    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=20)
    actor_id = models.CharField(max_length=60, blank=True)
    actor_label = models.CharField(max_length=200)
    # In which functions, separated by spaces: what is left of the actor when the name has to go.
    actor_roles = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60, blank=True)
    object_label = models.CharField(max_length=300, blank=True)
    tenant = models.CharField(max_length=60, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["object_kind", "object_id"]),
            models.Index(fields=["tenant", "-id"]),
            models.Index(fields=["actor_kind", "actor_id"]),
        ]


class PageVersion(models.Model):
    """The one row whose number is part of every cached page's key."""

    number = models.BigIntegerField(default=1)


class Mail(models.Model):
    """A mail on its way: written in the transaction that causes it, sent by the worker."""

    class State(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        KEPT = "kept"

    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    sender = models.CharField(max_length=254)
    recipient = models.CharField(max_length=254)
    subject = models.CharField(max_length=500)
    text = models.TextField()
    html = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "next_attempt_at"])]


class PeriodicRun(models.Model):
    """When a piece of periodic work ran last, and until when somebody holds it."""

    name = models.CharField(max_length=100, unique=True)
    last_started_at = models.DateTimeField(null=True)
    last_finished_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
