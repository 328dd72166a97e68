"""Django answers a wrong method with an empty page; people get one that says what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render


class WordsForWrongMethod:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Rendering a page for OPTIONS or TRACE would only cost; nothing here answers to them.
        is_known = request.method in {"GET", "HEAD", "POST"}
        response = self.get_response(request) if is_known else HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        if response.status_code != 405 or response.streaming or response.content:
            return response
        page = render(request, "errors/405.html", status=405)
        page.headers["Allow"] = response.headers.get("Allow", "")
        return page
