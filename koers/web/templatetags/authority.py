"""What the pages of authority draw: a level as seven steps, the state of a mandate as a fill level."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from koers.domain.authority import LEVELS
from koers.web import wording_authority, wording_topics
from koers.web.drawing import icons

register = template.Library()
register.filter("euros", wording_authority.euros)
register.filter("months", wording_authority.months)
register.filter("workdays", wording_authority.workdays)
register.filter("kind", lambda code: wording_authority.KIND[code])
register.filter("by_method", lambda code: wording_authority.METHOD[code])
register.filter("takes_part", lambda code: wording_authority.WHO[code])
register.filter("postponed", wording_topics.times)
register.filter("topic_deed", lambda deed: wording_topics.DEED[deed])
register.filter("happened", lambda word: wording_topics.happened(word.deed, word.facts))
register.filter("mandate_word", lambda deed: wording_authority.WORD[deed])


@register.simple_tag
def level(number: int) -> SafeString:
    """A level of delegation: seven steps, filled as far as it leaves the matter to whoever carries it."""
    steps = format_html_join(
        "",
        "<i{}></i>",
        ((format_html(' class="{}"', "on") if n <= number else "",) for n in range(1, len(LEVELS) + 1)),
    )
    says = wording_authority.LEVEL[number]
    return format_html(
        '<span class="level"><span class="level-steps" aria-hidden="true">{}</span><span>{} {}</span></span>',
        steps, number, says,
    )  # fmt: skip


@register.simple_tag
def mandate_state(code: str) -> SafeString:
    """How a mandate stands, as a fill level with its word."""
    drawn = wording_authority.LEVEL_OF[code]
    return format_html(
        '<span class="state state--{}">{}{}</span>', drawn, icons.level(drawn), wording_authority.STATE[code]
    )


@register.simple_tag
def topic_state(code: str) -> SafeString:
    """How a topic stands, as a fill level with its word: a full one where nobody looked at it yet."""
    drawn = wording_topics.LEVEL_OF[code]
    return format_html(
        '<span class="state state--{}">{}{}</span>', drawn, icons.level(drawn), wording_topics.STATE[code]
    )
