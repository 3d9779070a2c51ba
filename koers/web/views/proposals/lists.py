"""What is being decided now, and what was decided or closed before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from koers.apps.decisions import queries
from koers.apps.decisions.models import Process
from koers.apps.decisions.records import commands as records
from koers.apps.decisions.records.queries import taken_over
from koers.apps.ledger import clock
from koers.apps.ledger.models import Ask
from koers.domain import rules
from koers.web import segments, wording_decisions, wording_proposals, zones
from koers.web.seat import TeamRequest, team_page

PER_PAGE = 50
#: The newest decisions from minutes that stand on the page.
FROM_MINUTES = 20


@dataclass(frozen=True)
class Row:
    """A proposal in the list."""

    process: Process
    stage: str
    method: str
    asks_me: bool = False
    left: str = ""
    until: str = ""
    soon: bool = False
    passed: int = 0
    segments: int = 0


@require_GET
@team_page
def index(request: TeamRequest) -> HttpResponse:
    """Everything about deciding, on one page."""
    found = _open(request)
    closed = Paginator(queries.closed_ones(request.seat), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **found,
        "closed": [_row(process) for process in closed],
        "page": closed,
        "from_minutes": taken_over(request.seat)[:FROM_MINUTES],
        "may_take_over": rules.may(request.seat, "take_decision"),
        "may_propose": rules.may(request.seat, "draft_proposal"),
    }
    return render(request, "proposals/index.html", context)


@require_GET
@team_page
def open_fragment(request: TeamRequest) -> HttpResponse:
    """What is open, for a page that is open itself."""
    return render(request, "proposals/_open.html", _open(request))


def _open(request: TeamRequest) -> dict[str, Any]:
    """The open ones, the first to end on top, and one's own drafts."""
    now = clock.now()
    for due in queries.open_ones(request.seat).filter(over_at__lte=now):
        records.settle(request.seat, due, now)
    found = queries.titled(queries.open_ones(request.seat))
    asks = Ask.objects.filter(stream=request.seat.stream, member=request.member.pk)
    mine = set(asks.values_list("subject", flat=True))
    rows = [_open_row(request, one, now, one.code in mine) for one in found]
    drafts = [_row(one) for one in queries.titled(queries.own_drafts(request.seat))]
    return {"open": rows, "drafts": drafts}


def _row(process: Process) -> Row:
    stage, method = wording_decisions.STAGE[process.stage], wording_decisions.METHOD[process.method]
    return Row(process, str(stage), str(method))


def _open_row(request: TeamRequest, process: Process, now: datetime, asks_me: bool) -> Row:
    row, window = _row(process), process.window()
    if process.over_at is None or window is None:
        return Row(process, row.stage, row.method, asks_me)
    remains = process.over_at - now
    return Row(
        process,
        row.stage,
        row.method,
        asks_me,
        wording_proposals.time_left(remains),
        wording_proposals.until(process.over_at, window, zones.of_reader(request)),
        remains <= segments.DAY,
        *segments.of_window(window.opens, process.over_at, now),
    )
