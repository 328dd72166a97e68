"""Search: German as people type it, one query object, one whole-number score."""
