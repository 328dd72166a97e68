"""Rights and acts as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nahtlos.journal.models import Entry
from nahtlos.people.words import NAMES, PURPOSES
from nahtlos.rules.access import RIGHTS, Relation, Role

Text = str | Promise

# What each right of the table allows, to be read after 'With this you can …'.
ALLOWED: dict[tuple[str, str], Text] = {
    ("edit", "help_contact"): _("keep and check the numbers under “Help now”"),
    ("edit", "tenant_appearance"): _("set name, colour and logo of your pages"),
    ("handle", "barrier_report"): _("answer reports of barriers on the pages"),
    ("edit", "statement"): _("keep the accessibility statement"),
    ("manage", "person"): _("invite people, change their roles and hand over when somebody leaves"),
    ("read", "communes"): _("see how all communes are staffed"),
    ("read", "outbox"): _("see the outbox while no mail server is set"),
}

# What somebody did, by kind of object and verb. `%(label)s` is the object's name.
DONE: dict[tuple[str, str], Text] = {
    ("help_contact", "add"): _("You added the number “%(label)s”."),
    ("help_contact", "change"): _("You changed the number “%(label)s”."),
    ("help_contact", "verify"): _("You checked the number “%(label)s”."),
    ("help_contact", "withdraw"): _("You took the check of the number “%(label)s” back."),
    ("help_contact", "remove"): _("You took the number “%(label)s” off the page."),
    ("help_contact", "restore"): _("You brought the number “%(label)s” back."),
    ("tenant_appearance", "change"): _("You changed how “%(label)s” looks."),
    ("invitation", "invite"): _("You invited “%(label)s”."),
    ("invitation", "invite_again"): _("You invited “%(label)s” again."),
    ("invitation", "withdraw"): _("You withdrew the invitation of “%(label)s”."),
    ("invitation", "accept"): _("You accepted your invitation."),
    ("person", "change_roles"): _("You changed the roles of “%(label)s”."),
    ("person", "suspend"): _("You suspended the account “%(label)s”."),
    ("person", "resume"): _("You opened the account “%(label)s” again."),
    ("person", "hand_over"): _("You handed over what “%(label)s” looked after."),
    ("person", "change_label"): _("You call yourself “%(label)s” now."),
}
# Rooms that have no sentence of their own yet are told in general words rather than not at all.
DONE_IN_GENERAL = _("You worked on “%(label)s”.")


@dataclass(frozen=True)
class RoleInWords:
    role: Role
    name: Text
    purpose: Text
    is_held: bool = False

    @property
    def value(self) -> str:
        return self.role.value


def role_in_words(role: Role, *, is_held: bool = False) -> RoleInWords:
    return RoleInWords(role, NAMES[role], PURPOSES[role], is_held)


def allowed_in_words(role: Role) -> list[dict[str, Any]]:
    """What a role allows, each with whether it reaches the communes below as well."""
    found = []
    for key, words in ALLOWED.items():
        relations = {relation for one, relation in RIGHTS[key] if one is role}
        if relations:
            found.append({"words": words, "is_below": Relation.BELOW in relations})
    return found


def act_in_words(entry: Entry) -> str:
    sentence = DONE.get((entry.object_kind, entry.verb), DONE_IN_GENERAL)
    return str(sentence) % {"label": entry.object_label}
