from __future__ import annotations

from django.urls import path

from nahtlos.web.appearance import work_views as views

urlpatterns = [path("", views.appearance, name="appearance")]
