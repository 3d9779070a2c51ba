"""What came out of a round: dots, middle, words, what is sure and what isn't."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from koers.apps.actions import queries as actions
from koers.apps.people import queries as people
from koers.apps.scans import queries
from koers.apps.scans.models import Round
from koers.domain import rules, scans
from koers.domain.actions import MOST_OPEN
from koers.domain.scans import Outcome
from koers.web import wording_following, wording_scans
from koers.web.days import days_to_act
from koers.web.seat import TeamRequest, team_page
from koers.web.views.scans import rows
from koers.web.views.scans.rounds import the_round

#: Before a team talks and before it agrees anew, it sees what is open of the last time.
UNDER_WAY = ("talking", "agreeing")


@require_GET
@team_page
def result(request: TeamRequest, number: int) -> HttpResponse:
    """The outcome of a closed round; an open one shows on the wall and the phones."""
    scan = the_round(request, number)
    if scan.stage == "answering":
        return redirect("now", request.team.key)
    return render(request, "scans/result.html", context(request, scan))


def context(request: TeamRequest, scan: Round) -> dict[str, Any]:
    """Everything the outcome needs, for the page and for the wall."""
    earlier = queries.before(request.seat, scan)
    results = queries.results_of(scan, *([earlier] if earlier else []))
    counts = results[scan.pk]
    outcome = queries.outcome(scan, counts)
    given = queries.given_by(scan, *([earlier] if earlier else []))
    past = rows.beside(scan, earlier, results, given)
    return {
        "scan": scan,
        "outcome": outcome,
        "headline": wording_scans.headline(outcome),
        "lede": wording_scans.lede(outcome),
        "rows": rows.rows(request.seat, scan, outcome, counts, past, given),
        "earlier": earlier if past.changes else None,
        "apart": wording_following.apart(past.apart, past.when),
        "risen": rows.risen(earlier, past),
        "risen_title": wording_scans.TITLE.get(earlier.chosen, "") if earlier else "",
        "band": _band(outcome),
        "may_lead": rules.may(request.seat, "talk_about"),
        "actions": actions.of_round(request.seat, scan) if scan.stage == "agreed" else (),
        "chosen_title": wording_scans.TITLE.get(scan.chosen, ""),
        **agreement_context(request, scan),
    }


def _band(outcome: Outcome) -> str:
    band = outcome.readings[0].band if outcome.readings else None
    return wording_scans.band(band.size) if band else ""


def agreement_context(request: TeamRequest, scan: Round) -> dict[str, Any]:
    """What choosing an S and agreeing two actions needs."""
    today = timezone.localdate()
    return {
        "five": [(s, wording_scans.TITLE[s], scan.picks.get(s, 0)) for s in scans.FIVE],
        "members": people.table(request.seat).filter(pk__in=scan.electorate)
        if scan.stage == "agreeing"
        else (),
        "days": days_to_act(today) if scan.stage == "agreeing" else (),
        "latest": scans.latest_due(today),
        **_room(request, scan),
        "picked": wording_scans.picked(scan.picks),
        "total_picks": sum(scan.picks.values()),
        "may_agree": scan.stage == "agreeing" and rules.may(request.seat, "agree_actions"),
        "values": {},
        "errors": {},
    }


def _room(request: TeamRequest, scan: Round) -> dict[str, Any]:
    """What is still open from earlier scans, and how many new actions fit beside it."""
    if scan.stage not in UNDER_WAY:
        return {"left_open": (), "numbers": ()}
    left_open = list(actions.open_of_scans(request.seat).order_by("due", "pk"))
    room = max(0, MOST_OPEN - len(left_open))
    return {
        "left_open": left_open,
        "numbers": range(1, room + 1),
        "room_says": wording_following.room(room),
        "today": timezone.localdate(),
    }
