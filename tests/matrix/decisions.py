"""What is decided about every address: who may come, and whose object it shows.

An address that is not listed here fails the matrix test.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Decision:
    """`right` is (action, kind of object) in the table of rights; `about` names the maker of the object in the path.

    Without a right a page is for everybody (`public`) or for all who are signed in. `posts` are the verbs that only
    answer to POST.
    """

    public: bool = False
    right: tuple[str, str] | None = None
    about: str = ""
    post_only: bool = False


PUBLIC = Decision(public=True)
SIGNED_IN = Decision()

# Small files and pages that are for everybody and show no tenant's private object.
FOR_EVERYBODY = {
    "health_live", "health_ready", "tenant_colours", "tenant_logo", "robots", "favicon", "account_login",
    "account_logout", "place_below",
}  # fmt: skip

DECISIONS: dict[str, Decision] = {
    "work_tasks": SIGNED_IN,
    "help_contacts": Decision(right=("edit", "help_contact")),
    "help_contact_add": Decision(right=("edit", "help_contact")),
    "help_contact_change": Decision(right=("edit", "help_contact"), about="help_contact"),
    "help_contact_confirm": Decision(right=("edit", "help_contact"), about="help_contact", post_only=True),
    "help_contact_withdraw": Decision(right=("edit", "help_contact"), about="help_contact", post_only=True),
    "help_contact_remove": Decision(right=("edit", "help_contact"), about="help_contact", post_only=True),
    "help_contact_restore": Decision(right=("edit", "help_contact"), about="help_contact", post_only=True),
    "appearance": Decision(right=("edit", "tenant_appearance")),
    "outbox": Decision(right=("read", "outbox")),
    "outbox_mail": Decision(right=("read", "outbox"), about="mail"),
}
