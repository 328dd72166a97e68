"""What the field knows: pure functions on frozen dataclasses. No Django, no file, no network, no clock."""
