"""Inviting somebody, and the page to which the mailed link leads."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from nahtlos.people import invitations as verbs
from nahtlos.people.access import invitation_for, roles_given, tenants_for
from nahtlos.people.faults import HasAccount, LinkSpent, NotPossible
from nahtlos.people.models import Invitation
from nahtlos.people.reads import actor_for, has_account
from nahtlos.people.words import in_words
from nahtlos.web.people.done import back
from nahtlos.web.people.forms import AcceptForm, InviteForm
from nahtlos.web.people.views import chosen_tenant
from nahtlos.web.people.words import role_in_words
from nahtlos.web.work.door import WorkRequest, context, signed_in


@signed_in
def invite(request: WorkRequest) -> HttpResponse:
    tenant = chosen_tenant(request, tenants_for(request.actor, "manage", "person"))
    given = roles_given(request.actor, tenant)
    form = InviteForm(request.POST or None, given=given)
    problem, status = "", 200
    if form.is_valid():
        try:
            made = verbs.invite(
                actor=request.actor, tenant=tenant, email=form.cleaned_data["email"], label=form.cleaned_data["label"],
                roles=form.chosen(), link=_link(request), now=timezone.now(),
            )  # fmt: skip
        except NotPossible as error:
            problem, status = str(error), 409
        else:
            return back(tenant, "invitation", made.pk)
    marked = request.POST.getlist("roles")
    options = [role_in_words(role, is_held=role.value in marked) for role in given]
    page = context(request, form=form, own=tenant, options=options, problem=problem)
    return render(request, "people/invite.html", page, status=status)


@require_POST
@signed_in
def again(request: WorkRequest, pk: int) -> HttpResponse:
    found = invitation_for(request.actor, pk)
    try:
        verbs.invite_again(actor=request.actor, invitation=found, link=_link(request), now=timezone.now())
    except NotPossible as error:
        return _refused(request, found, error)
    return back(found.tenant, "invitation", pk)


@require_POST
@signed_in
def withdraw(request: WorkRequest, pk: int) -> HttpResponse:
    found = invitation_for(request.actor, pk)
    try:
        verbs.withdraw(actor=request.actor, invitation=found, now=timezone.now())
    except NotPossible as error:
        return _refused(request, found, error)
    return back(found.tenant, "invitation", pk)


@never_cache
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """The page behind a mailed link. Looking at it uses nothing up, for mail scanners follow links."""
    try:
        found = verbs.invitation_by_token(token, now=timezone.now())
        if has_account(found.email):
            return _with_account(request, found, token)
        return _without_account(request, found, token)
    except LinkSpent as spent:
        return render(request, "people/link_spent.html", {"state": spent.state}, status=410 if spent.state else 404)
    except HasAccount:
        return redirect(request.path)


@never_cache
def welcome(request: HttpRequest) -> HttpResponse:
    return render(request, "people/welcome.html")


@never_cache
def suspended(request: HttpRequest) -> HttpResponse:
    """Where the sign-in sends somebody with the right password and a suspended account."""
    return render(request, "people/suspended.html")


def _without_account(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    form = AcceptForm(request.POST or None, email=found.email, initial={"label": found.label})
    if form.is_valid():
        values = form.cleaned_data
        verbs.accept(token=token, label=values["label"], password=values["password"], now=timezone.now())
        return redirect("invitation_accepted")
    page = {"invitation": found, "roles": in_words(found.roles), "form": form}
    return render(request, "people/accept.html", page)


def _with_account(request: HttpRequest, found: Invitation, token: str) -> HttpResponseBase:
    """Somebody who works elsewhere already takes the roles with the account there is, after signing in."""
    user = request.user
    is_theirs = user.is_authenticated and user.email == found.email
    if request.method == "POST" and not user.is_authenticated:
        return redirect_to_login(request.path)
    if request.method == "POST" and is_theirs and user.is_authenticated:
        verbs.join(actor=actor_for(user), token=token, now=timezone.now())
        return redirect("profile")
    page = {
        "invitation": found, "roles": in_words(found.roles), "is_theirs": is_theirs,
        "is_other": user.is_authenticated and not is_theirs,
    }  # fmt: skip
    return render(request, "people/join.html", page)


def _link(request: HttpRequest) -> verbs.Link:
    return lambda token: request.build_absolute_uri(reverse("invitation", args=[token]))


def _refused(request: WorkRequest, found: Invitation, error: NotPossible) -> HttpResponse:
    page = context(request, own=found.tenant, problem=str(error))
    return render(request, "people/refused.html", page, status=409)
