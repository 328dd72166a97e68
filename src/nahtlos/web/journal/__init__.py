"""The outbox: what the platform has mailed or would mail."""
