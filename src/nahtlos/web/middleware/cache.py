"""Anonymous readers: their pages come from the read alias and from this process's memory.

The key holds the version row that every journaled write bumps, the day and the address with its language,
so a page is never older than the last committed write.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from nahtlos.gateways.databases import anonymous_reads
from nahtlos.journal.reads import page_version

# Work, sign-in and one-time links are nobody's cache entry; health must be looked at afresh.
UNCACHED_PREFIXES = ("/arbeit/", "/anbieter/", "/redaktion/", "/gesundheit/", "/static/", "/media/")


class PageCache:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"} or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return self.get_response(request)
        if request.path_info.startswith(UNCACHED_PREFIXES):
            return self.get_response(request)
        with anonymous_reads():
            return self._from_cache(request)

    def _from_cache(self, request: HttpRequest) -> HttpResponse:
        pages = caches["pages"]
        day = timezone.localdate().isoformat()
        parts = (str(page_version()), day, str(request.scheme), request.get_host(), request.get_full_path())
        key = hashlib.sha256("\n".join(parts).encode()).hexdigest()
        kept = pages.get(key)
        if kept is not None:
            return _rebuild(kept)
        response = self.get_response(request)
        if _may_be_kept(response):
            pages.set(key, (response.status_code, dict(response.headers), response.content))
        return response


def _may_be_kept(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "no-store" not in response.headers.get("Cache-Control", "")
    )


def _rebuild(kept: object) -> HttpResponse:
    status, headers, content = cast("tuple[int, dict[str, str], bytes]", kept)
    return HttpResponse(content, status=status, headers=headers)
