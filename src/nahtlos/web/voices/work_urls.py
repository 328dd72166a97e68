from __future__ import annotations

from django.urls import path

from nahtlos.web.voices import statement_views, work_views

urlpatterns = [
    path("", work_views.queue, name="barrier_queue"),
    path("<int:pk>/", work_views.one, name="barrier_report_one"),
    path("<int:pk>/in-arbeit/", work_views.take_up, name="barrier_report_take_up"),
    path("<int:pk>/wieder-oeffnen/", work_views.reopen, name="barrier_report_reopen"),
    path("erklaerung/", statement_views.entries, name="statement_entries"),
    path("erklaerung/beginnen/", statement_views.begin, name="statement_begin"),
    path("erklaerung/geprueft/", statement_views.confirm, name="statement_confirm"),
    path("erklaerung/angaben/", statement_views.facts, name="statement_facts"),
    path("erklaerung/neu/", statement_views.add, name="statement_entry_add"),
    path("erklaerung/<int:pk>/", statement_views.change, name="statement_entry_change"),
    path("erklaerung/<int:pk>/behoben/", statement_views.resolve, name="statement_entry_resolve"),
    path("erklaerung/<int:pk>/wieder-da/", statement_views.unresolve, name="statement_entry_unresolve"),
]
