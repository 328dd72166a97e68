"""What is decided about every address: who may come, and whose object it shows.

An address that is not listed here fails the matrix test.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Decision:
    """`right` is (action, kind of object) in the table of rights; `about` names the maker of the object in the path.

    Without a right a page is for everybody (`public`) or for all who are signed in. `posts` are the verbs that only
    answer to POST. Where an object belongs to several tenants or its state decides too, `elsewhere` names the tests
    that go through all roles; the matrix then holds strangers and missing objects.
    """

    public: bool = False
    right: tuple[str, str] | None = None
    about: str = ""
    post_only: bool = False
    elsewhere: str = ""


PUBLIC = Decision(public=True)
SIGNED_IN = Decision()

# Small files and pages that are for everybody and show no tenant's private object.
FOR_EVERYBODY = {
    "health_live", "health_ready", "tenant_colours", "tenant_logo", "robots", "favicon", "account_login",
    "account_logout", "place_below",
    # Reached by a mailed link or with no account at all.
    "account_inactive", "invitation", "invitation_accepted",
}  # fmt: skip

PERSON = Decision(right=("manage", "person"), about="person", elsewhere="tests/people/test_roles.py")
REPORT = Decision(right=("handle", "barrier_report"), about="report", elsewhere="tests/web/voices")
STATEMENT = Decision(right=("edit", "statement"), about="entry", elsewhere="tests/web/voices")

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
    "profile": SIGNED_IN,
    "export_own": Decision(post_only=True),
    "own_acts": SIGNED_IN,
    "work_communes": Decision(right=("read", "communes")),
    "people": Decision(right=("manage", "person")),
    "person_invite": Decision(right=("manage", "person")),
    "person": PERSON,
    "person_hand_over": PERSON,
    "person_roles": replace(PERSON, post_only=True),
    "person_suspend": replace(PERSON, post_only=True),
    "person_resume": replace(PERSON, post_only=True),
    "invitation_again": replace(PERSON, post_only=True),
    "invitation_withdraw": replace(PERSON, post_only=True),
    "barrier_queue": Decision(right=("handle", "barrier_report")),
    "barrier_report_one": REPORT,
    "barrier_report_take_up": replace(REPORT, post_only=True),
    "barrier_report_reopen": replace(REPORT, post_only=True),
    "statement_entries": Decision(right=("edit", "statement")),
    "statement_begin": replace(STATEMENT, post_only=True, about=""),
    "statement_confirm": replace(STATEMENT, post_only=True, about=""),
    "statement_facts": replace(STATEMENT, about=""),
    "statement_entry_add": Decision(right=("edit", "statement")),
    "statement_entry_change": STATEMENT,
    "statement_entry_resolve": replace(STATEMENT, post_only=True),
    "statement_entry_unresolve": replace(STATEMENT, post_only=True),
}
