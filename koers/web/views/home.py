"""The table of a team: what needs me, who sits there, the last scan, the actions."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from koers.apps.actions import queries as actions
from koers.apps.ledger.models import Ask
from koers.apps.people import queries as people
from koers.apps.scans import queries as scans
from koers.domain import rules
from koers.web import wording, wording_scans
from koers.web.drawing.names import called
from koers.web.seat import TeamRequest, team_page
from koers.web.segments import of_window

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """One thing that waits for somebody, with its window as segments when it has one."""

    room: str
    title: str
    line: str
    due: datetime | None
    left: str
    soon: bool
    passed: int
    segments: int

    @classmethod
    def of(cls, ask: Ask, now: datetime) -> "Asked":
        """From the one list of asks."""
        room, (title, line) = wording.room(ask.deed), wording.ask(ask.deed)
        if ask.due is None:
            return cls(room, title, line, None, "", False, 0, 0)
        remains = max(ask.due - now, timedelta())
        passed, segments = of_window(ask.since, ask.due, now)
        left = wording.left(remains.total_seconds())
        return cls(room, title, line, ask.due, left, remains <= DAY, passed, segments)


@require_GET
@team_page
def home(request: TeamRequest) -> HttpResponse:
    """The page that everybody starts from."""
    chairs = list(people.table(request.seat))
    context = {
        **_waiting(request),
        **_last_scan(request),
        "chairs": chairs,
        "taken": sum(chair.taken for chair in chairs),
        "guardian": next((chair for chair in chairs if chair.guardian), None),
        "may_lead": rules.may(request.seat, "open_round"),
        "may_read_back": rules.may(request.seat, "open_readback"),
    }
    return render(request, "home/home.html", context)


@require_GET
@team_page
def asks_fragment(request: TeamRequest) -> HttpResponse:
    """What needs me, for a page that is open."""
    return render(request, "home/_asks.html", _waiting(request))


def _waiting(request: TeamRequest) -> dict[str, Any]:
    """What asks something of me, soonest first, and the actions: mine and how many others."""
    now = timezone.now()
    asks = Ask.objects.filter(stream=request.seat.stream, member=request.member.pk)
    asked = [Asked.of(ask, now) for ask in asks.exclude(deed="report_action")]
    open_actions = list(actions.open_ones(request.seat).order_by("due", "pk"))
    mine = [action for action in open_actions if action.owner_id == request.member.pk]
    name = called([request.member.name or (request.user.name or "")])[0]
    return {
        "heading": wording.waiting(name, len(asked) + len(mine)),
        "today": timezone.localdate(),
        "asks": sorted(asked, key=lambda one: (one.room, one.due is None, one.due or now)),
        "mine": mine,
        "others": len(open_actions) - len(mine),
    }


def _last_scan(request: TeamRequest) -> dict[str, Any]:
    """The round the team is in, or the last one, and what was seen in it."""
    scan = scans.current(request.seat)
    seen = scan is not None and scan.closed is not None and scan.mode != "not_recorded"
    return {
        "scan": scan,
        "headline": wording_scans.headline(scans.outcome(scan)) if scan and seen else "",
        "chosen": wording_scans.TITLE.get(scan.chosen, "") if scan else "",
    }
