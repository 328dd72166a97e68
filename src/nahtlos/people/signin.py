"""How people come in: by invitation only."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up alone; accounts are made by those who may invite."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
