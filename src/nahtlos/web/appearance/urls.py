from __future__ import annotations

from django.urls import path

from nahtlos.web.appearance import views

urlpatterns = [
    path("gestaltung/<slug:key>-<slug:colour>.css", views.colours, name="tenant_colours"),
    path("gestaltung/<slug:key>-<slug:digest>.svg", views.logo, name="tenant_logo"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
]
