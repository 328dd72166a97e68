"""The workspace page on which a tenant sets its name, colour and logo."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from nahtlos.journal.reads import last_act
from nahtlos.people.access import own_tenant
from nahtlos.people.models import Tenant
from nahtlos.people.writes import change_appearance
from nahtlos.rules.appearance import Palette, palette
from nahtlos.web.appearance.forms import AppearanceForm
from nahtlos.web.work.door import WorkRequest, context, signed_in


@signed_in
def appearance(request: WorkRequest) -> HttpResponse:
    own = own_tenant(request.actor, "edit", "tenant_appearance")
    initial = {"name": own.name, "tagline": own.tagline, "colour": own.colour}
    form = AppearanceForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        change_appearance(actor=request.actor, tenant=own, values=form.values(), now=timezone.now())
        return redirect(f"{reverse('appearance')}?getan={own.pk}")
    done = last_act(request.actor, "tenant_appearance", request.GET.get("getan", ""))
    page = context(request, form=form, own=own, done=done, steps=_steps(own))
    return render(request, "appearance/work_appearance.html", page)


def _steps(own: Tenant) -> Palette | None:
    return palette(own.colour) if own.colour else None
