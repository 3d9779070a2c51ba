"""The mirror: facts counted from what a team did."""

from koers.domain.signals.facts import FACTS, LIMITS, read
from koers.domain.signals.history import (
    Brought,
    Decided,
    Mattering,
    Promised,
    Standing,
    TeamHistory,
    Window,
)
from koers.domain.signals.reading import STATES, Limits, Reading

__all__ = [
    "FACTS",
    "LIMITS",
    "STATES",
    "Brought",
    "Decided",
    "Limits",
    "Mattering",
    "Promised",
    "Reading",
    "Standing",
    "TeamHistory",
    "Window",
    "read",
]
