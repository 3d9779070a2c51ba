"""One topic: who may decide it and how, how it is treated, what came of it; and what can be done now."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from koers.apps.direction import queries as course
from koers.apps.ledger.models import Ask
from koers.apps.topics import commands, queries
from koers.apps.topics.models import Topic, Word
from koers.domain import processes, rules, topics
from koers.domain.refusals import NotHere, Refused
from koers.domain.topics import Advice
from koers.web import wording, wording_authority, wording_topics
from koers.web.days import days_coming, from_list
from koers.web.seat import TeamRequest, team_page
from koers.web.views.topics.lineage import named

#: What a button beside the topic does, by the noun in its address.
DEEDS = {
    "talk": "talk_about_topic",
    "settled": "settle_topic",
    "letting-go": "let_go_topic",
    "again": "reopen_topic",
}


@require_GET
@team_page
def topic(request: TeamRequest, pk: int) -> HttpResponse:
    """One topic."""
    return page(request, pk)


def the_topic(request: TeamRequest, pk: int) -> Topic:
    """A topic of the organisation, as far as this seat may know of it."""
    here = Topic.objects.for_seat(request.seat).select_related("team", "owner", "role", "mandate__to_member")
    one = here.filter(pk=pk).first()
    if one is None:
        raise NotHere
    found: Topic = one
    return found


def page(request: TeamRequest, pk: int, errors: dict[str, str] | None = None) -> HttpResponse:
    """The page of a topic, after a refusal with what is missing."""
    one, today = the_topic(request, pk), timezone.localdate()
    if one.closed_to(request.seat, today):
        return render(request, "topics/closed.html", {"topic": one})
    ours = one.stream_id == request.seat.stream
    facts = queries.facts_of(request.seat, one, today)
    advice, words = topics.advise(facts), list(one.words.all())
    before, after = queries.lineage(one)
    context = {
        "topic": one,
        "ours": ours,
        "late": one.is_late(today),
        "state": wording_topics.STATE[one.state],
        "impact": [(domain, wording_topics.SIZE[size]) for domain, size in one.impact.items()],
        "guide": [(wording_topics.GUIDING[code], text) for code, text in one.guide.items()],
        "closed": one.closed_until is not None and today <= one.closed_until,
        "words": words,
        "from_": named(request, before),
        "to": named(request, after),
        **authority_shown(one, advice),
        **_way(one, words),
        "start": start(request, one, advice) if ours else "",
        "later_days": days_coming(max(today, one.decide_by or today)),
        "closing_days": days_coming(today),
        "ruled_out": course.touched(request.seat, f"{one.title} {one.question}") if ours else [],
        "errors": errors or {},
        "values": request.POST,
        **_may(request, one, ours),
    }
    return render(request, "topics/topic.html", context, status=422 if errors else 200)


def authority_shown(one: Topic, advice: Advice) -> dict[str, Any]:
    """Who may decide this, and how, in words."""
    answer = advice.answer
    role, mandate = one.role.name if one.role else "", one.mandate.to_name if one.mandate else ""
    return {
        "answer": answer,
        "answer_says": wording_topics.who(answer, role, mandate),
        "refused": wording.refusal(answer.refused) if answer.refused else "",
        "who": wording_authority.WHO[answer.row.who],
        "days": wording_authority.workdays(answer.row.days),
        "yardstick": answer.row.yardstick,
    }


def _way(one: Topic, words: Sequence[Word]) -> dict[str, Any]:
    if not one.way:
        return {"way": ""}
    title, line = wording_topics.WAY[one.way]
    last = next((word for word in reversed(words) if word.deed == "triage_topic"), None)
    return {
        "way": title,
        "way_line": line,
        "other_than": wording_topics.WAY[one.advised][0] if one.advised != one.way else "",
        "other_because": last.because if last else "",
        "reasons": [wording_topics.reason(told["code"], told["facts"]) for told in one.reasons],
    }


def start(request: TeamRequest, one: Topic, advice: Advice) -> str:
    """Where a proposal about it begins: with the method that applies, its window, and what is known."""
    answer = advice.answer
    method = answer.method if answer.method in processes.METHODS else ""
    begun = [
        ("about", one.code),
        ("title", one.title),
        ("because", one.why_now),
        ("method", method),
        ("why_method", wording_topics.because_of(answer, one.kind)),
        ("days", str(answer.row.days)),
        ("priority", one.priority),
        *(("impact_domain", domain) for domain in one.impact),
        *(("impact_size", size) for size in one.impact.values()),
    ]
    if carried := {"role": one.role, "mandate": one.mandate}.get(answer.by):
        begun += [("ground", carried.code), *_taken(one)]
    address = reverse("proposal_new", args=[request.team.key])
    return f"{address}?{urlencode([(name, text) for name, text in begun if text])}"


def _taken(one: Topic) -> list[tuple[str, str]]:
    """What it takes, for a decision that is checked against a limit."""
    amount, months = ("" if fact is None else str(fact) for fact in (one.amount, one.months))
    return [("amount", amount), ("months", months), ("irreversible", "yes" if one.irreversible else "")]


def _may(request: TeamRequest, one: Topic, ours: bool) -> dict[str, Any]:
    """What this seat can do with it now."""
    can = {
        deed for deed, steps in topics.STEPS.items() if one.state in steps and rules.may(request.seat, deed)
    }
    hears = Ask.objects.filter(member=request.member.pk, deed="hear_topic", subject=one.code)
    return {
        "can": can if ours else set(),
        "may_propose": ours and one.state in topics.GOING and rules.may(request.seat, "draft_proposal"),
        "hears": ours and hears.exists(),
    }


# --- what can be done


def done(request: TeamRequest, pk: int, said: str, do: Callable[[], object]) -> HttpResponse:
    """Do it and go back to the topic, or show it again with what is missing."""
    try:
        do()
    except Refused as refused:
        if not refused.field:
            raise
        return page(request, pk, {refused.field: wording.refusal(refused)})
    messages.success(request, wording_topics.NOTICES[said])
    return redirect("topic", request.team.key, pk)


@require_POST
@team_page
def word(request: TeamRequest, pk: int, noun: str) -> HttpResponse:
    """A deed that takes a reason and nothing else."""
    deed = DEEDS[noun]
    because, key = request.POST.get("because", ""), request.POST.get("key")
    return done(request, pk, deed, lambda: getattr(commands, deed)(request.seat, pk, because, key))


@require_POST
@team_page
def postponement(request: TeamRequest, pk: int) -> HttpResponse:
    """Another day to decide by."""
    day, because = from_list(request.POST.get("decide_by", "")), request.POST.get("because", "")

    def act() -> None:
        commands.postpone_topic(request.seat, pk, day, because, request.POST.get("key"))

    return done(request, pk, "postpone_topic", act)


@require_POST
@team_page
def heard(request: TeamRequest, pk: int) -> HttpResponse:
    """Its author has read what came of it."""
    key = request.POST.get("key")
    return done(request, pk, "hear_topic", lambda: commands.hear_topic(request.seat, pk, key))


@require_POST
@team_page
def closing(request: TeamRequest, pk: int) -> HttpResponse:
    """Let only the team see it, until a day."""
    given = request.POST
    until, because = from_list(given.get("closed_until", "")), given.get("closed_because", "")

    def act() -> None:
        commands.restrict_topic(request.seat, pk, until, because, given.get("key"))

    return done(request, pk, "restrict_topic", act)


@require_POST
@team_page
def opening(request: TeamRequest, pk: int) -> HttpResponse:
    """Let the organisation see it again."""
    key = request.POST.get("key")
    return done(request, pk, "open_up_topic", lambda: commands.open_up_topic(request.seat, pk, key))
