"""The dot strip: one dot per answer, stacked on whole steps; never an average.

Ghost rings to the left of a step are the round before. Under the axis: the middle answer (a tick, dotted for
the round before) and a band for the answers around the middle.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

FIRST, APART = 28, 86  # where step 1 is on a width of 400, and how far on the next one
DOT = 14.5  # from one dot to the next, as long as they fit
HEIGHT = 6 * DOT  # the highest pile
DOT_SHARE, RING_SHARE = 0.834, 0.317  # how wide a dot, and how far out a ring, of that distance
ROOM, ROOM_SHARED = 54.0, 18.0  # how wide the columns of one step may become, alone or beside ghosts


@dataclass(frozen=True)
class Pile:
    """How dots stack on one step: so many rows, so far apart; beside ghosts or alone."""

    rows: int
    apart: float
    shared: bool

    def places(self, count: int, x: float, axis: float, side: int) -> Iterator[tuple[float, float]]:
        """Where each dot goes, from the bottom up, then the next column. `side` is -1 for ghosts."""
        columns = -(-count // self.rows)
        start = x + (6 if side > 0 else -9.5) if self.shared else x - (columns - 1) * self.apart / 2
        for dot in range(count):
            column, row = divmod(dot, self.rows)
            yield start + side * column * self.apart, axis - self.apart / 2 - 0.35 - row * self.apart


def pile(most: int, shared: bool) -> Pile:
    """The largest dots with which the fullest step stays inside its room."""
    room, apart = (ROOM_SHARED if shared else ROOM), DOT
    while max(1, int(room // apart)) * int(HEIGHT // apart) < most:
        apart -= 0.25
    return Pile(int(HEIGHT // apart), apart, shared)


def strip(
    code: str,
    counts: Sequence[int],
    label: str,
    *,
    before: Sequence[int] = (),
    median: float | None = None,
    median_before: float | None = None,
    band: tuple[float, float] | None = None,
    ends: tuple[str, str] = ("", ""),
) -> SafeString:
    """The strip of one S as inline SVG.

    Parameters
    ----------
    code : str
        Which S; gives the colour.
    counts, before : sequence of int
        How many gave 1 to 5, now and in the round before (empty when there was none).
    label : str
        The numbers in words, for who doesn't see the drawing.
    median, median_before : float, optional
        The middle answer; may lie halfway between two steps.
    band : (float, float), optional
        From which to which step the answers around the middle reach.
    ends : (str, str)
        What 1 and 5 mean, written at the axis.
    """
    most = max([1, *counts, *before])
    stack = pile(most, shared=any(before))
    axis = max(51.5, min(most, stack.rows) * stack.apart + 8)
    inside = [
        *_axis(axis, ends),
        *_ghosts(before, stack, axis),
        *_dots(counts, stack, axis),
        *_under(axis, median, median_before, band),
    ]
    classes, box = f"strip s--{conditional_escape(code)}", f"0 0 400 {axis + 36:g}"
    said = conditional_escape(label)
    return mark_safe(  # noqa: S308 - every text in it is escaped
        f'<div class="strip-w"><svg class="{classes}" viewBox="{box}" role="img" aria-label="{said}">'
        f"{''.join(inside)}</svg></div>"
    )


def at(step: float) -> float:
    """Where a step lies on the axis."""
    return FIRST + APART * (step - 1)


def _axis(axis: float, ends: tuple[str, str]) -> Iterator[str]:
    yield f'<line class="ch-axis" x1="8" x2="392" y1="{axis:g}" y2="{axis:g}"/>'
    for step in range(1, 6):
        x = at(step)
        yield f'<line class="ch-tick" x1="{x}" x2="{x}" y1="{axis:g}" y2="{axis + 4:g}"/>'
        yield f'<text class="ch-lab-s" x="{x}" y="{axis + 16:g}" text-anchor="middle">{step}</text>'
    low, high = (conditional_escape(end) for end in ends)
    if low:
        yield f'<text class="ch-lab-s ch-end" x="35" y="{axis + 16:g}">{low}</text>'
    if high:
        yield f'<text class="ch-lab-s ch-end" x="365" y="{axis + 16:g}" text-anchor="end">{high}</text>'


def _dots(counts: Sequence[int], stack: Pile, axis: float) -> Iterator[str]:
    # All in one path of round caps: a table of fifty has 250 dots on its page.
    dots = "".join(f"M{x:g} {y:g}h0" for x, y in _places(counts, stack, axis, 1))
    if dots:
        yield f'<path class="ch-dot" stroke-width="{stack.apart * DOT_SHARE:.3g}" d="{dots}"/>'


def _ghosts(counts: Sequence[int], stack: Pile, axis: float) -> Iterator[str]:
    rings = "".join(
        f'<circle cx="{x:g}" cy="{y:g}" r="{stack.apart * RING_SHARE:.2g}"/>'
        for x, y in _places(counts, stack, axis, -1)
    )
    if rings:
        yield f'<g class="ch-ghost">{rings}</g>'


def _places(counts: Sequence[int], stack: Pile, axis: float, side: int) -> Iterator[tuple[float, float]]:
    for step, count in enumerate(counts, start=1):
        yield from stack.places(count, at(step), axis, side)


def _under(
    axis: float, median: float | None, before: float | None, band: tuple[float, float] | None
) -> Iterator[str]:
    if band:
        left, right = at(band[0]) - 8, at(band[1]) + 8
        yield f'<rect class="ch-band" x="{left:g}" y="{axis + 22:g}" width="{right - left:g}" height="9"/>'
    if before is not None and before != median:
        yield f'<path class="ch-ghost" d="M{at(before):g} {axis + 21:g}v11" stroke-dasharray="2 2"/>'
    if median is not None:
        x = at(median)
        yield f'<line class="ch-mid" x1="{x:g}" x2="{x:g}" y1="{axis + 19:g}" y2="{axis + 34:g}"/>'
