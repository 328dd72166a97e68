"""What every page's frame needs: whose page it is, which door, which languages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from nahtlos.people.reads import tenant_for_host


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for all templates; the tenant costs one statement, and only where a template asks for it."""
    return {"tenant": SimpleLazyObject(lambda: tenant_for_host(request.get_host().partition(":")[0]))}
