"""Pages for when something went wrong: what happened, nothing is lost, what next."""

from __future__ import annotations

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from nahtlos.web.work.resend import confirm_again, is_own_page

logger = logging.getLogger(__name__)

LAST_RESORT = """<!doctype html><html lang="de"><title>Das hat nicht geklappt – nahtlos</title>
<h1>Das hat nicht geklappt.</h1><p>Bitte versuchen Sie es in einigen Minuten noch einmal.</p>
<p>In Gefahr: <a href="tel:112">112</a> Feuerwehr und Rettungsdienst, <a href="tel:110">110</a> Polizei</p></html>"""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Without the frame: the very host name may be what is wrong, and the frame asks for it."""
    return HttpResponse(render_to_string("errors/400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", {"sentence": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without database, frame or anything else that may be what is broken."""
    try:
        text = str(render_to_string("errors/500.html"))
    except Exception:
        logger.exception("the page for server errors failed")
        text = LAST_RESORT
    return HttpResponse(text, status=500)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF check said no: mostly a form that stood open too long. What our own page sent is offered again."""
    is_sign_in = request.path == settings.LOGIN_URL  # a password is never kept, so there is nothing to send again
    if request.path.startswith("/arbeit/") and not is_sign_in and is_own_page(request):
        return confirm_again(request)
    return render(request, "errors/form_refused.html", status=403)
