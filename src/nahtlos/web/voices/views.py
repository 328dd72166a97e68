"""The public pages: report a barrier, thank you, the accessibility statement."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from nahtlos.people.models import Tenant
from nahtlos.people.reads import tenant_for_host
from nahtlos.rules.barriers import Ground, clock
from nahtlos.voices.reads import statement
from nahtlos.voices.writes import receive_report
from nahtlos.web import formtoken
from nahtlos.web.middleware.cache import UNCACHED_PREFIXES
from nahtlos.web.voices.forms import BarrierForm
from nahtlos.web.voices.words import COMPLIANCE, GROUNDS

PURPOSE = "barrier"


@csrf_exempt
def report_barrier(request: HttpRequest) -> HttpResponse:
    """The form. Django's CSRF check would set a cookie, so the form's own token guards it."""
    now = timezone.now()
    sent = request.method == "POST"
    form = BarrierForm(request.POST if sent else None, initial={"page": asked_page(request.GET.get("seite", ""))})
    guard = formtoken.check(request, PURPOSE, now=now) if sent and form.is_valid() else None
    if isinstance(guard, formtoken.Passed):
        receive_report(tenant=_tenant(request), form=guard.number, values=form.cleaned_data, now=now)
        return redirect("report_barrier_thanks")
    refused = guard if isinstance(guard, formtoken.Refused) else None
    page = {"form": form, "refused": refused, "token": formtoken.issue(PURPOSE, now=now)}
    response = render(request, "voices/report.html", page, status=refused.status if refused else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


def thanks(request: HttpRequest) -> HttpResponse:
    """What happens now and until when."""
    today = timezone.localdate()
    return render(request, "voices/thanks.html", {"due": clock(today, today).due})


def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement, from its entries and facts."""
    found = statement(_tenant(request), timezone.localdate())
    groups = [(words, found.by_ground(Ground(ground))) for ground, words in GROUNDS.items()]
    page = {
        "statement": found,
        "groups": [(words, entries) for words, entries in groups if entries],
        "status": COMPLIANCE[found.compliance],
        "host": request.get_host(),
    }
    return render(request, "voices/statement.html", page)


def asked_page(path: str) -> str:
    """The page somebody comes from, as far as it may be shown: a path of this site, without query, nothing private."""
    path = path.partition("?")[0].partition("#")[0]
    is_path = path.startswith("/") and not path.startswith("//") and path.isprintable() and "\\" not in path
    return path if is_path and len(path) <= 300 and not path.startswith(UNCACHED_PREFIXES) else ""


def _tenant(request: HttpRequest) -> Tenant:
    tenant = tenant_for_host(request.get_host().partition(":")[0])
    if tenant is None:
        raise Http404
    return tenant
