"""The page of one decision."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from koers.domain import decisions, readbacks, rules, scans
from koers.domain.actions import DAYS_TO_CARRY_OUT
from koers.web import wording_decisions, wording_records
from koers.web.drawing import texts
from koers.web.seat import TeamRequest, team_page
from koers.web.views.proposals.page import Problem
from koers.web.views.records.shown import Shown, shown

LIMITS = {
    "message": decisions.MESSAGE_LIMIT,
    "line": decisions.CHANNEL_LIMIT,
    "word": decisions.WORD_LIMIT,
    "action": scans.ACTION_LIMIT,
}


@require_GET
@team_page
def page(request: TeamRequest, number: str) -> HttpResponse:
    """What was decided, how, and what came of it."""
    return whole_page(request, number, Problem())


def whole_page(request: TeamRequest, number: str, problem: Problem) -> HttpResponse:
    """The page; after a refusal with what was filled in."""
    return render(request, "decisions/record.html", context(request, number, problem), status=problem.status)


def context(request: TeamRequest, number: str, problem: Problem) -> dict[str, Any]:
    """What its templates need."""
    today = timezone.localdate()
    one = shown(request.seat, number, today)
    return {
        "shown": one,
        "decision": one.decision,
        "plan": one.plan,
        "document": texts.doc(one.decision.text),
        "because": texts.doc(one.plan.because) if one.plan.because else "",
        "may_follow": rules.may(request.seat, "word_message"),
        "may_change": rules.may(request.seat, "draft_proposal") and not one.changed,
        "leads_words": one.words is not None and readbacks.leads(request.seat, one.words.readback.opener_id),
        "seat_sits": request.seat.has("member"),
        "verdicts": list(wording_decisions.VERDICT.items()),
        "cames": list(wording_decisions.CAME.items()),
        "kinds": wording_records.KEPT,
        "limits": LIMITS,
        "today": today,
        "tomorrow": today + timedelta(days=1),
        "last_day": today + timedelta(days=DAYS_TO_CARRY_OUT),
        "marked": one.marked,
        "errors": problem.errors,
        "given": {problem.form: problem.values},
        **_next(one),
    }


def _next(one: Shown) -> dict[str, Any]:
    """What still waits: looking back, telling."""
    return {"review_due": one.tracks.review == "due" and not one.changed}
