"""Deeds of an election and of least resistance that carry words: whom one proposes, an option, a reason."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from koers.apps.decisions import commands
from koers.web.forms import whole_number
from koers.web.seat import TeamRequest, team_page
from koers.web.views.proposals.deeds import done, key, words


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
    return words(request, number, "option", commands.add_option, "options")


@require_POST
@team_page
def resistance(request: TeamRequest, number: int) -> HttpResponse:
    """Say why one resists the leading option so much."""
    return words(request, number, "resist", commands.explain_resistance, "improving", "reason")


@require_POST
@team_page
def improvement(request: TeamRequest, number: int) -> HttpResponse:
    """Put the leading option in other words; everybody is asked again."""
    return words(request, number, "improve", commands.improve_option, "options")
