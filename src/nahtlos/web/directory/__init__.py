"""Offers, and where help is found."""
