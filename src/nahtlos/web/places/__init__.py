"""The county's places on a map and as a list, and a page for each."""
