from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nahtlos.web.announced.pages import TO_COME
from nahtlos.web.frame import HAGE

CARDS: tuple[tuple[str, str | Promise, str | Promise], ...] = (
    (
        "about_chains",
        _("Präventionsketten Hessen"),
        _("What a chain of prevention is and how a commune begins."),
    ),
    ("growing_up", _("Growing up well"), _("What children need, and what communes can do about it.")),
    ("childrens_rights", _("Living children’s rights"), _("Which rights children have and how they become real.")),
    ("news", _("Dates and news"), _("What is on next and what is new.")),
)


def home(request: HttpRequest) -> HttpResponse:
    """The programme's Home."""
    cards = [
        {"url": reverse(name), "title": title, "sentence": sentence, "is_to_come": name in TO_COME}
        for name, title, sentence in CARDS
    ]
    return render(
        request, "programme/home.html", {"hage": HAGE, "cards": cards, "communes_to_come": "communes" in TO_COME}
    )
