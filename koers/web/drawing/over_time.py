"""One S over the rounds of a series: a column of dots per round, and no line between them.

Two columns are two moments. A line would say that one goes on from the other, which nobody measured.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from koers.engine import scales

LEFT, WIDE, APART = 26, 100, 24  # where the first column begins, how wide one is, between two steps
TOP, DOT, ROOM = 14, 12.0, 80.0  # where step 5 lies; from dot to dot, and how far a row may reach
UNDER = 46  # room under the lowest step for the day and for the word


@dataclass(frozen=True)
class Column:
    """One round: its day, how many gave 1 to 5 (nothing when it isn't shown), whether this S was picked."""

    label: str
    counts: Sequence[int]
    picked: bool


def over_time(code: str, columns: Sequence[Column], said: str) -> SafeString:
    """The drawing as inline SVG; `said` has the numbers in words for who doesn't see it."""
    width, height = LEFT + WIDE * len(columns), TOP + 4 * APART + UNDER
    inside = [*_steps(width)]
    for place, column in enumerate(columns):
        inside += _column(LEFT + WIDE * (place + 0.5), column)
    label = conditional_escape(said)
    return mark_safe(  # noqa: S308 - every text in it is escaped
        f'<svg class="over-time s--{conditional_escape(code)}" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-label="{label}">{"".join(inside)}</svg>'
    )


def at(step: float) -> float:
    """How far down a step lies; 5 is on top."""
    return TOP + APART * (5 - step)


def _steps(width: int) -> Iterator[str]:
    for step in range(1, 6):
        yield f'<line class="ch-tick ch-faint" x1="{LEFT}" x2="{width}" y1="{at(step)}" y2="{at(step)}"/>'
        yield f'<text class="ch-lab-s" x="8" y="{at(step) + 4}" text-anchor="middle">{step}</text>'


def _column(x: float, column: Column) -> Iterator[str]:
    foot = at(1) + 26
    yield _label(x, foot, column.label)
    if column.picked:
        yield _label(x, foot + 15, _("chosen"), " ch-picked")
    if any(column.counts):
        yield _dots(x, column.counts)
        y = at(scales.median(column.counts))
        yield f'<line class="ch-mid" x1="{x - 44:g}" x2="{x - 34:g}" y1="{y:g}" y2="{y:g}"/>'


def _label(x: float, y: float, text: str, more: str = "") -> str:
    said = conditional_escape(text)
    return f'<text class="ch-lab-s{more}" x="{x:g}" y="{y:g}" text-anchor="middle">{said}</text>'


def _dots(x: float, counts: Sequence[int]) -> str:
    # All in one path of round caps, as on the outcome's own page.
    apart = min(DOT, ROOM / max(counts))
    spots = (
        (x + (number - (count - 1) / 2) * apart, at(step))
        for step, count in enumerate(counts, start=1)
        for number in range(count)
    )
    d = "".join(f"M{left:g} {down:g}h0" for left, down in spots)
    return f'<path class="ch-dot" stroke-width="{apart * 0.84:.3g}" d="{d}"/>'
