"""What somebody typed while the sign-in or the form's token ran out: shown again, to be sent with one more press."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

# Secrets are typed anew, and the old token is what had run out.
NEVER_KEPT = {"password", "password1", "password2", "oldpassword", "csrfmiddlewaretoken", "code"}


def kept_entries(posted: QueryDict) -> list[tuple[str, str]]:
    """The entries of a form that can be shown again."""
    return [
        (name, value)
        for name, values in posted.lists()
        if name.lower() not in NEVER_KEPT
        for value in values
        if isinstance(value, str)
    ]


def is_own_page(request: HttpRequest) -> bool:
    """Whether a page of ours sent this form; only then its entries may be offered for sending again."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin", "").endswith(f"//{request.get_host()}")


def sign_in_again(request: HttpRequest) -> HttpResponse:
    """The answer to a form that came after its sender's sign-in had ended."""
    return _entries_again(request, "work/sign_in_again.html", 401)


def confirm_again(request: HttpRequest) -> HttpResponse:
    """The answer to a form of ours whose token had run out."""
    return _entries_again(request, "work/confirm_again.html", 403)


def _entries_again(request: HttpRequest, template: str, status: int) -> HttpResponse:
    response = render(request, template, {"entries": kept_entries(request.POST)}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
