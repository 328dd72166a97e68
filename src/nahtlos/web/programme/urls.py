from __future__ import annotations

from django.urls import path

from nahtlos.web.programme import views

urlpatterns = [path("", views.home, name="programme")]
