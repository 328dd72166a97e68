"""Mails are rows first: written with what causes them, sent once, tried again, given up with a reason."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage, send_mail
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from nahtlos.gateways import mail as gateway
from nahtlos.journal import jobs, periodic
from nahtlos.journal.mail import RETRY_AFTER_MINUTES, claim, queue
from nahtlos.journal.models import Mail
from nahtlos.settings.env import Mailer

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Any) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, mailer=Mailer(host="127.0.0.1", port=1, security="none"))


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    out: list[tuple[str, ...]] = []
    monkeypatch.setattr(gateway, "send", lambda *mail: out.append(mail))
    return out


def refuse(monkeypatch: pytest.MonkeyPatch, *, for_good: bool) -> None:
    def send(*_mail: str) -> None:
        raise gateway.Refused("SMTP 550" if for_good else "SMTP 451", for_good=for_good)

    monkeypatch.setattr(gateway, "send", send)


def message(*to: str) -> EmailMessage:
    return EmailMessage("Betreff\nmit Umbruch", "Text", "von@nahtlos.example", list(to or ["an@nahtlos.example"]))


def test_without_a_server_mails_are_kept_for_the_outbox(now: datetime) -> None:
    (mail,) = queue(message(), now=now)
    assert mail.state == Mail.State.KEPT
    assert not DBTaskResult.objects.exists()


def test_each_recipient_gets_a_row_and_a_subject_of_one_line(now: datetime) -> None:
    mails = queue(message("a@x.example", "b@x.example"), now=now)
    assert [mail.recipient for mail in mails] == ["a@x.example", "b@x.example"]
    assert mails[0].subject == "Betreff mit Umbruch"


def test_mails_of_libraries_go_the_same_way(settings: Any) -> None:
    settings.EMAIL_BACKEND = "nahtlos.journal.mail.QueueBackend"  # pytest-django puts another in its place
    send_mail("S", "T", "von@x.example", ["an@x.example"], html_message="<p>T</p>")
    assert Mail.objects.get(recipient="an@x.example").html == "<p>T</p>"


def test_a_mail_goes_out_once_however_often_the_job_runs(server: None, sent: list[Any], now: datetime) -> None:
    (mail,) = queue(message(), now=now)
    jobs.deliver_mail.func(mail.pk)
    jobs.deliver_mail.func(mail.pk)
    mail.refresh_from_db()
    assert len(sent) == 1
    assert (mail.state, mail.attempts) == (Mail.State.SENT, 1)


def test_a_rolled_back_act_sends_nothing(server: None, now: datetime) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue(message(), now=now)
        raise ZeroDivisionError
    assert not Mail.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_clear_no_is_final(server: None, monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    refuse(monkeypatch, for_good=True)
    (mail,) = queue(message(), now=now)
    jobs.deliver_mail.func(mail.pk)
    mail.refresh_from_db()
    assert (mail.state, mail.error, mail.attempts) == (Mail.State.FAILED, "SMTP 550", 1)


def test_a_passing_failure_is_tried_again_and_then_given_up(
    server: None, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    refuse(monkeypatch, for_good=False)
    (mail,) = queue(message(), now=now)
    for attempt in range(1, len(RETRY_AFTER_MINUTES) + 2):
        Mail.objects.filter(pk=mail.pk).update(next_attempt_at=now - timedelta(days=1))
        jobs.deliver_mail.func(mail.pk)
        mail.refresh_from_db()
        expected = Mail.State.QUEUED if attempt <= len(RETRY_AFTER_MINUTES) else Mail.State.FAILED
        assert (attempt, mail.state) == (attempt, expected)


def test_the_periodic_run_takes_up_what_a_dead_worker_left(server: None, sent: list[Any], now: datetime) -> None:
    (mail,) = queue(message(), now=now)
    DBTaskResult.objects.all().delete()
    assert claim(mail.pk, now=now) is not None
    periodic.send_waiting_mail(now + timedelta(minutes=5))
    assert not DBTaskResult.objects.exists(), "the worker may still be sending"
    periodic.send_waiting_mail(now + timedelta(minutes=15))
    assert DBTaskResult.objects.count() == 1
    periodic.send_waiting_mail(now + timedelta(minutes=20))
    assert DBTaskResult.objects.count() == 1, "a worker that is late gets no second job for the same mail"


def test_old_mails_are_forgotten(now: datetime) -> None:
    queue(message(), now=now - timedelta(days=91))
    queue(message("neu@x.example"), now=now - timedelta(days=89))
    periodic.forget_old_mail(now)
    assert [mail.recipient for mail in Mail.objects.all()] == ["neu@x.example"]


Failure = Callable[[], Exception]


@pytest.mark.parametrize(
    ("failure", "for_good", "reason"),
    [
        (lambda: smtplib.SMTPRecipientsRefused({"a@b": (550, b"no")}), True, "SMTP 550"),
        (lambda: smtplib.SMTPRecipientsRefused({"a@b": (450, b"later")}), False, "SMTP 450"),
        (lambda: smtplib.SMTPDataError(554, b"spam: a@b"), True, "SMTP 554"),
        (lambda: smtplib.SMTPAuthenticationError(535, b"a@b"), False, "SMTP 535"),
        (lambda: smtplib.SMTPServerDisconnected("a@b"), False, "SMTPServerDisconnected"),
        (TimeoutError, False, "TimeoutError"),
    ],
)
def test_what_the_server_says_becomes_a_reason_without_an_address(
    server: None, monkeypatch: pytest.MonkeyPatch, failure: Failure, for_good: bool, reason: str
) -> None:
    def send(_self: object, *_args: object, **_kw: object) -> None:
        raise failure()

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", send)
    with pytest.raises(gateway.Refused) as caught:
        gateway.send("von@x.example", "a@b", "S", "T", "<p>T</p>")
    assert (caught.value.for_good, str(caught.value)) == (for_good, reason)
