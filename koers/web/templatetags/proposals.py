"""Drawing a proposal: its options' words, an answer to a test, what a form was filled in with."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from koers.domain.processes import Case, ranked
from koers.web import wording_counts, wording_decisions, wording_proposals
from koers.web.drawing import icons
from koers.web.views.proposals.shown import Shown

register = template.Library()

SIGNS = {"yes": "tick", "no": "cross", "unsure": "mind"}


@register.filter
def of_form(given: Mapping[str, Any], form: str) -> Any:
    """What this form was filled in with, when it was refused."""
    return given.get(form, {})


@register.filter
def list_of(values: Mapping[str, Any], name: str) -> list[str]:
    """Every value of a field that may come several times, of a sent form or of a kept draft."""
    return values.getlist(name) if isinstance(values, QueryDict) else list(values.get(name, []))


@register.simple_tag
def value_of(values: Mapping[str, Any], name: str) -> Any:
    """What a field was filled in with."""
    return values.get(name, "")


@register.filter
def named(names: Mapping[int, str], member: int) -> str:
    """Who this is; whoever helps and sits at no chair goes by that."""
    return names.get(member) or _("the facilitator")


@register.simple_tag
def test_line(question: str, answer: str) -> SafeString:
    """One of the three questions with its answer: a sign for eyes, the word for everybody."""
    return format_html(
        "<li>{}<span>{}</span><strong>{}</strong></li>",
        icons.icon(SIGNS[answer]),
        question,
        wording_proposals.ANSWER[answer],
    )


@register.simple_tag
def tests() -> list[tuple[str, Any]]:
    """The three questions of the test."""
    return list(wording_decisions.TEST.items())


@register.simple_tag
def test_answers() -> list[tuple[str, Any]]:
    """What can be answered to them."""
    return list(wording_proposals.ANSWER.items())


@register.simple_tag
def findings() -> list[tuple[str, Any]]:
    """What they can bring."""
    return list(wording_decisions.FINDING.items())


@register.simple_tag
def criteria() -> list[tuple[str, Any]]:
    """What makes an objection one."""
    return list(wording_decisions.CRITERION.items())


@register.simple_tag
def value_rows(shown: Shown, given: Any) -> list[tuple[str, str, int | None]]:
    """Every option with the value that was just filled in, or else given before."""
    own = shown.own.response.values if shown.own and shown.own_state in ("counts", "confirm") else {}
    rows = []
    for option in shown.case.text.options:
        typed = given.get(f"value-{option.id}", "") if given else ""
        before = None if given else own.get(option.id)
        rows.append((option.id, option.text, int(typed) if typed.isdigit() else before))
    return rows


@register.simple_tag
def ballot_values(case: Case) -> list[tuple[int, str]]:
    """What can be chosen for an option on a ballot."""
    lowest, highest = ranked.span(case)
    numbers = range(lowest, highest + 1)
    if case.terms.rule == "approval":
        return [(n, str(wording_counts.GOOD_ENOUGH[n])) for n in reversed(numbers)]
    return [(n, str(n)) for n in numbers]


@register.simple_tag
def ways_out() -> list[tuple[str, Any, Any]]:
    """The ways out when consent got stuck."""
    return [(code, title, line) for code, (title, line) in wording_proposals.WAY_OUT.items()]
