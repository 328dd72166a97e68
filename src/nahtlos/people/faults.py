"""What the verbs about people say no to, though the role would allow it."""

from __future__ import annotations


class NotPossible(Exception):
    """The act would leave somebody or something behind; the text is a sentence for the reader with the next step."""


class LinkSpent(Exception):
    """The link of an invitation does not work; `state` is an Invitation.State, or empty for an unknown link."""

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__("link spent")


class HasAccount(Exception):
    """The invited address belongs to an account: its owner signs in and takes the roles as that person."""
