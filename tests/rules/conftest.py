"""Settings for the tests of the rules."""

from hypothesis import settings

# How busy the machine is says nothing about a rule.
settings.register_profile("rules", deadline=None)
settings.load_profile("rules")
