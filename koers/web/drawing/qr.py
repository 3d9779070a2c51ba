"""A QR code as inline SVG: no image to fetch, sharp at every size."""

from functools import lru_cache

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

QUIET = 4  # modules of white around it, without which cameras hesitate


def qr(text: str, label: str) -> SafeString:
    """The code for a text; `label` says what it is to who doesn't see it."""
    size, path = _drawn(text)
    return format_html(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}" shape-rendering="crispEdges">'
        '<rect class="qr-paper" width="{0}" height="{0}"/><path class="qr-ink" d="{2}"/></svg>',
        size,
        label,
        mark_safe(path),  # noqa: S308 - digits of our own
    )


# The code on a wall is asked for by every refresh of that wall.
@lru_cache(maxsize=64)
def _drawn(text: str) -> tuple[int, str]:
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    return len(rows) + 2 * QUIET, "".join(_bars(row, y) for y, row in enumerate(rows, start=QUIET))


def _bars(row: list[int], y: int) -> str:
    """The dark stretches of one row, each as one bar."""
    bars, start = [], None
    for x, dark in enumerate([*row, 0], start=QUIET):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            bars.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
            start = None
    return "".join(bars)
