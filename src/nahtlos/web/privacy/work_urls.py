from __future__ import annotations

from django.urls import path

from nahtlos.web.privacy import work_views

urlpatterns = [path("", work_views.export_own, name="export_own")]
