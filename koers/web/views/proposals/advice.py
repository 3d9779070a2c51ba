"""The deeds of a decision after advice: naming who is asked, weighing what they said, deciding."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from koers.apps.decisions import commands
from koers.apps.decisions.models import Process
from koers.web.seat import TeamRequest, team_page
from koers.web.views.proposals.deeds import done, key, whole_number


@require_POST
@team_page
def adviser(request: TeamRequest, number: int) -> HttpResponse:
    """Add somebody to ask."""
    given = request.POST

    def act(process: Process) -> None:
        commands.name_adviser(
            request.seat, process.pk, whole_number(given.get("member", "")), given.get("part", ""),
            given.get("why", ""), key=key(request),
        )  # fmt: skip

    return done(request, number, "name", act, "asked")


@require_POST
@team_page
def weighing(request: TeamRequest, number: int, member: int) -> HttpResponse:
    """Write what became of somebody's advice."""
    given = request.POST

    def act(process: Process) -> None:
        commands.weigh_advice(
            request.seat, process.pk, member, given.get("word", ""), given.get("because", ""),
            key=key(request),
        )  # fmt: skip

    return done(request, number, f"weigh{member}", act, f"asked-{member}")


@require_POST
@team_page
def decision(request: TeamRequest, number: int) -> HttpResponse:
    """Decide."""
    return done(
        request,
        number,
        "decide",
        lambda process: commands.decide(request.seat, process.pk, key=key(request)),
    )


@require_POST
@team_page
def outside(request: TeamRequest, number: int) -> HttpResponse:
    """Write down advice from outside the table."""
    given = request.POST

    def act(process: Process) -> None:
        commands.record_outside(
            request.seat, process.pk, given.get("who", ""), given.get("part", ""), given.get("text", ""),
            how=given.get("how", ""), key=key(request),
        )  # fmt: skip

    return done(request, number, "outside", act, "asked")


@require_POST
@team_page
def outside_weighing(request: TeamRequest, number: int, outsider: int) -> HttpResponse:
    """Write what became of it."""
    given = request.POST

    def act(process: Process) -> None:
        commands.weigh_outside(
            request.seat, process.pk, outsider, given.get("word", ""), given.get("because", ""),
            key=key(request),
        )  # fmt: skip

    return done(request, number, f"outside{outsider}", act, f"outside-{outsider}")


@require_POST
@team_page
def handover(request: TeamRequest, number: int) -> HttpResponse:
    """Let somebody else decide, because whoever would has left."""
    given = request.POST

    def act(process: Process) -> None:
        commands.hand_over_decision(
            request.seat, process.pk, whole_number(given.get("member", "")), given.get("why", ""),
            key=key(request),
        )  # fmt: skip

    return done(request, number, "handover", act, "asked")
