"""The door of the workspace: only the signed-in pass, and every view gets the acting person."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from nahtlos.people.reads import actor_for, house_of
from nahtlos.rules.access import Actor
from nahtlos.web.work.resend import sign_in_again


class WorkRequest(HttpRequest):
    """A request of somebody who is signed in."""

    actor: Actor


P = ParamSpec("P")


def signed_in(
    view: Callable[Concatenate[WorkRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let the signed-in through with `request.actor`; send all others to the sign-in page and back here after it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            if request.method == "POST":
                return sign_in_again(request)
            return redirect_to_login(request.get_full_path())
        work_request = cast("WorkRequest", request)
        work_request.actor = actor_for(request.user)
        response = view(work_request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponseBase]", guarded)


def context(request: WorkRequest, **more: Any) -> dict[str, Any]:
    """What the workspace's frame shows: who is here and where they can go."""
    from nahtlos.web.work.navigation import items_for  # noqa: PLC0415 - areas name views that use this door

    frame = {"actor": request.actor, "house": house_of(request.actor)}
    return {**frame, "work_nav": items_for(request.actor, request.path), **more}
