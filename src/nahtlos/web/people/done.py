"""What stands above a list after an act: one sentence, and the way back where there is one."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from nahtlos.journal.models import Entry
from nahtlos.journal.reads import last_act
from nahtlos.people.models import Tenant
from nahtlos.web.work.door import WorkRequest


@dataclass(frozen=True)
class Done:
    sentence: str
    undo: str = ""
    undo_label: str = ""
    tenant: str = ""
    roles: tuple[str, ...] = ()


def back(tenant: Tenant, kind: str, pk: int) -> HttpResponse:
    """To the list of the tenant. The address names the object and the journal knows the act."""
    return redirect(f"{reverse('people')}?kommune={tenant.key}&getan={kind}-{pk}")


def done(request: WorkRequest) -> Done | None:
    """What this person did last to the object that the address names."""
    kind, _dash, pk = request.GET.get("getan", "").partition("-")
    act = last_act(request.actor, kind, pk) if kind in {"person", "invitation"} else None
    if act is None:
        return None
    sentences = {
        "invite": _("The invitation for “%(label)s” is on its way."),
        "invite_again": _("“%(label)s” gets a new link. The old one no longer works."),
        "withdraw": _("The invitation for “%(label)s” is withdrawn."),
        "change_roles": _("The roles of “%(label)s” are changed."),
        "suspend": _("“%(label)s” cannot sign in any more. All roles are kept."),
        "resume": _("“%(label)s” can sign in again."),
        "hand_over": _("Everything of “%(label)s” is handed over to “%(to)s”."),
    }
    if act.verb not in sentences:
        return None
    to = act.detail.get("to", ["", ""])[1]
    return _with_undo(act, sentences[act.verb] % {"label": act.object_label, "to": to})


def _with_undo(act: Entry, sentence: str) -> Done:
    pk, undo = act.object_id, _("Undo")
    match act.verb:
        case "invite" | "invite_again":
            return Done(sentence, reverse("invitation_withdraw", args=[pk]), _("Withdraw it"), act.tenant)
        case "withdraw":
            return Done(sentence, reverse("invitation_again", args=[pk]), _("Invite again"), act.tenant)
        case "suspend":
            return Done(sentence, reverse("person_resume", args=[pk]), undo, act.tenant)
        case "change_roles":
            return Done(sentence, reverse("person_roles", args=[pk]), undo, act.tenant, tuple(act.detail["roles"][0]))
        case _:
            return Done(sentence)
