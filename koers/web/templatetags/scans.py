"""Drawing what a scan says."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from koers.domain.scans import Reading
from koers.web.drawing.strip import strip

register = template.Library()


@register.simple_tag
def outcome_strip(row: Any, with_ends: bool = True) -> SafeString:
    """The dots of one S, with the round before as rings when that may be laid beside it.

    What 1 and 5 mean is written once, at the first strip of a page.
    """
    reading: Reading = row.reading
    before = row.before
    return strip(
        row.code,
        reading.counts or (),
        row.described,
        before=before.before if before else (),
        median=reading.median,
        median_before=before.median_before if before else None,
        band=(reading.band.low, reading.band.high) if reading.band else None,
        ends=(_("hardly ever"), _("always")) if with_ends else ("", ""),
    )


@register.simple_tag
def part_strip(part: Any, code: str) -> SafeString:
    """The dots of a part, in the colour of its S."""
    reading: Reading = part.reading
    band = (reading.band.low, reading.band.high) if reading.band else None
    return strip(code, reading.counts or (), part.described, median=reading.median, band=band)


@register.simple_tag
def action_values(n: int, values: Any, errors: Any) -> dict[str, str]:
    """The fields of the n-th action: what was filled in, and what is wrong."""
    fields = ("text", "owner", "due")
    given = {field: values.get(f"{field}-{n}", "") for field in fields}
    return {**given, **{f"{field}_error": errors.get(f"{field}-{n}", "") for field in fields}}
