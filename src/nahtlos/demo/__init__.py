"""The model region as a sample: tenants, logins and, room by room, example content that is marked as such."""
