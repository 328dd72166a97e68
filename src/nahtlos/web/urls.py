"""The addresses of the house: one list per area."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from nahtlos.web.health import urls as health

handler400 = "nahtlos.web.errors.bad_request"
handler403 = "nahtlos.web.errors.forbidden"
handler404 = "nahtlos.web.errors.not_found"
handler500 = "nahtlos.web.errors.server_error"

urlpatterns = [
    path("gesundheit/", include(health)),
    path("arbeit/", include("nahtlos.web.work.urls")),
    path("", include("nahtlos.web.appearance.urls")),
    *i18n_patterns(
        path("", include("nahtlos.web.start.urls")),
        path("", include("nahtlos.web.directory.urls")),
        path("orte/", include("nahtlos.web.places.urls")),
        path("programm/", include("nahtlos.web.programme.urls")),
        path("", include("nahtlos.web.privacy.urls")),
        path("", include("nahtlos.web.voices.urls")),
        path("", include("nahtlos.web.announced.urls")),
        prefix_default_language=False,
    ),
]
