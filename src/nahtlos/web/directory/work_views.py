"""The workspace pages of 'Hilfe sofort': list, add, change, confirm, remove and bring back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nahtlos.directory import writes
from nahtlos.directory.models import HelpContact
from nahtlos.directory.reads import help_contacts as read_contacts
from nahtlos.directory.reads import removed_help_contacts
from nahtlos.journal.reads import last_act
from nahtlos.people.access import own_tenant
from nahtlos.web.directory.forms import GROUPS, HelpContactForm
from nahtlos.web.work.door import WorkRequest, context, signed_in

# What takes an act back, by the act's verb in the journal.
UNDO = {"remove": "help_contact_restore", "verify": "help_contact_withdraw"}


@signed_in
def help_contacts(request: WorkRequest) -> HttpResponse:
    """All contacts by section, what happened last with its undo above them."""
    tenant = own_tenant(request.actor, "edit", "help_contact")
    contacts = read_contacts(tenant)
    groups = [(label, [one for one in contacts if one.group == value]) for value, label in GROUPS]
    page = context(request, groups=groups, done=_done(request), removed=removed_help_contacts(tenant))
    return render(request, "directory/work_help.html", page)


@signed_in
def add(request: WorkRequest) -> HttpResponse:
    tenant = own_tenant(request.actor, "edit", "help_contact")
    form = HelpContactForm(request.POST or None)
    if form.is_valid():
        contact = writes.add_help_contact(
            actor=request.actor, tenant=tenant, values=form.cleaned_data, now=timezone.now()
        )
        return _back(contact)
    return render(request, "directory/work_help_form.html", context(request, form=form, contact=None))


@signed_in
def change(request: WorkRequest, pk: int) -> HttpResponse:
    contact = writes.help_contact_for(request.actor, pk)
    form = HelpContactForm(request.POST or None, initial=_values(contact))
    if form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            contact = writes.change_help_contact(
                actor=request.actor, contact=contact, version=version, values=form.cleaned_data, now=timezone.now()
            )
        except writes.Conflict as conflict:
            return _conflict(request, form, conflict.current)
        return _back(contact)
    return render(request, "directory/work_help_form.html", context(request, form=form, contact=contact))


def _conflict(request: WorkRequest, form: HelpContactForm, current: HelpContact) -> HttpResponse:
    """Show what the other wrote beside what was typed here; saving again then overwrites knowingly."""
    theirs, mine = _values(current), dict(form.cleaned_data)
    differences = [
        (field.label, theirs[name], mine[name])
        for name, field in form.fields.items()
        if name != "version" and theirs[name] != mine[name]
    ]
    again = HelpContactForm(initial=mine | {"version": current.version})
    page = context(request, form=again, contact=current, differences=differences)
    return render(request, "directory/work_help_form.html", page, status=409)


@require_POST
@signed_in
def confirm(request: WorkRequest, pk: int) -> HttpResponse:
    contact = writes.help_contact_for(request.actor, pk)
    version = request.POST.get("version", "")
    seen = int(version) if version.isdecimal() else 0
    try:
        writes.confirm_help_contact(actor=request.actor, contact=contact, version=seen, now=timezone.now())
    except writes.Conflict as conflict:
        form = HelpContactForm(initial=_values(conflict.current))
        page = context(request, form=form, contact=conflict.current, is_new_to_you=True)
        return render(request, "directory/work_help_form.html", page, status=409)
    return _back(contact)


@require_POST
@signed_in
def withdraw(request: WorkRequest, pk: int) -> HttpResponse:
    contact = writes.help_contact_for(request.actor, pk)
    return _back(writes.withdraw_check(actor=request.actor, contact=contact, now=timezone.now()))


@require_POST
@signed_in
def remove(request: WorkRequest, pk: int) -> HttpResponse:
    contact = writes.help_contact_for(request.actor, pk)
    contact = writes.set_help_contact_removed(actor=request.actor, contact=contact, removed=True, now=timezone.now())
    return _back(contact)


@require_POST
@signed_in
def restore(request: WorkRequest, pk: int) -> HttpResponse:
    contact = writes.help_contact_for(request.actor, pk)
    contact = writes.set_help_contact_removed(actor=request.actor, contact=contact, removed=False, now=timezone.now())
    return _back(contact)


def _values(contact: HelpContact) -> dict[str, Any]:
    return {name: getattr(contact, name) for name in (*writes.HELP_FIELDS, "version")}


def _back(contact: HelpContact) -> HttpResponse:
    """To the list, which says what was done. The address names the object and the journal knows the act."""
    return redirect(f"{reverse('help_contacts')}?getan={contact.pk}#nummer-{contact.pk}")


def _done(request: WorkRequest) -> dict[str, str] | None:
    """What this person did last to the object that the address names, and how to undo it."""
    act = last_act(request.actor, "help_contact", request.GET.get("getan", ""))
    if act is None:
        return None
    sentences = {
        "add": _("“%(title)s” is on the page now."),
        "change": _("“%(title)s” is saved. Please check it and confirm."),
        "verify": _("“%(title)s” is checked as of today."),
        "remove": _("“%(title)s” is taken off the page."),
        "withdraw": _("“%(title)s” counts as not checked again."),
        "restore": _("“%(title)s” is on the page again."),
    }
    undo = reverse(UNDO[act.verb], args=[act.object_id]) if act.verb in UNDO else ""
    return {"sentence": sentences[act.verb] % {"title": act.object_label}, "undo": undo}
