"""What the journal, the mail table and the jobs hold about people, and how a person leaves them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from nahtlos.journal.jobs import deliver_mail
from nahtlos.journal.models import Entry, Mail
from nahtlos.journal.periodic import JOB_KEPT_FOR, MAIL_KEPT_FOR, NAMES_KEPT_FOR
from nahtlos.journal.rewriting import rewrite
from nahtlos.rules.privacy import (
    ACCOUNTABILITY,
    PUBLIC_TASK,
    About,
    Erasure,
    Holding,
    Subject,
    erased,
    function,
    without,
)

ACTS, MAILS = "Was Sie getan haben", "Mails an Sie"

HOLDINGS = (
    Holding(
        "journal.Entry",
        ("actor_id", "actor_label"),
        About.ACCOUNTS,
        what="Wer etwas geändert hat: Nummer und Bezeichnung des Zugangs",
        purpose="nachweisen, wer welche Angabe geändert, geprüft oder veröffentlicht hat",
        basis=ACCOUNTABILITY,
        kept="drei Jahre, danach nur noch die Funktion",
        kept_for=NAMES_KEPT_FOR,
        erasure=Erasure.REPLACE,
        export=ACTS,
    ),
    Holding(
        "journal.Entry",
        ("at", "actor_kind", "actor_roles", "verb", "object_kind", "tenant"),
        About.ACCOUNTS,
        what="Was wann und in welcher Funktion geändert wurde",
        purpose="die Geschichte einer Angabe nachvollziehen",
        basis=ACCOUNTABILITY,
        kept="auf Dauer, nach drei Jahren ohne Namen",
        erasure=Erasure.KEEP,
        erasure_reason="ohne Namen und Nummer sagt der Eintrag nichts mehr über einen Menschen",
        export=ACTS,
    ),
    Holding(
        "journal.Entry",
        ("object_id", "object_label", "detail"),
        About.ACCOUNTS,
        what="Woran etwas geändert wurde, mit dem Stand vorher und nachher; das kann ein Zugang sein",
        purpose="die Geschichte einer Angabe nachvollziehen und Fehler rückgängig machen",
        basis=ACCOUNTABILITY,
        kept="auf Dauer; was einen Zugang betrifft, drei Jahre",
        kept_for=NAMES_KEPT_FOR,
        erasure=Erasure.REPLACE,
        export=ACTS,
    ),
    Holding(
        "journal.Mail",
        ("recipient", "subject", "text", "html", "created_at", "finished_at", "state", "error"),
        About.RECIPIENTS,
        what="Mailadresse, Betreff und Text einer Mail, und ob sie angekommen ist",
        purpose="Mails verschicken, bei Störungen noch einmal, und Fragen dazu beantworten",
        basis=PUBLIC_TASK,
        kept="90 Tage",
        kept_for=MAIL_KEPT_FOR,
        erasure=Erasure.DELETE,
        export=MAILS,
    ),
    Holding(
        "django_tasks_database.DBTaskResult",
        ("args_kwargs", "return_value", "exception_class_path", "traceback"),
        About.RECIPIENTS,
        what="Aufträge des Servers, zum Beispiel „Mail Nummer 12 verschicken“, und Fehler dabei",
        purpose="Arbeit im Hintergrund erledigen",
        basis=PUBLIC_TASK,
        kept="14 Tage nach dem Ende",
        kept_for=JOB_KEPT_FOR,
        erasure=Erasure.DELETE,
        not_exported="Die Aufträge nennen Mails nur mit ihrer Nummer; die Mails selbst stehen in der Auskunft.",
    ),
)

NOT_PERSONAL = {
    "journal.Entry": ("id",),
    "journal.Mail": ("id", "sender", "attempts", "next_attempt_at"),
    "journal.PageVersion": ("id", "number"),
    "journal.PeriodicRun": ("id", "name", "last_started_at", "last_finished_at", "held_until"),
    "django_tasks_database.DBTaskResult": (
        "id", "status", "enqueued_at", "started_at", "finished_at", "priority", "task_path", "worker_ids",
        "queue_name", "backend_name", "run_after",
    ),
}  # fmt: skip

TEXTS = ("object_label", "detail")
MAIL_TEXTS = ("subject", "text", "html", "error")


def labels_of(person_id: str) -> frozenset[str]:
    """Every label that the journal knows of this account, old ones included; two statements."""
    acted = Entry.objects.filter(actor_kind="person", actor_id=person_id).order_by()
    met = Entry.objects.filter(object_kind="person", object_id=person_id).order_by()
    labels = {*acted.values_list("actor_label", flat=True), *met.values_list("object_label", flat=True)}
    return frozenset(labels - {""})


def export(subject: Subject) -> dict[str, list[dict[str, object]]]:
    """The person's acts, without what they say about others, and the mails to the person."""
    return {
        ACTS: [_as_act(entry, subject) for entry in Entry.objects.filter(_of(subject)).order_by("pk")],
        MAILS: [
            {
                "an": mail.recipient,
                "geschrieben am": mail.created_at,
                "Betreff": mail.subject,
                "Text": mail.text,
                "Stand": mail.state,
                "erledigt am": mail.finished_at,
                "Fehler": mail.error,
            }
            for mail in _mails(subject)
        ],
    }


def _of(subject: Subject) -> Q:
    if not subject.id:
        return Q(pk__in=[])  # An empty id is what erased people have left.
    return Q(actor_kind="person", actor_id=subject.id) | Q(object_kind="person", object_id=subject.id)


def _as_act(entry: Entry, subject: Subject) -> dict[str, object]:
    """Rights of others are not to be harmed (DSGVO Art. 15 (4)): other people's names and values are left out."""
    is_own = (entry.actor_kind, entry.actor_id) == ("person", subject.id)
    is_another = entry.object_kind == "person" and entry.object_id != subject.id
    return {
        "am": entry.at,
        "von": entry.actor_label if is_own else function(entry.actor_roles.split()),
        "Handlung": entry.verb,
        "Art des Gegenstands": entry.object_kind,
        "Gegenstand": "eine andere Person" if is_another else entry.object_label,
        "geänderte Angaben": [] if is_another else sorted(entry.detail),
        "Kommune": entry.tenant,
    }


def _mails(subject: Subject) -> list[Mail]:
    """Mails to the person, whatever the case and the form (`Name <address>`)."""
    return [mail for mail in Mail.objects.order_by("pk") if _names(mail.recipient, subject)]


def _names(value: object, subject: Subject) -> bool:
    return without(value, subject.replaced) != value


def correct(subject: Subject, label: str, replaced: Mapping[str, str]) -> None:
    """Put the right label and the right words in the place of the wrong ones."""
    Entry.objects.filter(actor_kind="person", actor_id=subject.id).update(actor_label=label)
    Entry.objects.filter(object_kind="person", object_id=subject.id).update(object_label=label)
    rewrite(Entry.objects.all(), TEXTS, replaced)
    rewrite(Mail.objects.all(), ("recipient", *MAIL_TEXTS), replaced)


def erase(subject: Subject) -> dict[str, int]:
    """Entries keep the function and lose name and id; mails to the person and jobs that name it go."""
    counts = {"Einträge im Protokoll ohne Namen": _nameless(subject)}
    counts["Stellen in Texten des Protokolls ersetzt"] = rewrite(Entry.objects.all(), TEXTS, subject.replaced)
    mails = [mail.pk for mail in _mails(subject)]
    Mail.objects.filter(pk__in=mails).delete()
    counts["Mails gelöscht"] = len(mails)
    counts["Mails an andere geändert"] = rewrite(Mail.objects.all(), MAIL_TEXTS, subject.replaced)
    counts["Aufträge gelöscht"] = _erase_jobs(subject, set(mails))
    return counts


def _nameless(subject: Subject) -> int:
    if not subject.id:
        return 0
    acted = Entry.objects.filter(actor_kind="person", actor_id=subject.id)
    count = 0
    for roles in set(acted.order_by().values_list("actor_roles", flat=True)):
        words = function(roles.split()) if roles else subject.function
        count += acted.filter(actor_roles=roles).update(actor_id="", actor_label=erased(words))
    met = Entry.objects.filter(object_kind="person", object_id=subject.id)
    return count + met.update(object_id="", object_label=erased(subject.function), detail={})


def _erase_jobs(subject: Subject, mails: set[int]) -> int:
    gone = [job.pk for job in DBTaskResult.objects.all() if _is_about(job, subject, mails)]
    DBTaskResult.objects.filter(pk__in=gone).delete()
    return len(gone)


def _is_about(job: DBTaskResult[..., object], subject: Subject, mails: set[int]) -> bool:
    arguments = job.args_kwargs.get("args", [])
    if job.task_path == deliver_mail.module_path and mails.intersection(arguments):
        return True
    return _names([job.args_kwargs, job.return_value, job.exception_class_path, job.traceback], subject)
