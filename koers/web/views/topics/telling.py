"""Bringing up a topic, and telling it better."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from koers.apps.topics import commands, queries
from koers.apps.topics.models import Topic
from koers.domain import rules, topics
from koers.domain.refusals import NotHere, Refused
from koers.domain.topics import Told
from koers.web import wording, wording_authority, wording_topics
from koers.web.days import days_coming, from_list
from koers.web.forms import fresh_key, mistakes
from koers.web.seat import TeamRequest, team_page
from koers.web.views.authority.fields import whole_euros, whole_months

#: How many rows for domains stand in the form; empty ones are left out.
ROWS = 4
#: What another page may fill in beforehand.
BEGUN = ("title", "question", "why_now", "origin", "kind", "came_from")


@require_http_methods(["GET", "POST"])
@team_page
def new(request: TeamRequest) -> HttpResponse:
    """A new topic: short, and the rest only where it helps."""
    rules.check(request.seat, "raise_topic")
    if request.method == "GET":
        begun = {name: request.GET[name][:600] for name in BEGUN if name in request.GET}
        return _form(request, begun)
    given = request.POST
    if errors := _mistakes(given):
        return _form(request, given, errors)
    topic = commands.raise_topic(
        request.seat, request.team, filled(given), came_from=given.get("came_from", "")[:60], key=_key(given)
    )
    messages.success(request, wording_topics.NOTICES["raised"])
    return redirect("topic", request.team.key, topic.pk)


def _key(given: QueryDict) -> str | None:
    return given.get("key")


@require_http_methods(["GET", "POST"])
@team_page
def edit(request: TeamRequest, pk: int) -> HttpResponse:
    """Tell it better. Its day stays: another one is postponing."""
    rules.check(request.seat, "edit_topic")
    topic = queries.of_team(request.seat).filter(pk=pk).first()
    if topic is None:
        raise NotHere
    topic.step("edit_topic")
    if request.method == "GET":
        return _form(request, as_filled(topic), topic=topic)
    given = request.POST
    errors = _mistakes(given)
    if not errors:
        try:
            commands.edit_topic(request.seat, pk, filled(given), _key(given))
        except Refused as refused:
            if not refused.field:
                raise
            errors = {refused.field: wording.refusal(refused)}
    if errors:
        return _form(request, given, errors, topic)
    messages.success(request, wording_topics.NOTICES["edited"])
    return redirect("topic", request.team.key, pk)


def _mistakes(given: QueryDict) -> dict[str, str]:
    numbers = mistakes(
        lambda: whole_euros(given.get("amount", "")), lambda: whole_months(given.get("months", ""))
    )
    if numbers:
        return numbers
    told, today = filled(given), timezone.localdate()
    # Each is looked at beside a good one, so that everything that is missing is said at once.
    return mistakes(
        lambda: topics.tidy(Told(told.title, "-"), today),
        lambda: topics.tidy(Told("-", told.question), today),
        lambda: topics.tidy(replace(told, title="-", question="-"), today),
    )


def filled(given: QueryDict) -> Told:
    """The form as the rules know it."""
    domains, sizes = given.getlist("domain"), given.getlist("size")
    return Told(
        given.get("title", ""),
        given.get("question", ""),
        given.get("why_now", ""),
        given.get("kind", ""),
        given.get("aim", ""),
        given.get("origin", "other"),
        from_list(given.get("decide_by", "")),
        _impact(domains, sizes),
        tuple(given.get("parties", "").split(",")),
        given.get("priority", ""),
        whole_euros(given.get("amount", "")),
        whole_months(given.get("months", "")),
        given.get("irreversible") == "yes",
        {code: given.get(code, "") for asked in topics.GUIDING.values() for code in asked},
    )


def _impact(domains: list[str], sizes: list[str]) -> dict[str, str]:
    return {domain: size for domain, size in zip(domains, sizes, strict=False) if domain.strip()}


def as_filled(topic: Topic) -> dict[str, Any]:
    """A topic as its form was filled in."""
    told = topic.told
    plain = ("title", "question", "why_now", "kind", "aim", "origin", "priority")
    return {
        **{name: getattr(told, name) for name in plain},
        "parties": ", ".join(told.parties),
        "amount": told.amount if told.amount is not None else "",
        "months": told.months or "",
        "irreversible": "yes" if told.irreversible else "",
        "domain": list(told.impact),
        "size": list(told.impact.values()),
        **told.guide,
    }


def _form(
    request: TeamRequest,
    values: Mapping[str, Any],
    errors: dict[str, str] | None = None,
    topic: Topic | None = None,
) -> HttpResponse:
    domains, sizes = _list(values, "domain"), _list(values, "size")
    rows = [(domain, size) for domain, size in zip(domains, sizes, strict=False) if domain]
    context = {
        "topic": topic,
        "values": values,
        "errors": errors or {},
        "key": values.get("key") or fresh_key(),
        "rows": rows + [("", "small")] * max(ROWS - len(rows), 1),
        "sizes": wording_topics.SIZE.items(),
        "kinds": wording_authority.KIND.items(),
        "aims": [(code, *says) for code, says in wording_topics.AIM.items()],
        "origins": wording_topics.ORIGIN.items(),
        "guides": _guides(values),
        "known": queries.domains(request.seat),
        "more": _more(values, rows, errors or {}),
        "days": days_coming(timezone.localdate(), values.get("decide_by", "")),
    }
    return render(request, "topics/form.html", context, status=422 if errors else 200)


def _list(values: Mapping[str, Any], name: str) -> list[str]:
    found: list[str] = values.getlist(name) if isinstance(values, QueryDict) else values.get(name, [])
    return found


def _guides(values: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, Any, str]]]]:
    """Per matter of course its questions, with what was answered."""
    return [
        (kind, [(code, wording_topics.GUIDING[code], values.get(code, "")) for code in asked])
        for kind, asked in topics.GUIDING.items()
    ]


#: Fields that are folded away until somebody needs them.
FOLDED = ("amount", "months", "irreversible", "parties", "priority")


def _more(values: Mapping[str, Any], rows: list[Any], errors: dict[str, str]) -> bool:
    """Whether the second half of the form is unfolded."""
    return bool(rows) or any(values.get(name) for name in FOLDED) or bool({*FOLDED, "impact"} & errors.keys())
