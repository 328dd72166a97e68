"""`/datenschutz/`: what the register says, with the facts of this installation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nahtlos.people import register
from nahtlos.people.reads import tenant_for_host
from nahtlos.rules.privacy import in_notice_order

AUTHORITY = "Der Hessische Beauftragte für Datenschutz und Informationsfreiheit"
AUTHORITY_URL = "https://datenschutz.hessen.de"


@dataclass(frozen=True)
class Right:
    """One right of the people concerned, with its article."""

    name: str | Promise
    sentence: str | Promise
    article: str


RIGHTS = (
    Right(gettext_lazy("Access"), gettext_lazy("We tell you what we store about you and give you a copy."), "15"),
    Right(gettext_lazy("Rectification"), gettext_lazy("We correct what is wrong, also where it was copied to."), "16"),
    Right(
        gettext_lazy("Erasure"),
        gettext_lazy("We erase what we store about you. Where something was changed, your function remains."),
        "17",
    ),
    Right(
        gettext_lazy("Restriction"), gettext_lazy("We stop using your data while something has to be settled."), "18"
    ),
    Right(
        gettext_lazy("Objection"),
        gettext_lazy("You can object for reasons that lie in your situation. We then look at it anew."),
        "21",
    ),
)


@dataclass(frozen=True)
class Cookie:
    """A cookie of the signed-in: both are needed for signing in, so the law asks for no consent."""

    name: str
    purpose: str
    kept: str


def cookies() -> tuple[Cookie, ...]:
    """The cookies that this installation sets once somebody opens the sign-in page."""
    return (
        Cookie(settings.SESSION_COOKIE_NAME, _("keeps you signed in"), _kept(settings.SESSION_COOKIE_AGE)),
        Cookie(settings.CSRF_COOKIE_NAME, _("protects forms against forgery"), _("until you close the browser")),
    )


def _kept(seconds: int) -> str:
    time = timedelta(seconds=seconds)
    if time.days:
        return ngettext("%(n)s day", "%(n)s days", time.days) % {"n": time.days}
    hours = seconds // 3600
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}


def notice(request: HttpRequest) -> HttpResponse:
    """The privacy notice of the county that answers for these pages."""
    tenant = tenant_for_host(request.get_host().partition(":")[0])
    context = {
        "tenant": tenant,
        "controller": tenant.county or tenant if tenant else None,
        "groups": in_notice_order(register.holdings()),
        "rights": RIGHTS,
        "cookies": cookies(),
        "authority": AUTHORITY,
        "authority_url": AUTHORITY_URL,
    }
    return render(request, "privacy/notice.html", context)
