"""What the pages of roles draw: a state as a fill level with its own words."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from koers.web import wording_roles
from koers.web.drawing import circles, icons

register = template.Library()
register.filter("term_span", wording_roles.span)


@register.simple_tag
def role_state(code: str) -> SafeString:
    """Held, a term that ends soon, or held by nobody."""
    says = wording_roles.STATE[code]
    return format_html('<span class="state state--{}">{}{}</span>', code, icons.level(code), says)


@register.simple_tag
def circle_map(discs: Iterable[circles.Disc]) -> SafeString:
    """Circles within circles, for eyes and pointer: the list beside it says the same, with the keyboard."""
    return format_html(
        '<svg class="map" viewBox="0 0 {0} {0}" aria-hidden="true">'
        '<circle class="map-all" cx="{1}" cy="{1}" r="{2}"/>{3}</svg>',
        int(circles.SIZE),
        int(circles.SIZE / 2),
        int(circles.SIZE / 2 - 1),
        format_html_join("", "{}", ((_disc(disc),) for disc in discs)),
    )


def _disc(disc: circles.Disc) -> SafeString:
    kind = "role" if disc.item.is_role else "circle"
    return format_html(
        '<a href="{}" tabindex="-1"><title>{}</title>'
        '<circle class="map-{} map-{}--{}" cx="{}" cy="{}" r="{}"/>{}{}</a>',
        disc.item.link,
        disc.item.name,
        kind,
        kind,
        disc.level,
        *(f"{value:.1f}" for value in (disc.x, disc.y, disc.radius)),
        _glyph(disc) if disc.item.is_role else "",
        _label(disc),
    )


def _glyph(disc: circles.Disc) -> SafeString:
    x, y, scale = disc.glyph
    return format_html(
        '<g class="map-state map-state--{}" transform="translate({} {}) scale({})">{}</g>',
        disc.item.state,
        *(f"{value:.2f}" for value in (x, y, scale)),
        mark_safe(icons.LEVELS[disc.item.state]),  # noqa: S308 - our own drawing
    )


def _label(disc: circles.Disc) -> SafeString:
    """Its name for a wide screen, and once more for a phone, where letters are larger beside the drawing."""
    lines = [
        (of, f"{disc.x:.1f}", f"{y:.1f}", line)
        for of, high in (("wide", circles.WIDE), ("phone", circles.PHONE))
        if (label := disc.label(high))
        for y, line in label.lines
    ]
    return format_html_join("", '<text class="map-name map-name--{}" x="{}" y="{}">{}</text>', lines)
