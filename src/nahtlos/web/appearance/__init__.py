"""The look that a tenant brings along: its colour and its logo."""
