from __future__ import annotations

from django.urls import path

from nahtlos.web.announced import views
from nahtlos.web.announced.pages import PAGES

VIEWS = {"services": views.services}

urlpatterns = [
    *[path(page.path, VIEWS.get(page.name, views.announced), {"page": page}, name=page.name) for page in PAGES],
    path("sprachen/", views.all_languages, name="all_languages"),
]
