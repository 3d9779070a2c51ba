"""The dots beside a choice: how many chose it. They help, they don't decide."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

APART = 15


def pick_dots(code: str, count: int, label: str) -> SafeString:
    """A row of dots in the colour of this S."""
    dots = "".join(f'<circle cx="{7 + APART * i}" cy="7" r="6"/>' for i in range(count))
    return format_html(
        '<svg class="pick-dots s--{0}" viewBox="0 0 {1} 14" width="{1}" height="14" role="img" '
        'aria-label="{2}">{3}</svg>',
        code,
        APART * count - 1,
        label,
        mark_safe(dots),  # noqa: S308
    )
