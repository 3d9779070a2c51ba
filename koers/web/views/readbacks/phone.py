"""Reading back on one's own phone: own sentence and slots on one page, then the others' to weigh."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from koers.apps.people import queries as people
from koers.apps.readbacks import commands, queries
from koers.apps.readbacks.models import Readback, Telling
from koers.domain import readbacks, rules
from koers.domain.readbacks import Said
from koers.domain.refusals import Refused
from koers.web import wording_readbacks
from koers.web.forms import fresh_key, mistakes
from koers.web.seat import TeamRequest, team_page
from koers.web.views.readbacks import clock, seen

#: Fields that stand beside a slot's own one.
BESIDE = ("who-text", "when-day", "when-text", "limit-text", "limit-amount", "limit-unit")


@require_http_methods(["GET", "POST"])
@team_page
def telling(request: TeamRequest, number: int) -> HttpResponse:
    """One sentence, and what it says slot by slot. What was filled in stays when something doesn't fit."""
    rules.check(request.seat, "tell")
    readback = queries.readback_at(request.seat, number)
    if not readback.is_open or queries.has_told(request.seat, readback):
        return redirect("readback_sentences", request.team.key, number)
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            errors = _tell(request, readback)
        except Refused as refused:
            if refused.code != "told_already":
                raise
        if not errors:
            return redirect("readback_sentences", request.team.key, number)
    return render(
        request, "readbacks/telling.html", _form(request, readback, errors), status=422 if errors else 200
    )


def _tell(request: TeamRequest, readback: Readback) -> dict[str, str]:
    """Everything that is wrong at once; told when nothing is."""
    given, members = request.POST, {chair.pk for chair in people.table(request.seat)}
    sentence = given.get("sentence", "")
    said: dict[str, Said] = {}
    errors = mistakes(
        lambda: readbacks.sentence(sentence) if readback.lap == 1 else None,
        lambda: said.update(readbacks.answers(given, readback.slots, members)),
    )
    if not errors:
        commands.tell(request.seat, readback.pk, sentence, said, key=given.get("key"))
    return errors


def _form(request: TeamRequest, readback: Readback, errors: dict[str, str]) -> dict[str, Any]:
    return {
        "readback": readback,
        "slots": readback.slots,
        "again": wording_readbacks.listed([wording_readbacks.IN_SENTENCE[s] for s in readback.slots]),
        "statuses": [(code, wording_readbacks.STATUS[code]) for code in readbacks.STATUSES],
        "members": [chair for chair in people.table(request.seat) if chair.name],
        "values": request.POST,
        **{field.replace("-", "_"): request.POST.get(field, "") for field in BESIDE},
        "errors": errors,
        "key": request.POST.get("key") or fresh_key(),
        "sentence_limit": readbacks.SENTENCE_LIMIT,
        "words_limit": readbacks.WORDS_LIMIT,
        **clock.running(readback),
    }


@require_GET
@team_page
def sentences(request: TeamRequest, number: int) -> HttpResponse:
    """The others' sentences, once one's own is in."""
    readback = queries.readback_at(request.seat, number)
    if not readback.is_open:
        return redirect("readback", request.team.key, number)
    tellings = queries.tellings(readback)
    if away := _elsewhere(request, readback, tellings):
        return redirect(away)
    return render(request, "readbacks/sentences.html", _sentences(request, readback, tellings))


@require_GET
@team_page
def sentences_fragment(request: TeamRequest, number: int) -> HttpResponse:
    """The same, for a page that is open: `Koers-Go` sends it on when there is something to fill in."""
    readback = queries.readback_at(request.seat, number)
    tellings = queries.tellings(readback)
    away = _elsewhere(request, readback, tellings)
    if away or not readback.is_open:
        reply = HttpResponse(status=204)
        reply["Koers-Go"] = away or reverse("readback", args=[request.team.key, number])
        return reply
    return render(request, "readbacks/_sentences.html", _sentences(request, readback, tellings))


def _elsewhere(request: TeamRequest, readback: Readback, tellings: Sequence[Telling]) -> str:
    """Where somebody goes who may not see the sentences: to their own, or to what happens now."""
    told = queries.told_now(readback, tellings)
    if queries.may_see(request.seat, readback, request.seat.member in told):
        return ""
    name = "readback_telling" if request.seat.has("member") else "readback_wall"
    return reverse(name, args=[request.team.key, readback.number])


def _sentences(request: TeamRequest, readback: Readback, tellings: Sequence[Telling]) -> dict[str, Any]:
    shown = seen.seen(readback, tellings, request.seat)
    chairs = list(people.table(request.seat))
    _, writing = seen.still_writing(chairs, queries.told_now(readback, tellings))
    mine = [one for one in shown.sentences if one.member.pk == request.seat.member]
    return {
        "readback": readback,
        "seen": shown,
        "own": mine[0] if mine else None,
        "others": [one for one in shown.sentences if one not in mine],
        "writing": wording_readbacks.waiting([chair.name for chair in writing]) if writing else "",
        "choices": seen.tag_choices(),
        "may_tag": bool(mine),
        "leads": readbacks.leads(request.seat, readback.opener_id),
    }


@require_POST
@team_page
def tag(request: TeamRequest, number: int, pk: int) -> HttpResponse:
    """Same, different, or I don't know."""
    readback = queries.readback_at(request.seat, number)
    commands.tag_telling(request.seat, readback.pk, pk, request.POST.get("tag", ""))
    if request.headers.get("HX-Request"):
        context = _sentences(request, readback, queries.tellings(readback))
        return render(request, "readbacks/_sentences.html", context)
    return redirect(f"{reverse('readback_sentences', args=[request.team.key, number])}#s-{pk}")
