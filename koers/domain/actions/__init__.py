"""Rules of actions: what one must have, how many at once, and when the team comes back to them."""

from koers.domain.actions.following import (
    DAYS_TO_PROGRESS,
    EFFECTS,
    PROGRESS,
    asked_on,
    effect,
    new_day,
    progress,
)
from koers.domain.actions.plans import (
    DAYS_TO_CARRY_OUT,
    MOST_OPEN,
    OUTCOMES,
    STOPPED,
    WORD_LIMIT,
    Plan,
    carrying_out,
    last_day,
    plan,
    reason,
    room,
    word,
)

__all__ = [
    "DAYS_TO_CARRY_OUT",
    "DAYS_TO_PROGRESS",
    "EFFECTS",
    "MOST_OPEN",
    "OUTCOMES",
    "PROGRESS",
    "STOPPED",
    "WORD_LIMIT",
    "Plan",
    "asked_on",
    "carrying_out",
    "effect",
    "last_day",
    "new_day",
    "plan",
    "progress",
    "reason",
    "room",
    "word",
]
