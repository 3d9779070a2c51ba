"""The big screen of the success sentence: who has written, side by side, one sentence out of all."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from koers.apps.direction import queries
from koers.apps.direction.commands import sentence as commands
from koers.apps.direction.models import SentenceRound
from koers.apps.direction.queries import Standing
from koers.domain.refusals import Refused
from koers.web import wording, wording_direction
from koers.web.seat import TeamRequest, team_page
from koers.web.views.direction.sentence import seen
from koers.web.views.table import door


@require_POST
@team_page
def opening(request: TeamRequest) -> HttpResponse:
    """Ask everybody, and go to the wall."""
    found = commands.open_sentence(request.seat, request.team, key=request.POST.get("key"))
    return redirect("sentence_wall", request.team.key, found.number)


@require_GET
@team_page
def wall(request: TeamRequest, number: int) -> HttpResponse:
    """The page for the beamer. Who still has to write goes there first: the wall would spoil it."""
    stands = queries.standing(request.seat, queries.round_at(request.seat, number))
    if _must_write_first(request, stands):
        return redirect("sentence_own", request.team.key, number)
    return _page(request, stands)


def _page(request: TeamRequest, stands: Standing, errors: dict[str, str] | None = None) -> HttpResponse:
    context = _wall(request, stands, errors) | (door(request) if stands.round.stage == "writing" else {})
    return render(request, "direction/wall.html", context, status=422 if errors else 200)


@require_GET
@team_page
def wall_fragment(request: TeamRequest, number: int) -> HttpResponse:
    """What changes on it."""
    stands = queries.standing(request.seat, queries.round_at(request.seat, number))
    if _must_write_first(request, stands):
        reply = HttpResponse(status=204)
        reply["Koers-Go"] = reverse("sentence_own", args=[request.team.key, number])
        return reply
    return render(request, "direction/_wall.html", _wall(request, stands) | door(request))


def _wall(request: TeamRequest, stands: Standing, errors: dict[str, str] | None = None) -> dict[str, object]:
    found = stands.round
    draft = None if found.is_open else queries.came_of(request.seat, found)
    return seen(request, stands, errors) | {"draft": draft}


def _must_write_first(request: TeamRequest, stands: Standing) -> bool:
    return stands.round.stage == "merging" and request.seat.has("member") and stands.own is None


# --- what who leads does, and what anybody writes together


def _done(
    request: TeamRequest, number: int, deed: Callable[[SentenceRound], object], notice: str = ""
) -> HttpResponse:
    """Do it and go back to where it was done; what doesn't fit stands at its field."""
    found = queries.round_at(request.seat, number)
    on_phone = request.POST.get("back") == "phone"
    try:
        deed(found)
    except Refused as refused:
        if refused.code == "sentence_elsewhere":
            return redirect("sentence_wall", request.team.key, number)
        if refused.code in ("not_yours", "not_here"):
            raise
        errors = {refused.field or "step": wording.refusal(refused)}
        stands = queries.standing(request.seat, queries.round_at(request.seat, number))
        if on_phone:
            return render(request, "direction/phone.html", seen(request, stands, errors), status=422)
        return _page(request, stands, errors)
    if notice:
        messages.success(request, wording_direction.NOTICES[notice])
    return redirect("sentence_phone" if on_phone else "sentence_wall", request.team.key, number)


@require_POST
@team_page
def showing(request: TeamRequest, number: int) -> HttpResponse:
    """Lay the sentences side by side."""
    return _done(request, number, lambda found: commands.show_sentences(request.seat, found.pk))


@require_POST
@team_page
def merged(request: TeamRequest, number: int) -> HttpResponse:
    """The sentence that is being made of all of them."""
    text, version = request.POST.get("merged", ""), request.POST.get("seen", "")
    seen_version, key = int(version) if version.isdecimal() else 0, request.POST.get("key")

    def merge(found: SentenceRound) -> None:
        commands.merge_sentences(request.seat, found.pk, text, seen_version, key=key)

    return _done(request, number, merge, "merged")


@require_POST
@team_page
def settling(request: TeamRequest, number: int) -> HttpResponse:
    """Make it a draft that the team decides on."""
    begins, key = wording_direction.begins(request.team.name), request.POST.get("key")
    return _done(
        request,
        number,
        lambda found: commands.settle_sentence(request.seat, found.pk, begins, key=key),
        "settled",
    )


@require_POST
@team_page
def stop(request: TeamRequest, number: int) -> HttpResponse:
    """Stop without a sentence, with a reason."""
    reason = request.POST.get("reason", "")
    return _done(request, number, lambda found: commands.stop_sentence(request.seat, found.pk, reason))
