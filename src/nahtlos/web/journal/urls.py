from __future__ import annotations

from django.urls import path

from nahtlos.web.journal import views

urlpatterns = [path("", views.outbox, name="outbox"), path("<int:pk>/", views.mail, name="outbox_mail")]
