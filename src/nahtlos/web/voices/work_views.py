"""The workspace pages of reported barriers: the queue, one report with its answer, figures by year."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nahtlos.journal.reads import last_act
from nahtlos.people.access import own_tenant
from nahtlos.rules.barriers import OPEN
from nahtlos.voices import reads, writes
from nahtlos.voices.models import BarrierReport
from nahtlos.web.voices.forms import FORMATS, AnswerForm
from nahtlos.web.voices.words import STATES
from nahtlos.web.work.door import WorkRequest, context, signed_in


@signed_in
def queue(request: WorkRequest) -> HttpResponse:
    """Open reports first, the one with the least time left on top; then what was answered, then the figures."""
    tenant = own_tenant(request.actor, "handle", "barrier_report")
    today = timezone.localdate()
    page = context(
        request,
        waiting=[(one, STATES[one.report.state]) for one in reads.open_reports(tenant.key, today)],
        answered=reads.answered_reports(tenant),
        years=[(year, round(100 * year.overdue_share)) for year in reads.statistics(tenant, today)],
        done=_done(request),
    )
    return render(request, "voices/work_queue.html", page)


@signed_in
def one(request: WorkRequest, pk: int) -> HttpResponse:
    """One report. A POST answers it."""
    report = writes.report_for(request.actor, pk)
    form = AnswerForm(request.POST or None, initial={"answer": report.answer, "version": report.version})
    if form.is_valid():
        version, answer = form.cleaned_data["version"], form.cleaned_data["answer"]
        try:
            writes.answer_report(actor=request.actor, report=report, version=version, answer=answer, now=timezone.now())
        except writes.Conflict as conflict:
            again = AnswerForm(initial={"answer": answer, "version": conflict.current.version})
            return _page(request, conflict.current, again, status=409)
        return _back(report)
    return _page(request, report, form)


def _page(request: WorkRequest, report: BarrierReport, form: AnswerForm, status: int = 200) -> HttpResponse:
    page = context(
        request,
        report=report,
        form=form,
        clock=reads.clock_of(report, timezone.localdate()),
        state=STATES[report.state],
        is_open=report.state in OPEN,
        wished=dict(FORMATS)[report.wished_format] if report.wished_format else "",
        is_conflict=status == 409,
    )
    return render(request, "voices/work_report.html", page, status=status)


@require_POST
@signed_in
def take_up(request: WorkRequest, pk: int) -> HttpResponse:
    return _step(request, pk, writes.take_up_report)


@require_POST
@signed_in
def reopen(request: WorkRequest, pk: int) -> HttpResponse:
    return _step(request, pk, writes.reopen_report)


def _step(request: WorkRequest, pk: int, verb: Any) -> HttpResponse:
    """A button without entries: whoever pressed it on an old page sees how the report is now."""
    report = writes.report_for(request.actor, pk)
    version = request.POST.get("version", "")
    try:
        verb(
            actor=request.actor,
            report=report,
            version=int(version) if version.isdecimal() else 0,
            now=timezone.now(),
        )
    except writes.Conflict as conflict:
        current = conflict.current
        return _page(request, current, AnswerForm(initial={"answer": "", "version": current.version}), status=409)
    return _back(report)


def _back(report: BarrierReport) -> HttpResponse:
    return redirect(f"{reverse('barrier_queue')}?getan={report.pk}")


def _done(request: WorkRequest) -> dict[str, Any] | None:
    """What this person did last to the report that the address names, and how to undo it."""
    act = last_act(request.actor, "barrier_report", request.GET.get("getan", ""))
    sentences = {
        "take_up": _("Report %(label)s is in work."),
        "answer": _("Report %(label)s is answered."),
        "reopen": _("Report %(label)s is open again."),
    }
    if act is None or act.verb not in sentences:
        return None
    undo = None
    if act.verb == "answer":
        report = writes.report_for(request.actor, int(act.object_id))
        undo = {"url": reverse("barrier_report_reopen", args=[report.pk]), "version": report.version}
    return {"sentence": sentences[act.verb] % {"label": act.object_label}, "undo": undo}
