"""`/arbeit/meine-daten/`: what is stored about oneself, as a file. A POST, for handing it out is journaled."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from nahtlos.people.models import Person
from nahtlos.people.privacy_reads import subject_of
from nahtlos.people.privacy_writes import export_person
from nahtlos.web.work.door import WorkRequest, signed_in


@require_POST
@signed_in
def export_own(request: WorkRequest) -> HttpResponse:
    subject = subject_of(Person.objects.get(pk=request.actor.id))
    found = export_person(actor=request.actor, subject=subject, now=timezone.now())
    headers = {"Content-Disposition": 'attachment; filename="meine-daten.json"'}
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1}, headers=headers)
