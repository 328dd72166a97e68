"""What waits in the directory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nahtlos.directory.reads import count_unchecked_help
from nahtlos.rules.access import Actor, tenants_where
from nahtlos.web.work.tasks import Task


def waiting(actor: Actor, today: date) -> Iterator[Task]:
    """The numbers for help at once that nobody has checked."""
    keys = tenants_where(actor, "edit", "help_contact")
    unchecked = count_unchecked_help(keys[0]) if keys else 0
    if unchecked:
        reason = ngettext(
            "One number has not been checked by anybody. Families see “not checked yet” there.",
            "%(n)s numbers have not been checked by anybody. Families see “not checked yet” there.",
            unchecked,
        ) % {"n": unchecked}
        title, button = _("Check the numbers for help at once"), _("Open the list")
        yield Task(title, reason, reverse("help_contacts"), button, "i-phone")
