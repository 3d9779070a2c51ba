"""How to treat a topic: the advice with its reasons, who carries it, and choosing a way."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from koers.apps.authority import queries as authority
from koers.apps.authority.models import Mandate
from koers.apps.people import queries as people
from koers.apps.roles.models import Role
from koers.apps.topics import commands, queries
from koers.apps.topics.models import Topic
from koers.domain import rules, topics
from koers.domain.refusals import NotHere, Refused
from koers.web import wording, wording_authority, wording_topics
from koers.web.forms import whole_number
from koers.web.seat import TeamRequest, team_page
from koers.web.views.topics.page import authority_shown


class Filled:
    """What was filled in of who carries it: the line of a role, a mandate, and whether you differ."""

    def __init__(self, request: TeamRequest, topic: Topic, given: QueryDict) -> None:
        today = timezone.localdate()
        self.lines = list(enumerate(queries.lines(request.seat), start=1))
        self.mandates = queries.covering(request.seat, topic, today)
        chosen = given.get("carries", "") if given else _kept(topic, self.lines)
        self.carries = chosen
        kind, _colon, number = chosen.partition(":")
        place = whole_number(number)
        at = next((line for n, line in self.lines if kind == "line" and n == place), None)
        self.role: Role | None = at[0] if at else None
        self.line = at[1] if at else ""
        self.mandate: Mandate | None = next(
            (one for one in self.mandates if kind == "mandate" and one.pk == place), None
        )
        self.contested = given.get("contested") == "yes" if given else topic.contested


def _kept(topic: Topic, lines: list[tuple[int, Any]]) -> str:
    """What was said before of who carries it."""
    if topic.mandate_id:
        return f"mandate:{topic.mandate_id}"
    at = [n for n, (role, line) in lines if role.pk == topic.role_id and line == topic.role_line]
    return f"line:{at[0]}" if at else ""


def _ours(request: TeamRequest, pk: int) -> Topic:
    rules.check(request.seat, "triage_topic")
    topic = queries.of_team(request.seat).filter(pk=pk).first()
    if topic is None:
        raise NotHere
    topic.step("triage_topic")
    return topic


@require_http_methods(["GET", "POST"])
@team_page
def triage(request: TeamRequest, pk: int) -> HttpResponse:
    """The questions, the advice, and the ways to choose from."""
    topic = _ours(request, pk)
    filled = Filled(request, topic, request.POST or request.GET)
    if request.method == "GET":
        return _page(request, topic, filled)
    given = request.POST

    def act() -> None:
        commands.triage_topic(
            request.seat,
            pk,
            given.get("way", ""),
            given.get("because", ""),
            role=filled.role.pk if filled.role else None,
            line=filled.line,
            mandate=filled.mandate.pk if filled.mandate else None,
            contested=filled.contested,
            owner=whole_number(given.get("owner", "")) or None,
            key=given.get("key"),
        )

    try:
        act()
    except Refused as refused:
        if not refused.field:
            raise
        return _page(request, topic, filled, {refused.field: wording.refusal(refused)})
    messages.success(request, wording_topics.NOTICES["triage_topic"])
    return redirect("topic", request.team.key, pk)


@require_GET
@team_page
def advice_fragment(request: TeamRequest, pk: int) -> HttpResponse:
    """The advice for what is filled in so far."""
    topic = _ours(request, pk)
    return render(
        request, "topics/_advice.html", _advised(request, topic, Filled(request, topic, request.GET))
    )


def _advised(request: TeamRequest, topic: Topic, filled: Filled) -> dict[str, Any]:
    facts = queries.facts(
        topic,
        authority.rows(request.seat),
        timezone.localdate(),
        role=filled.role.name if filled.role else "",
        mandate=filled.mandate,
        contested=filled.contested,
    )
    advice = topics.advise(facts)
    topic.role, topic.mandate = filled.role, filled.mandate
    return {
        "topic": topic,
        "advised": advice.way,
        "advised_says": wording_topics.WAY[advice.way][0],
        "advised_line": wording_topics.WAY[advice.way][1],
        "reasons": [wording_topics.reason(one.code, one.facts) for one in advice.reasons],
        **authority_shown(topic, advice),
    }


def _page(
    request: TeamRequest, topic: Topic, filled: Filled, errors: dict[str, str] | None = None
) -> HttpResponse:
    owner = whole_number(request.POST.get("owner", "")) or topic.owner_id or topic.author_id
    context = {
        **_advised(request, topic, filled),
        "lines": [(f"line:{n}", role, line) for n, (role, line) in filled.lines],
        "mandates": [(one.code, one, wording_authority.limits(one.the_mandate())) for one in filled.mandates],
        "carries": filled.carries,
        "all_ways": [(way, *wording_topics.WAY[way]) for way in topics.WAYS],
        "contested": filled.contested,
        "chairs": [chair for chair in people.table(request.seat) if chair.taken],
        "owner": owner,
        "errors": errors or {},
        "values": request.POST,
    }
    return render(request, "topics/triage.html", context, status=422 if errors else 200)
