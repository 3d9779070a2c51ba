"""How allauth meets Koers: sign in by e-mail code or password; nobody signs up out of the blue."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class Door(DefaultAccountAdapter):  # type: ignore[misc]
    """One comes in by a seat at a table, and adds an account to it later."""

    def is_open_for_signup(self, request: Any) -> bool:
        """Never: an account without a seat has nothing to see."""
        return False
