"""What follows a decision: one message, who tells it, who does what, reading back, looking back, changing."""

from collections.abc import Callable
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from koers.apps.actions import commands as actions
from koers.apps.decisions import commands as deciding
from koers.apps.decisions.models import Decision
from koers.apps.decisions.records import commands, queries
from koers.domain import decisions, processes, rules
from koers.domain.processes import majority, plain
from koers.domain.refusals import NotHere, Refused
from koers.web import wording_records
from koers.web.forms import whole_number
from koers.web.seat import TeamRequest, team_page
from koers.web.views.proposals.deeds import key
from koers.web.views.proposals.page import Problem
from koers.web.views.records.page import whole_page

Act = Callable[[Decision], object]


def done(request: TeamRequest, number: str, form: str, act: Act, anchor: str) -> HttpResponse:
    """Do it, and back to the page; refused, the page with what was filled in."""
    try:
        act(queries.decision_at(request.seat, number))
    except Refused as refused:
        if isinstance(refused, NotHere) or refused.code == "not_yours":
            raise
        return whole_page(request, number, Problem(form, refused, request.POST))
    return redirect(f"{reverse('decision', args=[request.team.key, number])}#{anchor}")


def a_day(typed: str) -> date | None:
    """A day out of a field; none when it is none."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


@require_POST
@team_page
def message(request: TeamRequest, number: str) -> HttpResponse:
    """Write the one message."""

    def act(decision: Decision) -> None:
        commands.word_message(request.seat, decision.pk, request.POST.get("message", ""))

    return done(request, number, "message", act, "message")


@require_POST
@team_page
def audience(request: TeamRequest, number: str) -> HttpResponse:
    """Agree who tells it to whom."""
    given = request.POST

    def act(decision: Decision) -> None:
        commands.add_audience(
            request.seat, decision.pk, given.get("audience", ""), whole_number(given.get("teller", "")),
            a_day(given.get("due", "")), channel=given.get("channel", ""), purpose=given.get("purpose", ""),
            key=key(request),
        )  # fmt: skip

    return done(request, number, "audience", act, "message")


@require_POST
@team_page
def told(request: TeamRequest, number: str, pk: int) -> HttpResponse:
    """They were told."""
    return done(
        request,
        number,
        "told",
        lambda decision: commands.tell_audience(request.seat, decision.pk, pk),
        "message",
    )


@require_POST
@team_page
def dropped(request: TeamRequest, number: str, pk: int) -> HttpResponse:
    """They needn't be told by this one after all."""
    return done(
        request,
        number,
        "told",
        lambda decision: commands.drop_audience(request.seat, decision.pk, pk),
        "message",
    )


@require_POST
@team_page
def action(request: TeamRequest, number: str) -> HttpResponse:
    """Agree an action that carries it out."""
    given = request.POST

    def act(decision: Decision) -> None:
        actions.agree_action(
            request.seat, decision.pk, given.get("text", ""), whole_number(given.get("owner", "")),
            a_day(given.get("due", "")), key=key(request),
        )  # fmt: skip

    return done(request, number, "action", act, "actions")


@require_POST
@team_page
def readback(request: TeamRequest, number: str) -> HttpResponse:
    """Ask everybody to write it in own words; the big screen comes next."""
    decision = queries.decision_at(request.seat, number)
    asked = commands.read_decision_back(request.seat, decision.pk, key=key(request))
    return redirect("readback_wall", request.team.key, asked.number)


@require_POST
@team_page
def review(request: TeamRequest, number: str) -> HttpResponse:
    """Look back. What isn't kept goes on as a new proposal."""
    given = request.POST
    verdict = given.get("verdict", "")

    def act(decision: Decision) -> None:
        commands.review_decision(
            request.seat, decision.pk, verdict, given.get("came", ""), given.get("word", ""),
            a_day(given.get("next_on", "")), key=key(request),
        )  # fmt: skip

    reply = done(request, number, "review", act, "review")
    if reply.status_code == 302 and verdict != "keep" and rules.may(request.seat, "draft_proposal"):
        change = "supersedes" if verdict == "adapt" else "withdraws"
        return redirect(f"{reverse('decision_change', args=[request.team.key, number])}?change={change}")
    return reply


@require_http_methods(["GET", "POST"])
@team_page
def change(request: TeamRequest, number: str) -> HttpResponse:
    """Start the proposal that replaces or withdraws it, and say what is new."""
    rules.check(request.seat, "draft_proposal")
    decision = queries.decision_at(request.seat, number)
    decisions.check_changeable(decision.changed_by())
    if request.method == "GET":
        return _change_page(request, decision, Problem("", None, request.GET))
    try:
        return _started(request, decision)
    except Refused as refused:
        if isinstance(refused, NotHere) or refused.code == "not_yours":
            raise
        return _change_page(request, decision, Problem("change", refused, request.POST))


def _started(request: TeamRequest, decision: Decision) -> HttpResponse:
    given = request.POST
    plan = commands.changing(decision, given.get("change", ""), given.get("new_information", "").strip())
    title = wording_records.title_of_change(plan.change, decision.title)
    text = wording_records.text_of_change(plan.change, decision)
    process = deciding.draft_proposal(
        request.seat,
        request.team,
        "consent" if decision.elsewhere else decision.method,
        _terms(decision),
        title,
        text,
        plan=plan,
        key=key(request),
    )
    return redirect("proposal_draft", request.team.key, process.number)


def _terms(decision: Decision) -> processes.Terms:
    """The terms it was decided under, for a window of its own, and among no options."""
    terms = plain.typed(processes.Terms, decision.record["terms"])
    if decision.method == "consent" or decision.elsewhere:
        return processes.Terms(silence=terms.silence, agreement=terms.agreement, absence=terms.absence)
    among = terms.rule in majority.AMONG_OPTIONS
    rule = "of_votes_cast" if among else terms.rule
    return processes.Terms(
        silence="not_counted", rule=rule, share=terms.share, strictly=terms.strictly, quorum=terms.quorum
    )


def _change_page(request: TeamRequest, decision: Decision, problem: Problem) -> HttpResponse:
    context = {
        "decision": decision,
        "changes": [(code, title, line) for code, (title, line) in wording_records.CHANGE.items()],
        "values": problem.values,
        "limit": decisions.EFFECT_LIMIT,
        "errors": problem.errors,
    }
    return render(request, "decisions/change.html", context, status=problem.status)
