"""The words for what the rules name."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nahtlos.rules.barriers import Compliance, Ground, State

Words = dict[str, str | Promise]

COMPLIANCE: Words = {
    Compliance.FULL: _("This website is fully compliant with these requirements."),
    Compliance.PARTIAL: _(
        "This website is partially compliant with these requirements. What is not accessible yet stands below."
    ),
    Compliance.NONE: _("This website is not compliant with these requirements. What is not accessible stands below."),
}
GROUNDS: Words = {
    Ground.INCOMPATIBLE: _("Not compatible with HVBIT § 3"),
    Ground.BURDEN: _("Disproportionate burden"),
    Ground.OUT_OF_SCOPE: _("Not covered by the law"),
}
STATES: Words = {
    State.RECEIVED: _("new"),
    State.IN_WORK: _("in work"),
    State.ANSWERED: _("answered"),
    State.REOPENED: _("opened again"),
}
MISSING: Words = {
    "drafted": _("the day on which it was written"),
    "method": _("how it was examined"),
    "reviewed": _("your look at it: compare it with your pages and confirm it"),
    "contact": _("name and mail address of the office in charge"),
    "enforcement": _("the enforcement body"),
}
