"""What every page's frame needs: whose page it is, which door, which languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from nahtlos.people.models import Tenant
from nahtlos.people.reads import tenant_for_host
from nahtlos.web.appearance.views import logo_digest

# The line below the name as it ships; one that a tenant wrote is shown as written.
SHIPPED_LINES: dict[str, str | Promise] = {
    "Angebote für Familien": _("Offers for families"),
    "in Hessen": _("in Hessen"),
}

HAGE = "https://www.hage.de/"

# label, name of the address (or the address itself where it leads out of the house)
FAMILY_DOOR: tuple[tuple[str | Promise, str], ...] = (
    (_("Find"), "services"),
    (_("Entitlements"), "entitlements"),
    (_("Dates"), "events"),
    (_("Chain"), "chain"),
)
PROGRAMME_DOOR: tuple[tuple[str | Promise, str], ...] = (
    (_("Home"), "programme"),
    (_("Präventionsketten Hessen"), "about_chains"),
    (_("Growing up well"), "growing_up"),
    (_("Living children’s rights"), "childrens_rights"),
    (_("HAGE website"), HAGE),
    (_("Dates and news"), "news"),
)


@dataclass(frozen=True)
class Item:
    """One line of a menu."""

    label: str | Promise
    url: str
    is_current: bool
    is_external: bool = False


@dataclass(frozen=True)
class Language:
    """The same page in another language: `url` in full, `path` without the host; `start` is that language's start."""

    code: str
    name: str
    direction: str
    path: str
    url: str
    start: str
    is_current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for all templates; the tenant costs one statement, and only where a template asks for it."""
    german = translation.get_language() == "de"
    tenant: Any = SimpleLazyObject(lambda: tenant_for_host(request.get_host().partition(":")[0]))
    return {
        "tenant": tenant,
        "look": SimpleLazyObject(lambda: _look(tenant)),
        "family_nav": SimpleLazyObject(lambda: _menu(FAMILY_DOOR, request.path)),
        "programme_nav": SimpleLazyObject(lambda: _menu(PROGRAMME_DOOR, request.path)),
        "languages": SimpleLazyObject(lambda: languages(request)),
        "tagline": SimpleLazyObject(lambda: _tagline(tenant, german)),
        # What a tenant wrote is German; on pages of other languages it says so.
        "in_german": "" if german else SafeString(' lang="de" dir="ltr"'),
    }


def _tagline(tenant: Tenant | None, german: bool) -> dict[str, str]:
    """The line below the name in the reader's language, or marked as German."""
    line = tenant.tagline if tenant else ""
    if german or not line:
        return {"text": line}
    if line in SHIPPED_LINES:
        return {"text": str(SHIPPED_LINES[line])}
    return {"text": line, "lang": SafeString(' lang="de" dir="ltr"')}


def _look(tenant: Tenant | None) -> dict[str, str]:
    """The addresses of a tenant's own colours and logo, where it has them."""
    found = {}
    if tenant and tenant.colour:
        found["colours"] = reverse("tenant_colours", args=[tenant.key, tenant.colour.lstrip("#").lower()])
    if tenant and tenant.logo:
        found["logo"] = reverse("tenant_logo", args=[tenant.key, logo_digest(tenant.logo)])
    return found


def _menu(door: tuple[tuple[str | Promise, str], ...], path: str) -> list[Item]:
    items = []
    for label, name in door:
        is_external = name.startswith("https://")
        url = name if is_external else reverse(name)
        is_current = path == url or (name != "programme" and path.startswith(url))
        items.append(Item(label, url, is_current, is_external))
    return items


def languages(request: HttpRequest) -> list[Language]:
    """Every language of the house with the address of this very page in it; the workspace is German."""
    if request.path.startswith("/arbeit/"):
        return []
    current = translation.get_language() or settings.LANGUAGE_CODE
    bare = _without_language(request.get_full_path())
    found = []
    for code, _name in settings.LANGUAGES:
        info = translation.get_language_info(code)
        start = "/" if code == settings.LANGUAGE_CODE else f"/{code}/"
        path = start + bare.removeprefix("/")
        direction = "rtl" if info["bidi"] else "ltr"
        url = request.build_absolute_uri(path)
        found.append(Language(code, info["name_local"], direction, path, url, start, code == current))
    return found


def _without_language(path: str) -> str:
    # Two slashes at the front would make a link to a foreign host of the rest.
    path = "/" + path.lstrip("/")
    first, slash, rest = path[1:].partition("/")
    prefixes = {code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE}
    return "/" + rest.lstrip("/") if slash and first in prefixes else path
