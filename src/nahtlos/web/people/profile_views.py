"""What belongs to oneself: the profile, and what one has done."""

from __future__ import annotations

from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from nahtlos.journal.reads import acts_of
from nahtlos.people.reads import own_roles, person_of
from nahtlos.people.writes import change_label
from nahtlos.web.people.forms import LabelForm
from nahtlos.web.people.words import act_in_words, allowed_in_words, role_in_words
from nahtlos.web.work.door import WorkRequest, context, signed_in

ACTS_A_PAGE = 30


@signed_in
def profile(request: WorkRequest) -> HttpResponse:
    """Who I am here, what my roles allow, and what others see of me."""
    form = LabelForm(request.POST or None, initial={"label": request.actor.label})
    if form.is_valid():
        change_label(actor=request.actor, label=form.cleaned_data["label"], now=timezone.now())
        return redirect(f"{reverse('profile')}?getan=1")
    roles = [
        {"tenant": tenant, "role": role_in_words(role), "allowed": allowed_in_words(role)}
        for tenant, role in own_roles(request.actor)
    ]
    page = {"form": form, "person": person_of(request.actor), "roles": roles, "is_saved": "getan" in request.GET}
    return render(request, "people/profile.html", context(request, **page))


@signed_in
def acts(request: WorkRequest) -> HttpResponse:
    """The own entries of the journal as sentences, by day."""
    page = Paginator(acts_of(request.actor), ACTS_A_PAGE).get_page(request.GET.get("seite"))
    told = [(timezone.localtime(one.at), act_in_words(one)) for one in page.object_list]
    days = [(day, list(rows)) for day, rows in groupby(told, key=lambda row: row[0].date())]
    return render(request, "people/acts.html", context(request, page=page, days=days))
