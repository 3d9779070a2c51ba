"""What one says beside a decision of one person: read, missed, stop, stopped, talked about, reported."""

from collections.abc import Callable

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from koers.apps.decisions import commands
from koers.apps.decisions.models import Decision
from koers.domain.refusals import NotHere
from koers.web.seat import TeamRequest, team_page
from koers.web.views.proposals.deeds import key
from koers.web.views.records.deeds import done

#: What is written beside it, by the noun in its address.
WRITTEN: dict[str, Callable[..., None]] = {
    "flag": commands.flag_missed,
    "stop": commands.ask_stop,
    "stopped": commands.note_stopped,
    "discussed": commands.note_discussed,
    "report": commands.report_back,
}


@require_POST
@team_page
def reading(request: TeamRequest, number: str) -> HttpResponse:
    """Say that one has read it."""
    return done(
        request,
        number,
        "reading",
        lambda decision: commands.read_decision(request.seat, decision.pk, key=key(request)),
        "marked",
    )


@require_POST
@team_page
def written(request: TeamRequest, number: str, noun: str) -> HttpResponse:
    """Write something beside it."""
    if noun not in WRITTEN:
        raise NotHere

    def act(decision: Decision) -> None:
        WRITTEN[noun](request.seat, decision.pk, request.POST.get("text", ""), key=key(request))

    return done(request, number, noun, act, "marked")
