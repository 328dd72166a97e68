"""The workspace of the signed-in."""
