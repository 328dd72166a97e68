"""The door for outgoing mail: SMTP as the setting says."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend

TIMEOUT_SECONDS = 20


class Refused(Exception):
    """The mail did not go out; `for_good` when another try would end the same. The text names no address."""

    def __init__(self, reason: str, *, for_good: bool) -> None:
        self.for_good = for_good
        super().__init__(reason)


def send(sender: str, recipient: str, subject: str, text: str, html: str = "") -> None:
    """Send one mail to one recipient. Raises Refused."""
    message = EmailMultiAlternatives(subject, text, sender, [recipient], connection=_connection())
    if html:
        message.attach_alternative(html, "text/html")
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        code = next(iter(error.recipients.values()))[0]
        raise Refused(f"SMTP {code}", for_good=code >= 500) from error
    except smtplib.SMTPDataError as error:
        raise Refused(f"SMTP {error.smtp_code}", for_good=error.smtp_code >= 500) from error
    except smtplib.SMTPResponseException as error:
        # A wrong password or sender is the operator's to mend; the mails wait for it.
        raise Refused(f"SMTP {error.smtp_code}", for_good=False) from error
    except (smtplib.SMTPException, OSError) as error:
        raise Refused(type(error).__name__, for_good=False) from error


def _connection() -> EmailBackend:
    mailer = settings.ENVIRONMENT.mailer
    return EmailBackend(
        host=mailer.host,
        port=mailer.port,
        username=mailer.user,
        password=mailer.password,
        use_tls=mailer.security == "starttls",
        use_ssl=mailer.security == "tls",
        timeout=TIMEOUT_SECONDS,
    )
