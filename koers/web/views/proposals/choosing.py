"""Deeds of an election and of least resistance that carry words: whom one proposes, an option, a reason."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from koers.apps.decisions import commands
from koers.web.forms import whole_number
from koers.web.seat import TeamRequest, team_page
from koers.web.views.proposals.deeds import done, key


@require_POST
@team_page
def nominee(request: TeamRequest, number: int) -> HttpResponse:
    """Propose one of those who were named."""
    member, why = whole_number(request.POST.get("member", "")), request.POST.get("why", "")
    return done(
        request,
        number,
        "nominee",
        lambda process: commands.propose_nominee(request.seat, process.pk, member, why, key=key(request)),
        "course",
    )


@require_POST
@team_page
def option(request: TeamRequest, number: int) -> HttpResponse:
    """Lay one more option on the table."""
    text = request.POST.get("text", "")
    return done(
        request,
        number,
        "option",
        lambda process: commands.add_option(request.seat, process.pk, text, key=key(request)),
        "options",
    )


@require_POST
@team_page
def resistance(request: TeamRequest, number: int) -> HttpResponse:
    """Say why one resists the leading option so much."""
    reason = request.POST.get("reason", "")
    return done(
        request,
        number,
        "resist",
        lambda process: commands.explain_resistance(request.seat, process.pk, reason, key=key(request)),
        "improving",
    )


@require_POST
@team_page
def improvement(request: TeamRequest, number: int) -> HttpResponse:
    """Put the leading option in other words; everybody is asked again."""
    text = request.POST.get("text", "")
    return done(
        request,
        number,
        "improve",
        lambda process: commands.improve_option(request.seat, process.pk, text, key=key(request)),
        "options",
    )
