"""The table of a team: what needs me, who sits there, the last scan, the actions."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from koers.apps.actions import queries as actions
from koers.apps.decisions import queries as proposals
from koers.apps.decisions.records import queries as records
from koers.apps.direction import queries as direction
from koers.apps.ledger.models import Ask
from koers.apps.people import queries as people
from koers.apps.scans import queries as scans
from koers.apps.scans.models import Round
from koers.apps.topics import queries as topics
from koers.domain import rules
from koers.web import (
    wording,
    wording_authority,
    wording_checks,
    wording_direction,
    wording_levels,
    wording_roles,
    wording_scans,
    wording_topics,
)
from koers.web.drawing.names import called
from koers.web.seat import TeamRequest, team_page
from koers.web.segments import of_window
from koers.web.views.checks.pages import coming

#: What stands on this page in a place of its own, beside the action or the scan that it is about.
ELSEWHERE = ("report_action", "note_progress", "open_round")
#: On which page what is asked is done, where it isn't "now".
PAGE_OF = (
    wording_checks.PAGE_OF
    | wording_roles.PAGE_OF
    | wording_authority.PAGE_OF
    | wording_direction.PAGE_OF
    | wording_levels.PAGE_OF
    | wording_topics.PAGE_OF
)
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
    #: Where it is done, and what a proposal or a decision that it is about is called.
    href: str = ""
    about: str = ""
    #: The last day of what is past it.
    past: date | None = None

    @classmethod
    def of(cls, ask: Ask, now: datetime) -> "Asked":
        """From the one list of asks."""
        room, (title, line) = wording.room(ask.deed), wording.ask(ask.deed)
        if ask.due is None:
            return cls(room, title, line, None, "", False, 0, 0)
        remains = max(ask.due - now, timedelta())
        passed, segments = of_window(ask.since, ask.due, now)
        left = wording.left(remains.total_seconds())
        past = None if remains else timezone.localdate(ask.due - timedelta(seconds=1))
        return cls(room, title, line, ask.due, left, remains <= DAY, passed, segments, past=past)


@require_GET
@team_page
def home(request: TeamRequest) -> HttpResponse:
    """The page that everybody starts from."""
    chairs = list(people.table(request.seat).annotate(course=direction.sentence_of_table()))
    waiting, last = _waiting(request), _last_scan(request)
    context = {
        **waiting,
        **last,
        "next_day": _next_round(waiting["all_asks"], last["scan"]),
        **coming(request),
        "chairs": chairs,
        "course": chairs[0].course if chairs else "",
        "taken": sum(chair.taken for chair in chairs),
        "guardian": next((chair for chair in chairs if chair.guardian), None),
        "may_lead": rules.may(request.seat, "open_round"),
        "may_read_back": rules.may(request.seat, "open_readback"),
        "may_raise": rules.may(request.seat, "raise_topic"),
    }
    return render(request, "home/home.html", context)


@require_GET
@team_page
def asks_fragment(request: TeamRequest) -> HttpResponse:
    """What needs me, for a page that is open."""
    return render(request, "home/_asks.html", _waiting(request))


def _waiting(request: TeamRequest) -> dict[str, Any]:
    """What asks something of me, soonest first, and the actions: mine and how many others."""
    now, today = timezone.now(), timezone.localdate()
    asks = list(Ask.objects.waiting(now).filter(stream=request.seat.stream, member=request.member.pk))
    asked = _leading_there(request, [ask for ask in asks if ask.deed not in ELSEWHERE], now)
    open_actions = list(actions.open_ones(request.seat).order_by("due", "pk"))
    mine = [action for action in open_actions if action.owner_id == request.member.pk]
    leads = sum(ask.deed == "open_round" for ask in asks)
    late = [action for action in open_actions if action.is_late(today) and action not in mine]
    name = called([request.member.name or (request.user.name or "")])[0]
    return {
        "heading": wording.waiting(name, len(asked) + len(mine) + leads),
        "today": today,
        "all_asks": asks,
        "halfway": {ask.subject for ask in asks if ask.deed == "note_progress"},
        "late": late,
        "asks": sorted(asked, key=lambda one: (one.room, one.due is None, one.due or now)),
        "mine": mine,
        "others": len(open_actions) - len(mine) - len(late),
    }


def _next_round(asks: list[Ask], scan: Round | None) -> date | None:
    """The day of the next round, when this seat is asked for it."""
    due = next((ask.due for ask in asks if ask.deed == "open_round"), None)
    if due is None or scan is None or scan.stage != "agreed":
        return None
    return timezone.localdate(due - timedelta(seconds=1))  # it is due when that day ends


def _leading_there(request: TeamRequest, asks: list[Ask], now: datetime) -> list[Asked]:
    """The asks with where they are done, those about a proposal or a decision with its name."""
    found = {**_proposals(request, asks), **_decisions(request, asks), **_topics(request, asks)}
    told = []
    for ask in asks:
        page = reverse(PAGE_OF.get(ask.deed, "now"), args=[request.team.key])
        href, about = found.get(ask.subject, (page, ""))
        told.append(replace(Asked.of(ask, now), href=href, about=about))
    return told


def _proposals(request: TeamRequest, asks: list[Ask]) -> dict[str, tuple[str, str]]:
    about = [int(ask.subject.removeprefix("process:")) for ask in asks if ask.subject.startswith("process:")]
    found = proposals.titles(request.seat, about) if about else {}
    return {
        code: (reverse("proposal", args=[request.team.key, number]), title)
        for code, (number, title) in found.items()
    }


def _decisions(request: TeamRequest, asks: list[Ask]) -> dict[str, tuple[str, str]]:
    about = [int(a.subject.removeprefix("decision:")) for a in asks if a.subject.startswith("decision:")]
    found = records.of_team(request.seat).filter(pk__in=about) if about else ()
    return {
        one.code: (reverse("decision", args=[request.team.key, one.number]), f"{one.number} {one.title}")
        for one in found
    }


def _topics(request: TeamRequest, asks: list[Ask]) -> dict[str, tuple[str, str]]:
    about = [int(ask.subject.removeprefix("topic:")) for ask in asks if ask.subject.startswith("topic:")]
    found = topics.of_team(request.seat).filter(pk__in=about) if about else ()
    return {one.code: (reverse("topic", args=[request.team.key, one.pk]), one.title) for one in found}


def _last_scan(request: TeamRequest) -> dict[str, Any]:
    """The round the team is in, or the last one, and what was seen in it."""
    scan = scans.current(request.seat)
    seen = scan is not None and scan.closed is not None and scan.mode != "not_recorded"
    return {
        "scan": scan,
        "headline": wording_scans.headline(scans.outcome(scan)) if scan and seen else "",
        "chosen": wording_scans.TITLE.get(scan.chosen, "") if scan else "",
    }
