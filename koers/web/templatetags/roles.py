"""What the pages of roles draw: a state as a fill level with its own words."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from koers.web import wording_roles
from koers.web.drawing import icons

register = template.Library()
register.filter("term_span", wording_roles.span)


@register.simple_tag
def role_state(code: str) -> SafeString:
    """Held, a term that ends soon, or held by nobody."""
    says = wording_roles.STATE[code]
    return format_html('<span class="state state--{}">{}{}</span>', code, icons.level(code), says)
