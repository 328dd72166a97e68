"""The workspace's first page and the way in."""

from __future__ import annotations

from allauth.account.views import LoginView
from django.http import HttpResponse
from django.shortcuts import render

from nahtlos.directory.reads import count_unchecked_help
from nahtlos.rules.access import tenants_where
from nahtlos.web.work.door import WorkRequest, context, signed_in
from nahtlos.web.work.forms import SignInForm


@signed_in
def tasks(request: WorkRequest) -> HttpResponse:
    keys = tenants_where(request.actor, "edit", "help_contact")
    unchecked = count_unchecked_help(keys[0]) if keys else 0
    return render(request, "work/tasks.html", context(request, unchecked_help=unchecked))


class SignIn(LoginView):  # type: ignore[misc]
    """allauth's sign-in on a page of ours."""

    template_name = "work/sign_in.html"

    def get_form_class(self) -> type[SignInForm]:
        return SignInForm
