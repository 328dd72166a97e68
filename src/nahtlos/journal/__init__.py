"""Who did what, and the mails that went out."""
