"""Four minutes: how much is left of them. Nothing closes when they are over."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from koers.apps.readbacks.models import Readback

MINUTES = 4


def running(readback: Readback) -> dict[str, Any]:
    """For the clock of wall and phone; nothing when a lap was asked longer ago than a session lasts."""
    gone = timezone.now() - readback.asked
    left = timedelta(minutes=MINUTES) - gone
    return {
        "clock_left": max(0, int(left.total_seconds())),
        "clock_runs": readback.is_open and gone < timedelta(hours=1),
        "clock_minutes": min(MINUTES, int(gone.total_seconds() // 60)),
        "clock_most": MINUTES,
    }
