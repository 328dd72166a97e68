"""The workspace pages of the accessibility statement: its entries and its facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nahtlos.journal.reads import last_act
from nahtlos.people.access import own_tenant
from nahtlos.rules.barriers import review_is_due
from nahtlos.voices import statement_writes as writes
from nahtlos.voices.models import StatementEntry, StatementFacts
from nahtlos.voices.reads import statement
from nahtlos.voices.writes import Conflict
from nahtlos.web.voices.forms import EntryForm, FactsForm
from nahtlos.web.voices.words import COMPLIANCE, GROUNDS, MISSING
from nahtlos.web.work.door import WorkRequest, context, signed_in

RIGHT = ("edit", "statement")


@signed_in
def entries(request: WorkRequest) -> HttpResponse:
    """All known barriers, what the statement still lacks, and what was done last with its undo."""
    tenant = own_tenant(request.actor, *RIGHT)
    today = timezone.localdate()
    found = statement(tenant, today)
    page = context(
        request,
        statement=found,
        open=[(entry, GROUNDS[entry.ground]) for entry in found.open],
        is_own=found.facts.pk is not None and found.facts.tenant_id == tenant.pk,
        status=COMPLIANCE[found.compliance],
        missing=[MISSING[duty] for duty in found.missing],
        is_due=review_is_due(found.facts.reviewed_on, today),
        done=_done(request),
    )
    return render(request, "voices/work_statement.html", page)


@require_POST
@signed_in
def begin(request: WorkRequest) -> HttpResponse:
    tenant = own_tenant(request.actor, *RIGHT)
    writes.begin_statement(actor=request.actor, tenant=tenant, now=timezone.now())
    return redirect("statement_entries")


@require_POST
@signed_in
def confirm(request: WorkRequest) -> HttpResponse:
    facts = writes.facts_of(own_tenant(request.actor, *RIGHT))
    writes.confirm_statement(actor=request.actor, facts=facts, now=timezone.now())
    return _back("statement", facts.pk)


@signed_in
def add(request: WorkRequest) -> HttpResponse:
    tenant = own_tenant(request.actor, *RIGHT)
    form = EntryForm(request.POST or None, initial={"since": timezone.localdate()})
    if form.is_valid():
        entry = writes.add_entry(actor=request.actor, tenant=tenant, values=form.cleaned_data, now=timezone.now())
        return _back("statement_entry", entry.pk)
    return _form(request, form, _("Add a barrier"))


@signed_in
def change(request: WorkRequest, pk: int) -> HttpResponse:
    entry = writes.entry_for(request.actor, pk)
    form = EntryForm(request.POST or None, initial=_values(entry, writes.ENTRY_FIELDS))
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            writes.change_entry(
                actor=request.actor, entry=entry, version=version, values=form.cleaned_data, now=timezone.now()
            )
        except Conflict as conflict:
            theirs = _values(conflict.current, writes.ENTRY_FIELDS)
            return _conflict(request, form, EntryForm, theirs, title=entry.title)
        return _back("statement_entry", pk)
    return _form(request, form, entry.title)


@signed_in
def facts(request: WorkRequest) -> HttpResponse:
    """The facts beside the entries."""
    known = writes.facts_of(own_tenant(request.actor, *RIGHT))
    form = FactsForm(request.POST or None, initial=_values(known, writes.FACT_FIELDS))
    if form.is_valid():
        version, values = form.cleaned_data["version"], form.cleaned_data
        try:
            writes.change_facts(actor=request.actor, facts=known, version=version, values=values, now=timezone.now())
        except Conflict as conflict:
            theirs = _values(conflict.current, writes.FACT_FIELDS)
            return _conflict(request, form, FactsForm, theirs, title=_("Facts of the statement"))
        return _back("statement", known.pk)
    return _form(request, form, _("Facts of the statement"))


@require_POST
@signed_in
def resolve(request: WorkRequest, pk: int) -> HttpResponse:
    entry = writes.entry_for(request.actor, pk)
    writes.set_entry_resolved(actor=request.actor, entry=entry, resolved=True, now=timezone.now())
    return _back("statement_entry", pk)


@require_POST
@signed_in
def unresolve(request: WorkRequest, pk: int) -> HttpResponse:
    entry = writes.entry_for(request.actor, pk)
    writes.set_entry_resolved(actor=request.actor, entry=entry, resolved=False, now=timezone.now())
    return _back("statement_entry", pk)


def _values(row: StatementEntry | StatementFacts, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in (*names, "version")}


def _form(request: WorkRequest, form: forms.Form, title: str, **more: Any) -> HttpResponse:
    page = context(request, form=form, title=title, **more)
    return render(request, "voices/work_statement_form.html", page, status=409 if more else 200)


def _conflict(
    request: WorkRequest, form: forms.Form, kind: type[forms.Form], theirs: dict[str, Any], *, title: str
) -> HttpResponse:
    """Show what the other wrote beside what was typed here; saving again then overwrites knowingly."""
    mine = dict(form.cleaned_data)
    differences = [
        (field.label, theirs[name], mine[name])
        for name, field in form.fields.items()
        if name != "version" and theirs[name] != mine[name]
    ]
    again = kind(initial=mine | {"version": theirs["version"]})
    return _form(request, again, title, differences=differences)


def _back(kind: str, pk: int) -> HttpResponse:
    """To the list, which says what was done. The address names the object and the journal knows the act."""
    return redirect(f"{reverse('statement_entries')}?{'angaben' if kind == 'statement' else 'getan'}={pk}")


def _done(request: WorkRequest) -> dict[str, str] | None:
    if "angaben" in request.GET:
        act = last_act(request.actor, "statement", request.GET["angaben"])
    else:
        act = last_act(request.actor, "statement_entry", request.GET.get("getan", ""))
    if act is None:
        return None
    if act.object_kind == "statement":
        sentence = _("Reviewed as of today.") if act.verb == "verify" else _("The facts are saved.")
        return {"sentence": sentence, "undo": ""}
    sentences = {
        "add": _("“%(title)s” stands in the statement now."),
        "change": _("“%(title)s” is saved."),
        "resolve": _("“%(title)s” counts as removed."),
        "unresolve": _("“%(title)s” stands among the known barriers again."),
    }
    undo = reverse("statement_entry_unresolve", args=[act.object_id]) if act.verb == "resolve" else ""
    return {"sentence": sentences[act.verb] % {"title": act.object_label}, "undo": undo}
