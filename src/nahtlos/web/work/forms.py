"""The form of the sign-in page."""

from __future__ import annotations

from allauth.account.forms import LoginForm

from nahtlos.web.forms import KernForm


class SignInForm(KernForm, LoginForm):  # type: ignore[misc]
    """allauth's fields with our look."""
