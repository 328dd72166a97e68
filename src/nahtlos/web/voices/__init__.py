"""Barriers that people report, and the accessibility statement."""
