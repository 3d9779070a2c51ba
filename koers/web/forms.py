"""What forms have in common: everything that is wrong at once, in words, at its field."""

import secrets
from collections.abc import Callable

from koers.domain.refusals import Refused
from koers.web import wording

Check = Callable[[], object]


def mistakes(*checks: Check) -> dict[str, str]:
    """Run every check; what was refused, by field."""
    return dict(said for check in checks if (said := _refused(check)))


def _refused(check: Check) -> tuple[str, str] | None:
    try:
        check()
    except Refused as refused:
        return refused.field, wording.refusal(refused)
    return None


def fresh_key() -> str:
    """A form's own key, with which a second submit of it is recognised."""
    return secrets.token_urlsafe(16)


def whole_number(typed: str) -> int:
    """A number out of a field; 0, which nothing has, when it is none."""
    return int(typed) if typed.isdecimal() else 0
