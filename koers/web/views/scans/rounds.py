"""A team's rounds: the list, opening one, closing and stopping it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from koers.apps.actions import queries as actions
from koers.apps.people import queries as people
from koers.apps.scans import commands, queries
from koers.apps.scans.models import Round
from koers.domain import rules, scans
from koers.domain.refusals import Refused
from koers.domain.seats import Seat
from koers.web import wording, wording_following, wording_scans
from koers.web.seat import TeamRequest, team_page

# How long a round can stay open, in hours; 0 is "until we close it, here in the room".
WINDOWS = (0, 24, 72, 168)


@dataclass(frozen=True)
class Mode:
    """A form that a round can take, as a choice on the page."""

    code: str
    title: str
    says: str


@require_GET
@team_page
def index(request: TeamRequest) -> HttpResponse:
    """The rounds so far, and the next one."""
    rounds = list(queries.rounds(request.seat)[:50])
    told = Counter(scan.series for scan in rounds if scan.closed and scan.stage != "cancelled")
    return render(
        request,
        "scans/index.html",
        {
            "rounds": [(scan, wording_scans.STAGE[scan.stage]) for scan in rounds],
            "may_open": rules.may(request.seat, "open_round"),
            "series": [number for number in sorted(told, reverse=True) if number and told[number] > 1],
            "last_series": max(told, default=0),
            "rhythms": [(weeks, wording_following.weeks(weeks)) for weeks in scans.RHYTHMS],
            "open_one": next((scan for scan in rounds if scan.stage == "answering"), None),
        },
    )


@require_GET
@team_page
def new(request: TeamRequest) -> HttpResponse:
    """Choose the form of a round, before it opens."""
    rules.check(request.seat, "open_round")
    return _new(request)


def _new(request: TeamRequest, refused: Refused | None = None) -> HttpResponse:
    seats = people.table(request.seat).count()
    context = {
        "seats": seats,
        "least": scans.LEAST_SEATS,
        "enough": seats >= scans.LEAST_SEATS,
        "modes": [
            Mode(code, str(wording_scans.MODE[code]), str(wording_scans.MODE_SAYS[code]))
            for code in scans.allowed_modes(seats)
        ],
        "mode": request.POST.get("mode", ""),
        "suggested": scans.default_mode(seats),
        "windows": WINDOWS,
        "last_mode": queries.rounds(request.seat).values_list("mode", flat=True).first(),
        "late": actions.open_of_scans(request.seat),
        "today": timezone.localdate(),
        "error": wording.refusal(refused) if refused else "",
    }
    return render(request, "scans/new.html", context, status=422 if refused else 200)


@require_POST
@team_page
def rounds(request: TeamRequest) -> HttpResponse:
    """Open a round; from here the wall leads."""
    rules.check(request.seat, "open_round")
    try:
        scan = commands.open_round(
            request.seat,
            request.team,
            request.POST.get("mode", ""),
            with_parts=request.POST.get("parts") == "yes",
            closes=_closes(request.POST.get("window", "0")),
            fresh=request.POST.get("series") == "new",
            key=request.POST.get("key"),
        )
    except Refused as refused:
        return _new(request, refused)
    return redirect("scan_wall", request.team.key, scan.number)


def _closes(window: str) -> datetime | None:
    hours = int(window) if window.isdigit() else 0
    if hours not in WINDOWS[1:]:
        return None
    # By the clock on the wall: "tomorrow, this time" holds in the nights of 23 and 25 hours too. To the
    # minute, since a time that people read there has no seconds.
    return (timezone.localtime() + timedelta(hours=hours)).replace(second=0, microsecond=0)


def the_round(request: Any, number: int) -> Round:
    """The round of this address, closed if its window has ended."""
    scan = queries.round_at(request.seat, number)
    return commands.close_if_over(request.seat, scan, timezone.now())


def _once(
    request: TeamRequest, number: int, deed: str, stage: str, do: Callable[[Seat, int], object]
) -> None:
    """A step of the round. Pressed twice, or just after all were in, it is done already: no refusal then."""
    rules.check(request.seat, deed)
    scan = the_round(request, number)
    if scan.stage == stage:
        do(request.seat, scan.pk)


@require_POST
@team_page
def closing(request: TeamRequest, number: int) -> HttpResponse:
    """Close the round now and show what came out."""
    _once(request, number, "close_round", "answering", commands.close_round)
    return redirect("scan_wall", request.team.key, number)


@require_POST
@team_page
def stop(request: TeamRequest, number: int) -> HttpResponse:
    """Stop the round without a result."""
    rules.check(request.seat, "cancel_round")
    scan = the_round(request, number)
    if scan.stage != "cancelled":
        commands.cancel_round(request.seat, scan.pk)
    return redirect("scans", request.team.key)


@require_POST
@team_page
def talk(request: TeamRequest, number: int) -> HttpResponse:
    """Put an S on the wall to talk about."""
    commands.talk_about(request.seat, the_round(request, number).pk, request.POST.get("s", ""))
    return redirect("scan_wall", request.team.key, number)


@require_POST
@team_page
def choice(request: TeamRequest, number: int) -> HttpResponse:
    """Let everybody choose."""
    _once(request, number, "open_choice", "talking", commands.open_choice)
    return redirect("scan_wall", request.team.key, number)


@require_POST
@team_page
def choice_closing(request: TeamRequest, number: int) -> HttpResponse:
    """Show the dots of the choice, also when somebody hasn't chosen."""
    _once(request, number, "close_choice", "choosing", commands.close_choice)
    return redirect("scan_wall", request.team.key, number)
