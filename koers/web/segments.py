"""Time as the edge of a chart: a window in segments of a day or an hour."""

import math
from datetime import datetime, timedelta

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MOST_SEGMENTS = 14


def of_window(since: datetime, due: datetime, now: datetime) -> tuple[int, int]:
    """How many segments have passed, and how many there are."""
    span = due - since
    segments = min(MOST_SEGMENTS, max(1, math.ceil(span / (DAY if span >= 2 * DAY else HOUR))))
    passed = min(segments, int(segments * ((now - since) / span))) if span else segments
    return max(0, passed), segments
