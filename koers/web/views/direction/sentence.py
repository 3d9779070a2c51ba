"""The success sentence on one's own phone, and the page to keep of a round."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from koers.apps.direction import queries
from koers.apps.direction.commands import sentence as commands
from koers.apps.direction.models import SentenceRound
from koers.apps.direction.queries import Standing
from koers.domain import rules
from koers.domain.direction import lines, sentence
from koers.domain.refusals import Refused
from koers.engine import words
from koers.web import wording, wording_checks, wording_direction
from koers.web.seat import TeamRequest, team_page


@require_http_methods(["GET", "POST"])
@team_page
def own(request: TeamRequest, number: int) -> HttpResponse:
    """Complete the sentence, alone. What was filled in stays when something doesn't fit."""
    rules.check(request.seat, "give_sentence")
    found = queries.round_at(request.seat, number)
    stands = queries.standing(request.seat, found)
    if request.method == "GET":
        if not found.is_open or (stands.own and found.stage != "writing"):
            return redirect("sentence_phone", request.team.key, number)
        return _own(request, stands, stands.own.text if stands.own else "", {})
    text = request.POST.get("text", "")
    try:
        commands.give_sentence(request.seat, found.pk, text, key=request.POST.get("key"))
    except Refused as refused:
        if refused.field:
            return _own(request, stands, text, {refused.field: wording.refusal(refused)})
        if refused.code not in ("sentence_given", "sentence_elsewhere"):
            raise
        messages.info(request, wording.refusal(refused))
    return redirect("sentence_phone", request.team.key, number)


def _own(request: TeamRequest, stands: Standing, text: str, errors: dict[str, str]) -> HttpResponse:
    context = {
        "round": stands.round,
        "begins": wording_direction.begins(request.team.name),
        "text": text,
        "own": stands.own,
        "errors": errors,
        "limit": lines.SENTENCE_LIMIT,
    }
    return render(request, "direction/own.html", context, status=422 if errors else 200)


@require_GET
@team_page
def phone(request: TeamRequest, number: int) -> HttpResponse:
    """Where a phone is in between: waiting, side by side, and whether the sentence carries one's own."""
    stands = queries.standing(request.seat, queries.round_at(request.seat, number))
    if away := _elsewhere(request, stands):
        return redirect(away)
    return render(request, "direction/phone.html", seen(request, stands))


@require_GET
@team_page
def phone_fragment(request: TeamRequest, number: int) -> HttpResponse:
    """The same, for a page that is open."""
    stands = queries.standing(request.seat, queries.round_at(request.seat, number))
    if away := _elsewhere(request, stands):
        reply = HttpResponse(status=204)
        reply["Koers-Go"] = away
        return reply
    return render(request, "direction/_phone.html", seen(request, stands))


def _elsewhere(request: TeamRequest, stands: Standing) -> str:
    """To one's own sentence, to the page to keep, or to the wall for who sits at no chair."""
    name = ""
    if not stands.round.is_open:
        name = "sentence"
    elif not request.seat.has("member"):
        name = "sentence_wall"
    elif stands.own is None:
        name = "sentence_own"
    return reverse(name, args=[request.team.key, stands.round.number]) if name else ""


def seen(request: TeamRequest, stands: Standing, errors: dict[str, str] | None = None) -> dict[str, Any]:
    """What a seat sees of a round: nobody's words before they are shown, then all of them by name."""
    found = stands.round
    shared = words.shared(one.text for one in stands.given) if stands.sees else {}
    return {
        "round": found,
        "begins": wording_direction.begins(request.team.name),
        "merged_whole": sentence.whole(wording_direction.begins(request.team.name), found.merged),
        "own": stands.own,
        "gave": stands.given,
        "writing": stands.writing,
        "writing_says": wording_checks.writing([chair.name for chair in stands.writing]),
        "sentences": stands.given if stands.sees else [],
        "shared": shared,
        "shared_words": _in_order(shared, stands) if stands.sees else [],
        "leads": rules.may(request.seat, "show_sentences"),
        "may_merge": rules.may(request.seat, "merge_sentences"),
        "errors": errors or {},
        "values": request.POST,
        "limit": lines.SENTENCE_LIMIT,
        **_carries(request, found, stands),
    }


def _in_order(shared: dict[str, int], stands: Standing) -> list[tuple[str, int]]:
    """The words in most sentences first, each as it was first written."""
    first: dict[str, str] = {}
    for one in stands.given:
        for text, marked in words.stretches(one.text, shared):
            if marked:
                first.setdefault(words.key(text), text.lower())
    return sorted(((first[key], n) for key, n in shared.items()), key=lambda one: (-one[1], one[0]))


def _carries(request: TeamRequest, found: SentenceRound, stands: Standing) -> dict[str, Any]:
    """What was said of the newest text."""
    if not stands.sees or not found.version:
        return {"carries": [], "mine": None, "carried_says": ""}
    said = list(found.carries.filter(version=found.version))
    yes = sum(one.carries for one in said)
    quiet = len(set(stands.authors) - {one.member_id for one in said})
    return {
        "carries": said,
        "mine": next((one for one in said if one.member_id == request.seat.member), None),
        "carried_says": wording_direction.carried(yes, len(said) - yes, quiet),
    }


@require_POST
@team_page
def carrying(request: TeamRequest, number: int) -> HttpResponse:
    """This carries mine: yes, or what is missing."""
    found = queries.round_at(request.seat, number)
    chosen = {"yes": True, "no": False}.get(request.POST.get("carries", ""))
    version = request.POST.get("seen", "")
    try:
        commands.carry_sentence(
            request.seat,
            found.pk,
            int(version) if version.isdecimal() else 0,
            chosen,
            request.POST.get("word", ""),
            key=request.POST.get("key"),
        )
    except Refused as refused:
        if not refused.field:
            raise
        stands = queries.standing(request.seat, found)
        context = seen(request, stands, {refused.field: wording.refusal(refused)})
        return render(request, "direction/phone.html", context, status=422)
    messages.success(request, wording_direction.NOTICES["carried"])
    return redirect("sentence_phone", request.team.key, number)


@require_GET
@team_page
def kept(request: TeamRequest, number: int) -> HttpResponse:
    """A round that is over: whose sentences, and what was made of them."""
    found = queries.round_at(request.seat, number)
    if found.is_open:
        return redirect("sentence_phone", request.team.key, number)
    stands = queries.standing(request.seat, found)
    context = seen(request, stands) | {"draft": queries.came_of(request.seat, found)}
    return render(request, "direction/sentence.html", context)
