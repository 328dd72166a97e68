"""What roles are called and what they are for, in the words that people read."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nahtlos.rules.access import Role

NAMES: dict[Role, str | Promise] = {
    Role.STATE_OFFICE: _("State office"),
    Role.COUNTY_COORDINATOR: _("Coordination of the county"),
    Role.MUNICIPAL_COORDINATOR: _("Coordination of the town"),
    Role.EDITOR: _("Editing"),
    Role.YOUTH_WELFARE_PLANNER: _("Youth welfare planning"),
    Role.STEERING_GROUP_MEMBER: _("Steering group"),
    Role.PROFESSIONAL: _("Professional"),
    Role.PROVIDER: _("Provider"),
    Role.OPERATOR: _("Operation of the platform"),
}

PURPOSES: dict[Role, str | Promise] = {
    Role.STATE_OFFICE: _("Accompanies all communes and brings in their coordinators."),
    Role.COUNTY_COORDINATOR: _("Keeps the county’s pages and decides who takes part, in the towns as well."),
    Role.MUNICIPAL_COORDINATOR: _("Keeps the town’s pages and decides who takes part there."),
    Role.EDITOR: _("Writes and corrects texts."),
    Role.YOUTH_WELFARE_PLANNER: _("Works with figures that are not public."),
    Role.STEERING_GROUP_MEMBER: _("Prepares and follows the steering group’s resolutions."),
    Role.PROFESSIONAL: _("Knows families from daily work and reports what is missing."),
    Role.PROVIDER: _("Keeps the offers of one organisation up to date."),
    Role.OPERATOR: _("Keeps the platform running and sees no confidential figures."),
}


def in_words(roles: Iterable[Role | str]) -> str:
    """The names of roles in the order of the table, with commas."""
    wanted = {Role(role) for role in roles}
    return ", ".join(str(name) for role, name in NAMES.items() if role in wanted)
