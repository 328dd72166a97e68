"""Is it alive, and is it ready? For the operator's monitoring; nothing personal and no version numbers."""

from __future__ import annotations

import shutil

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

LEAST_FREE_BYTES = 200 * 1024 * 1024


def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


def ready(request: HttpRequest) -> JsonResponse:
    """Both databases answer, all migrations are applied, there is room on the disk: 200, else 503."""
    checks = {
        "database": _answers("default"),
        "read": _answers("read"),
        "migrations": _is_migrated(),
        "disk": shutil.disk_usage(settings.DATA).free > LEAST_FREE_BYTES,
    }
    status = 200 if all(checks.values()) else 503
    return JsonResponse(checks, status=status, headers={"Cache-Control": "no-store"})


def _answers(alias: str) -> bool:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False


def _is_migrated() -> bool:
    try:
        executor = MigrationExecutor(connections["default"])
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False
