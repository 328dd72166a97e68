"""What guards a public form without a cookie: a signed token with time and purpose, where it was sent from, how often.

A view issues a token for its page (which must not be kept by any cache), puts it into the form with
`parts/form_guard.html`, is exempt from Django's CSRF check (that would set a cookie) and asks `check` on every POST.
"""

from __future__ import annotations

import secrets
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TOKEN, TRAP = "formular", "homepage"
LEAST, MOST = timedelta(seconds=2), timedelta(hours=6)
# For one process and one purpose, whoever sends: no address is looked at. An office that is really flooded answers a
# little later; a machine that fills forms finds a closed door.
SENT_AT_MOST, WITHIN = 30, timedelta(minutes=10)


@dataclass(frozen=True)
class Passed:
    """`number` is the number of the form that was sent: the same form sent twice has the same one."""

    number: str


@dataclass(frozen=True)
class Refused:
    """One sentence for the reader and the status of the answer."""

    sentence: str | Promise
    status: int


FOREIGN = Refused(_("This form was not sent from our page. Please send it once more from here."), 403)
FORGED = Refused(_("We could not recognise the form. Your entries are still there: please send it once more."), 403)
OLD = Refused(
    _("The form was open for more than six hours. Your entries are still there: please send it once more."), 403
)
QUICK = Refused(_("That went very fast. Your entries are still there: please send it once more."), 403)
TRAPPED = Refused(_("A field that has to stay empty was filled in. We have emptied it: please send it once more."), 403)
MANY = Refused(
    _("Very many messages are arriving just now. Your entries are still there: please send them again in ten minutes."),
    429,
)


def issue(purpose: str, *, now: datetime) -> str:
    """A token for one form on one page: random number, time and signature; the purpose is part of the key."""
    return _signer(purpose).sign(f"{secrets.token_hex(16)}.{int(now.timestamp())}")


def check(request: HttpRequest, purpose: str, *, now: datetime) -> Passed | Refused:
    """Decide whether a sent form may be taken."""
    if not came_from_here(request):
        return FOREIGN
    found = read(request.POST.get(TOKEN, ""), purpose, now=now)
    if isinstance(found, Refused):
        return found
    if request.POST.get(TRAP):
        return TRAPPED
    return found if _limits.let_pass(purpose, now) else MANY


def read(token: str, purpose: str, *, now: datetime) -> Passed | Refused:
    """The number in a token that is ours, for this purpose, and between two seconds and six hours old."""
    try:
        number, _dot, issued = _signer(purpose).unsign(token).partition(".")
    except signing.BadSignature:
        return FORGED
    age = timedelta(seconds=now.timestamp() - int(issued))
    if age > MOST:
        return OLD
    return Passed(number) if age >= LEAST else QUICK


def came_from_here(request: HttpRequest) -> bool:
    """Decide by what the browser says of itself. Text browsers say nothing: for them the token alone speaks."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("Origin") or request.headers.get("Referer")
    return origin is None or urlsplit(origin).netloc == request.get_host()


def _signer(purpose: str) -> signing.Signer:
    return signing.Signer(salt=f"nahtlos.form.{purpose}")


class _Limits:
    """How many forms of each purpose this process took lately; nothing about who sent them."""

    def __init__(self) -> None:
        self._taken: dict[str, deque[datetime]] = {}
        self._lock = Lock()

    def let_pass(self, purpose: str, now: datetime) -> bool:
        with self._lock:
            taken = self._taken.setdefault(purpose, deque(maxlen=SENT_AT_MOST))
            if len(taken) == SENT_AT_MOST and now - taken[0] < WITHIN:
                return False
            taken.append(now)
            return True

    def clear(self) -> None:
        self._taken.clear()


_limits = _Limits()
