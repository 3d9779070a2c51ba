"""Drawing the forms of a check."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.simple_tag
def agreed_values(n: str, values: Mapping[str, str], errors: Mapping[str, str]) -> dict[str, str]:
    """The fields of the n-th agreement: what was filled in, and what is wrong."""
    fields = ("text", "owner", "due")
    given = {field: values.get(f"{field}-{n}", "") for field in fields}
    return {**given, **{f"{field}_error": errors.get(f"{field}-{n}", "") for field in fields}}
