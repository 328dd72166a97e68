"""The workspace's first page and the way in."""

from __future__ import annotations

from allauth.account.views import LoginView
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nahtlos.web.work.door import WorkRequest, context, signed_in
from nahtlos.web.work.forms import SignInForm
from nahtlos.web.work.tasks import tasks_for


@signed_in
def tasks(request: WorkRequest) -> HttpResponse:
    found = tasks_for(request.actor, timezone.localdate())
    return render(request, "work/tasks.html", context(request, tasks=found))


class SignIn(LoginView):  # type: ignore[misc]
    """allauth's sign-in on a page of ours."""

    template_name = "work/sign_in.html"

    def get_form_class(self) -> type[SignInForm]:
        return SignInForm
