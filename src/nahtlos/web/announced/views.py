from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from nahtlos.web.announced.pages import Announced


def announced(request: HttpRequest, page: Announced) -> HttpResponse:
    """A page to come, inside the door that leads to it."""
    ways = [(label, reverse(name)) for label, name in page.ways]
    return render(request, "announced/announced.html", {"page": page, "ways": ways, "door": f"{page.door}.html"})


def all_languages(request: HttpRequest) -> HttpResponse:
    return render(request, "announced/languages.html")
