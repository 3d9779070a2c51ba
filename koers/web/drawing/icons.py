"""Icons, shapes of the five S's, fill levels of a state. Shape first; colour only supports it."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ICONS = {
    "arrow": '<path d="M4 10h12M11 5l5 5-5 5"/>',
    "back": '<path d="M16 10H4M9 5l-5 5 5 5"/>',
    "down": '<path d="m5 8 5 5 5-5"/>',
    "chevron": '<path d="m7 4 6 6-6 6"/>',
    "tick": '<path d="m4 10.5 4 4 8-9"/>',
    "cross": '<path d="m5 5 10 10M15 5 5 15"/>',
    "plus": '<path d="M10 4v12M4 10h12"/>',
    "mind": '<circle cx="10" cy="10" r="7.5"/><path d="M10 6v5M10 13.4v.6"/>',
    "clock": '<circle cx="10" cy="10" r="7.5"/><path d="M10 5.8V10l2.6 2"/>',
    "edit": '<path d="m4 16 .8-3.6L13.5 3.7l2.8 2.8-8.7 8.7z"/>',
    "table": (
        '<circle cx="10" cy="10" r="4.2"/>'
        '<path d="M10 1.6v1.6M10 16.8v1.6M2.7 5.8l1.4.8M15.9 13.4l1.4.8M2.7 14.2l1.4-.8M15.9 6.6l1.4-.8"/>'
    ),
    "scan": (
        '<path d="M2.5 15.5h15M5 15.5v-1M10 15.5v-1M15 15.5v-1"/><circle cx="5" cy="11" r="1.6"/>'
        '<circle cx="10" cy="11" r="1.6"/><circle cx="10" cy="6.5" r="1.6"/><circle cx="15" cy="11" r="1.6"/>'
    ),
    "decision": '<path d="M5 2.5h7l3.5 3.5v11.5H5zM8 9h5M8 12h5"/>',
    "words": '<path d="M3 4.5h9M3 8h5.5M8 12h9M11.5 15.5H17"/>',
}

SHAPES = {
    "direction": '<circle cx="8" cy="8" r="7"/>',
    "synergy": (
        '<path fill-rule="evenodd" d="M5 3a5 5 0 1 0 3 9 5 5 0 1 0 0-8 5 5 0 0 0-3-1z'
        'm3 1a5 5 0 0 0 0 8 5 5 0 0 0 0-8z"/>'
    ),
    "structure": '<rect x="1.8" y="1.8" width="12.4" height="12.4"/>',
    "steering": '<path d="M8 1.2 15.4 14.4H.6z"/>',
    "success": '<path d="M8 0 16 8 8 16 0 8z"/>',
}

_RING = '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"{}/>'
LEVELS = {
    "none": _RING.format(' stroke-dasharray="2.2 2.4"'),
    "calm": _RING.format(""),
    "watch": _RING.format("") + '<path d="M8 1.5a6.5 6.5 0 0 1 0 13z" fill="currentColor"/>',
    "talk": '<circle cx="8" cy="8" r="7.2" fill="currentColor"/>',
}

_SEATS = (
    (10.27, 27.89), (3.13, 18.94), (5.68, 7.77), (16, 2.8), (26.32, 7.77), (28.87, 18.94), (21.73, 27.89),
)  # fmt: skip
BRAND = mark_safe(  # noqa: S308 - our own drawing
    '<svg viewBox="0 0 32 32" aria-hidden="true">'
    '<circle cx="16" cy="16" r="8.6" fill="none" stroke="currentColor" stroke-width="2"/>'
    + "".join(f'<circle cx="{x}" cy="{y}" r="1.7" fill="currentColor"/>' for x, y in _SEATS)
    + '<path class="brand-hand" d="M16 16 20.6 8" stroke-width="2.6" stroke-linecap="round"/></svg>'
)


EMPTY_TABLE = mark_safe(
    '<svg viewBox="0 0 72 40" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">'
    '<ellipse cx="36" cy="20" rx="20" ry="11"/><circle cx="36" cy="4" r="2.6"/>'
    '<circle cx="60" cy="12" r="2.6"/>'
    '<circle cx="60" cy="28" r="2.6"/><circle cx="36" cy="36" r="2.6"/><circle cx="12" cy="28" r="2.6"/>'
    '<circle cx="12" cy="12" r="2.6" stroke-dasharray="2 2"/></svg>'
)


def icon(name: str) -> SafeString:
    """A line icon, for eyes only: the words beside it say the same."""
    return format_html(
        '<svg class="{}" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.6" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{}</svg>',
        "chev" if name == "chevron" else "icon",
        mark_safe(ICONS[name]),  # noqa: S308
    )


def shape(code: str) -> SafeString:
    """The shape of one of the five S's."""
    return _small(SHAPES[code], ' fill="currentColor"')


def level(code: str) -> SafeString:
    """The fill level of a state: dashed ring, ring, half, full."""
    return _small(LEVELS[code])


def _small(inside: str, attributes: str = "") -> SafeString:
    return mark_safe(f'<svg viewBox="0 0 16 16"{attributes} aria-hidden="true">{inside}</svg>')  # noqa: S308
