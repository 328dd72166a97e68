"""The start page of the family door."""
