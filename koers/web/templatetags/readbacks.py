"""Drawing what was read back: marked sentences, who says what."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from koers.apps.people.models import Member
from koers.engine.language import marks
from koers.web import wording_readbacks
from koers.web.drawing.names import called, initials

register = template.Library()

register.filter("slot_title", lambda slot: wording_readbacks.SLOT[slot])


@register.filter
def marked(text: str) -> SafeString:
    """A sentence in which days, amounts, numbers, negations and modal verbs stand out."""
    pieces: list[tuple[SafeString | str]] = []
    at = 0
    for mark in marks(text):
        words = text[mark.start : mark.end]
        pieces.append((text[at : mark.start],))
        pieces.append((format_html('<mark class="m m--{}">{}</mark>', mark.kind, words),))
        at = mark.end
    return format_html_join("", "{}", [*pieces, (text[at:],)])


@register.simple_tag
def who_row(members: Sequence[Member]) -> SafeString:
    """Who says this, in seat order: initials for eyes, names for everybody else."""
    names = wording_readbacks.listed(called([member.name for member in members]))
    discs = format_html_join(
        "",
        '<span class="who who--s" title="{}" aria-hidden="true">{}</span>',
        ((member.name, initials(member.name)) for member in members),
    )
    return format_html('<span class="who-row" role="img" aria-label="{}">{}</span>', names, discs)


@register.simple_tag
def tag_count(tag: str, count: int) -> SafeString | str:
    """How often a sentence was called this, when it was."""
    if not count:
        return ""
    manner = {"differs": " tag--diff", "unsure": " tag--none"}.get(tag, "")
    return format_html('<span class="tag{}">{}</span>', manner, wording_readbacks.tag_count(tag, count))
