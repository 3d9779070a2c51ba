"""A strip of dots as inline SVG: one dot per person, stacked on whole steps, the middle below the axis."""

from collections.abc import Iterator
from html import escape

from koers.domain.scans import Reading
from koers.reports.words_scan import decimal, figure, text

FIRST, APART = 28, 86  # place of step 1, and from one step to the next
LARGEST_DOT, ROOM = 14.5, 78  # room that one dot takes, and that a whole stack may take in breadth
TALLEST = 8  # dots above one another before a stack grows broader
SMALLEST_DOT = 3.0  # below this dots are dust: then a bar with its number
BAR = 44


def strip(reading: Reading, lang: str, kind: str = "") -> str:
    """The strip, its numbers in the label for who can't see it."""
    counts = reading.counts or ()
    broad = -(-max(counts) // TALLEST)
    size = min(LARGEST_DOT, ROOM / broad)
    as_bars = size < SMALLEST_DOT
    tall = TALLEST * LARGEST_DOT + 16 if as_bars else -(-max(counts) // broad) * size
    axis = 8 + tall
    marks = _bars(counts, lang, axis) if as_bars else _dots(counts, broad, size, axis)
    inside = "".join((*_axis(axis), *marks, *_middle(reading, axis)))
    return (
        f'<svg class="strip {kind}" viewBox="0 0 400 {axis + 36:.0f}" role="img" '
        f'aria-label="{escape(label(reading, lang))}">{inside}</svg>'
    )


def has_band(reading: Reading) -> bool:
    """Whether the middle band is worth drawing: with all inside it, it says no more than the dots."""
    return reading.band is not None and reading.band.size < reading.n


def label(reading: Reading, lang: str) -> str:
    """The strip in words."""
    given = [(step, count) for step, count in enumerate(reading.counts or (), 1) if count]
    counts = ", ".join(text(lang, "label_count", k=figure(lang, count), step=step) for step, count in given)
    return text(lang, "label", item=reading.s, counts=counts, middle=decimal(lang, reading.median))


def _x(step: float) -> float:
    return FIRST + APART * (step - 1)


def _axis(axis: float) -> Iterator[str]:
    yield f'<path class="ch-axis" d="M8 {axis:.1f}H392"/>'
    for step in range(1, 6):
        yield f'<path class="ch-tick" d="M{_x(step)} {axis:.1f}v4"/>'
        yield f'<text class="ch-lab-s" x="{_x(step)}" y="{axis + 16:.1f}" text-anchor="middle">{step}</text>'


def _dots(counts: tuple[int, ...], broad: int, size: float, axis: float) -> Iterator[str]:
    # A line of no length with round ends is a dot, and takes a quarter of the bytes of a circle.
    for step, count in enumerate(counts, 1):
        places = (_place(dot, count, broad) for dot in range(count))
        path = "".join(f"M{_x(step) + x * size:.1f} {axis - 0.4 - y * size:.1f}h0" for x, y in places)
        if path:
            yield f'<path class="ch-dot" stroke-width="{0.94 * size:.1f}" d="{path}"/>'


def _place(dot: int, count: int, broad: int) -> tuple[float, float]:
    """Where a dot lies in its stack, in dots: from the middle of the stack, and up from the axis."""
    row, place = divmod(dot, broad)
    in_row = min(broad, count - row * broad)
    return place - (in_row - 1) / 2, row + 0.5


def _bars(counts: tuple[int, ...], lang: str, axis: float) -> Iterator[str]:
    for step, count in enumerate(counts, 1):
        height, x = TALLEST * LARGEST_DOT * count / max(counts), _x(step)
        yield f'<path class="ch-bar" d="M{x - BAR / 2} {axis:.1f}h{BAR}v-{height:.1f}h-{BAR}z"/>'
        place = f'x="{x}" y="{axis - height - 5:.1f}" text-anchor="middle"'
        yield f'<text class="ch-lab-s" {place}>{figure(lang, count)}</text>'


def _middle(reading: Reading, axis: float) -> Iterator[str]:
    if (band := reading.band) and has_band(reading):
        low, breadth = _x(band.low) - 8, APART * (band.high - band.low) + 16
        yield f'<path class="ch-band" d="M{low} {axis + 22:.1f}h{breadth}v9h-{breadth}z"/>'
    yield f'<path class="ch-mid" d="M{_x(reading.median):.1f} {axis + 19:.1f}v15"/>'
