"""What the doors to the outside say when something does not work; importable before any setting is read."""

from __future__ import annotations


class SnapshotError(Exception):
    """The copy of the database could not be made or read back; the text is a German sentence."""
