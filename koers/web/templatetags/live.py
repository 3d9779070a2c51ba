"""`{% live_token %}`: for `<body data-live="{% live_token %}">`."""

from typing import Any

from django import template

from koers.web import live

register = template.Library()


@register.simple_tag(takes_context=True)
def live_token(context: dict[str, Any]) -> str:
    """The pass of this page, or nothing where there is nothing to hear."""
    return live.live_token(context["request"])
