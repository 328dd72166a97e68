"""Accounts, tenants (county, town, state office), memberships, and fetching by right."""
