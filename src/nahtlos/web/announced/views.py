from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nahtlos.directory.models import HelpContact
from nahtlos.directory.reads import help_contacts
from nahtlos.people.reads import tenant_for_host
from nahtlos.places.lookup import places_called
from nahtlos.web.announced.pages import PLACES, Announced
from nahtlos.web.directory.help import Shown, shown
from nahtlos.web.start.views import PHASES, TRANSITIONS

AT_MOST = 5


def announced(request: HttpRequest, page: Announced) -> HttpResponse:
    """A page to come, inside the door that leads to it."""
    context: dict[str, Any] = {
        "page": page,
        "door": f"{page.door}.html",
        "ways": [(label, reverse(name)) for label, name in page.ways],
    }
    if page.names_contact:
        context["contact"] = _contact(request)
    return render(request, "announced/announced.html", context)


def services(request: HttpRequest, page: Announced) -> HttpResponse:
    """The search to come: it answers with what was asked, keeps it in the box, and knows the place already."""
    asked = {name: " ".join(request.GET.get(name, "")[:200].split()) for name in ("q", "ort", "alter")}
    phase = next((one for one in (*PHASES, *TRANSITIONS) if one.slug == request.GET.get("phase")), None)
    found = places_called(asked["ort"], timezone.localdate())[:AT_MOST] if asked["ort"] else ()
    ways = [
        (_("To the page of %(place)s") % {"place": place.name}, reverse("place", args=[place.slug])) for place in found
    ]
    rest = [PLACES] if found else list(page.ways)
    context = asked | {
        "page": page,
        "door": f"{page.door}.html",
        "phase": phase,
        "place": found[0].name if found else "",
        "was_asked": bool(phase or asked["q"] or asked["ort"]),
        "ways": ways + [(label, reverse(name)) for label, name in rest],
    }
    return render(request, "announced/services.html", context)


def _contact(request: HttpRequest) -> Shown | None:
    """The office that answers until the page is there: the tenant's own, not the emergency number beside it."""
    tenant = tenant_for_host(request.get_host().partition(":")[0])
    contacts = [shown(one) for one in help_contacts(tenant) if one.group == HelpContact.Group.OFFICE] if tenant else []
    return next((one for one in contacts if len(one.dial) > len("112")), None)


def all_languages(request: HttpRequest) -> HttpResponse:
    return render(request, "announced/languages.html")
