"""Health pages for the operator."""
