"""Twenty minutes: how much is left of them. Nothing closes when they are over."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from koers.apps.checks.models import Check
from koers.domain import checks


def running(check: Check) -> dict[str, Any]:
    """For the clock of wall and phone; nothing for one that lies still since hours ago."""
    gone = timezone.now() - check.opened
    left = timedelta(minutes=checks.TOTAL_MINUTES) - gone
    return {
        "clock_runs": check.is_open and gone < timedelta(hours=2),
        "clock_left": max(0, int(left.total_seconds())),
    }
