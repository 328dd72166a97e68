"""Who works here: people of a commune, invitations, the own profile, the state office's view."""
