"""What templates draw and say with: marks, icons, the table, charts, dates, numbers, errors."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from koers.apps.people.models import Member
from koers.web import wording, wording_following, wording_scans
from koers.web.drawing import choices, icons, names, tafel
from koers.web.drawing import qr as qr_drawing
from koers.web.drawing import strip as strip_drawing
from koers.web.forms import fresh_key

register = template.Library()

_NUMBER = re.compile(r"\b(\d{4}-\d{3,})\b")

register.simple_tag(icons.icon, name="icon")
register.simple_tag(icons.shape, name="s_shape")
register.simple_tag(names.initials, name="initials")
register.filter("initials", names.initials)
register.filter("in_words", wording.number)
register.filter("day", wording.day)
register.filter("weekday", wording.weekday)
register.filter("moment", wording.moment)
register.filter("until", wording.until)
register.filter("going", wording_following.going)
register.filter("came_of", wording_following.came_of)
register.filter("noticed", wording_following.noticed)


@register.filter
def capfirst(text: object) -> str:
    """A capital to begin with; Dutch writes "Eén", without a mark on the capital."""
    said = str(text)
    return f"Eén{said[3:]}" if said.startswith("één") else said[:1].upper() + said[1:]


@register.filter
def unbroken(text: object) -> SafeString:
    """The number of a decision stays on one line: browsers would break it after its hyphen."""
    parts = enumerate(_NUMBER.split(str(text)))
    pieces = ((format_html('<span class="nowrap">{}</span>', one) if n % 2 else one,) for n, one in parts)
    return format_html_join("", "{}", pieces)


@register.simple_tag
def form_key() -> SafeString:
    """A form's own key, so that submitting it twice does it once."""
    return format_html('<input type="hidden" name="key" value="{}">', fresh_key())


@register.simple_tag
def brand_mark() -> SafeString:
    """The mark: seven seats around a table, one course."""
    return icons.BRAND


@register.simple_tag
def empty_table() -> SafeString:
    """The small table of an empty state."""
    return icons.EMPTY_TABLE


@register.filter
def seat_count(chairs: Sequence[Any]) -> str:
    """How many seats, in words."""
    return wording.seats(len(chairs))


@register.simple_tag
def s_mark(code: str) -> SafeString:
    """One of the five S's: shape, colour and name together."""
    return format_html(
        '<span class="s s--{}">{}<span>{}</span></span>', code, icons.shape(code), wording_scans.TITLE[code]
    )


@register.simple_tag
def state(code: str) -> SafeString:
    """A state as a fill level with its word: none, calm, watch, talk."""
    return format_html(
        '<span class="state state--{}">{}{}</span>', code, icons.level(code), wording.STATES[code]
    )


@register.simple_tag
def ladder(value: int, most: int, label: str, urgent: bool = False) -> SafeString:
    """Time or progress as the edge of a chart: so many of so many segments."""
    return format_html(
        '<progress class="ladder{} of-{}" value="{}" max="{}" aria-label="{}">{}</progress>',
        " ladder--urgent" if urgent else "",
        max(1, min(most, tafel.MOST_DRAWN)),
        value,
        most,
        label,
        _("%(value)s of %(most)s") % {"value": value, "most": most},
    )


@register.inclusion_tag("drawing/tafel.html", name="tafel")
def tafel_of(
    chairs: Iterable[Member | tafel.Chair],
    me: Member | None = None,
    label: str = "",
    sentence: str = "",
    presence: bool = False,
) -> dict[str, Any]:
    """The table with who sits around it and a sentence in the middle."""
    ring = tafel.ring([_chair(chair, me) for chair in chairs])
    return {"ring": ring, "label": label, "sentence": sentence, "presence": presence}


def _chair(chair: Member | tafel.Chair, me: Member | None) -> tafel.Chair:
    if isinstance(chair, tafel.Chair):
        return chair
    mine = me is not None and chair.pk == me.pk
    return tafel.Chair(chair.number or 0, chair.name, chair.role, chair.taken, mine, chair.guardian)


@register.simple_tag
def qr(text: str, label: str = "") -> SafeString:
    """A QR code, inline."""
    return qr_drawing.qr(text, label or _("QR code to %(address)s") % {"address": text})


@register.simple_tag
def strip(code: str, counts: Sequence[int], label: str, **marks: Any) -> SafeString:
    """The dot strip of one S. The marks (`before`, `median`, `band`, …) are those of drawing/strip.py."""
    return strip_drawing.strip(code, counts, label, **{k: v for k, v in marks.items() if v not in (None, "")})


@register.simple_tag
def pick_dots(code: str, count: int, most: int) -> SafeString:
    """How many chose this S, as dots and in words."""
    if not count:
        return format_html('<span class="pick-none">{}</span>', _("none"))
    return choices.pick_dots(code, count, wording.chose(count, most))


@register.simple_tag
def error(errors: Mapping[str, str] | None, field: str) -> SafeString | str:
    """What is wrong with this field, under it."""
    if not errors or field not in errors:
        return ""
    return format_html(
        '<span class="error" id="{}-error">{}<span>{}</span></span>', field, icons.icon("mind"), errors[field]
    )


@register.simple_tag
def invalid(errors: Mapping[str, str] | None, field: str, described: str = "") -> SafeString:
    """The attributes of a field: that it is wrong, and what describes it."""
    is_wrong = bool(errors and field in errors)
    described_by = " ".join(part for part in (described, f"{field}-error" if is_wrong else "") if part)
    pairs = (("aria-invalid", "true" if is_wrong else ""), ("aria-describedby", described_by))
    return format_html_join("", ' {}="{}"', ((name, value) for name, value in pairs if value))


@register.filter
def wrong(errors: Mapping[str, str] | None, field: str) -> str:
    """The class of a field that is wrong."""
    return " field--error" if errors and field in errors else ""


@register.inclusion_tag("parts/errors.html")
def error_summary(errors: Mapping[str, str] | None, focus: bool = True) -> dict[str, Any]:
    """All that is wrong, on top of the form, each with a link to its field."""
    return {"errors": (errors or {}).items(), "focus": focus}
