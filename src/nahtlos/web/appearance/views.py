"""Small files that depend on a tenant or on the house: colours, logo, icon, the rules for robots."""

from __future__ import annotations

import hashlib
from dataclasses import asdict

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from nahtlos.people.models import Tenant
from nahtlos.rules.appearance import Steps, palette

# The address changes with the content.
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}

ROBOTS = """User-agent: *
Disallow: /arbeit/
Disallow: /anbieter/
Disallow: /redaktion/
Disallow: /gesundheit/
"""


@require_safe
def colours(request: HttpRequest, key: str, colour: str) -> HttpResponse:
    """The style sheet of a tenant's colour, light and dark."""
    if not Tenant.objects.filter(key=key, colour__iexact=f"#{colour}").exists():
        raise Http404
    try:
        steps = palette(f"#{colour}")
    except ValueError as error:
        raise Http404 from error
    light = _variables(steps.light) + f"--nl-foot:{steps.foot};"
    dark = _variables(steps.dark)
    text = f":root{{{light}}}\n@media screen and (prefers-color-scheme: dark){{:root{{{dark}}}}}\n"
    return HttpResponse(text, content_type="text/css; charset=utf-8", headers=FOREVER)


def _variables(steps: Steps) -> str:
    return "".join(f"--nl-petrol-{name.removeprefix('s')}:{value};" for name, value in asdict(steps).items())


@require_safe
def logo(request: HttpRequest, key: str, digest: str) -> HttpResponse:
    """A tenant's logo. It is shown as a picture only, and the policy of all pages forbids scripts in it."""
    text = Tenant.objects.filter(key=key).values_list("logo", flat=True).first()
    if not text or digest != logo_digest(text):
        raise Http404
    return HttpResponse(text, content_type="image/svg+xml; charset=utf-8", headers=FOREVER)


def logo_digest(text: str) -> str:
    """What makes a logo's address change when the logo does."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """For browsers that ask without reading the page's own link."""
    return HttpResponseRedirect(static("nahtlos/signet.svg"))
