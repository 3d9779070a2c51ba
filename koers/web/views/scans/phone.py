"""The scan on one's own phone: answering, waiting, choosing."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from koers.apps.checks import queries as checks
from koers.apps.checks.models import Check
from koers.apps.direction import queries as direction
from koers.apps.direction.models import SentenceRound
from koers.apps.people import commands as people
from koers.apps.readbacks import queries as readbacks
from koers.apps.readbacks.models import Readback
from koers.apps.scans import commands, queries
from koers.apps.scans.models import Round
from koers.domain import ballots, rules, scans
from koers.domain.ballots import Ballot
from koers.domain.readbacks import tell_until
from koers.domain.refusals import Refused
from koers.web import ballots as cookies
from koers.web import wording, wording_scans
from koers.web.seat import TeamRequest, team_page
from koers.web.views.scans.rounds import the_round

#: A check takes twenty minutes; one that was left open isn't what happens now any more.
LIES_STILL = timedelta(hours=3)


@require_GET
@team_page
def now(request: TeamRequest) -> HttpResponse:
    """What happens at this table now. A phone stays here between the steps."""
    if (check := _check_now(request)) is not None:
        return redirect("check_lines", request.team.key, check.number)
    if (readback := _read_back_now(request)) is not None:
        return redirect("readback_sentences", request.team.key, readback.number)
    if (sentence := _sentence_now(request)) is not None:
        return redirect("sentence_phone", request.team.key, sentence.number)
    return render(request, "scans/now.html", _now(request))


@require_GET
@team_page
def now_fragment(request: TeamRequest) -> HttpResponse:
    """The same, for a page that is open: `Koers-Go` sends it on when there is something to fill in."""
    context = _now(request)
    reply = render(request, "scans/_now.html", context)
    if (readback := _read_back_now(request)) is not None:
        context["go"] = reverse("readback_sentences", args=[request.team.key, readback.number])
    if (check := _check_now(request)) is not None:
        context["go"] = reverse("check_lines", args=[request.team.key, check.number])
    if (sentence := _sentence_now(request)) is not None:
        context["go"] = reverse("sentence_phone", args=[request.team.key, sentence.number])
    if context["go"] and request.GET.get("stay") != "1":
        reply["Koers-Go"] = context["go"]
    return reply


def _check_now(request: TeamRequest) -> Check | None:
    """The check that goes on, unless it lies still since another day."""
    check = checks.open_one(request.seat)
    return check if check and timezone.now() - check.opened < LIES_STILL else None


def _sentence_now(request: TeamRequest) -> SentenceRound | None:
    """The success sentence that is being looked for, unless it lies still since another day."""
    found = direction.open_round(request.seat)
    return found if found and timezone.now() - found.opened < LIES_STILL else None


def _read_back_now(request: TeamRequest) -> Readback | None:
    """The decision that is being read back, unless it lies still or a round of the scan came after it."""
    readback = readbacks.open_one(request.seat)
    if readback is None or tell_until(readback.asked.date()) < timezone.localdate():
        return None
    scan = queries.current(request.seat)
    busy = scan is not None and scan.stage != "agreed"
    return None if scan and busy and scan.opened > readback.asked else readback


def _now(request: TeamRequest) -> dict[str, Any]:
    scan = queries.current(request.seat)
    if scan is None:
        return {"scan": None, "go": ""}
    scan = the_round(request, scan.number)
    takes_part = request.seat.member in scan.electorate
    secret = cookies.held(request, request.seat.member)
    answered = takes_part and _has_answered(request, scan, secret)
    to_answer = takes_part and scan.stage == "answering" and not answered
    return {
        "scan": scan,
        "go": reverse("scan_answer", args=[request.team.key, scan.number]) if to_answer else "",
        "takes_part": takes_part,
        "answered": answered,
        "picked": queries.own_pick(scan, secret) if scan.stage == "choosing" else None,
        "five": scans.FIVE,
    }


def _has_answered(request: TeamRequest, scan: Round, secret: str | None) -> bool:
    return scan.stage == "answering" and queries.own_answer(request.seat, scan, secret) is not None


@require_http_methods(["GET", "POST"])
@team_page
def answer(request: TeamRequest, number: int) -> HttpResponse:
    """The form of five steps. What was given before stands in it, as long as the round is open."""
    rules.check(request.seat, "answer")
    asks = request.method == "GET"
    # An answer that comes too late is refused at the door; looking twice would only cost time.
    scan = the_round(request, number) if asks else queries.round_at(request.seat, number)
    if scan.stage != "answering":
        return _closed(request, scan)
    secret = _ballot(request)
    if asks:
        given = queries.own_answer(request.seat, scan, secret)
        reply = render(request, "scans/answer.html", form(request, scan, _filled(given), {}))
        return cookies.give(reply, request.member, secret)
    try:
        _take_in(request, scan, secret)
    except Refused as refused:
        if refused.code == "round_closed":
            return _closed(request, the_round(request, number))
        errors = {refused.field: wording.refusal(refused)}
        return render(request, "scans/answer.html", form(request, scan, request.POST, errors), status=422)
    return redirect("now", request.team.key)


def _ballot(request: TeamRequest) -> str:
    """The secret of this seat. Mostly this browser has it: the chair knows its hash."""
    held = cookies.held(request, request.seat.member)
    return held if held and request.member.is_ballot(held) else people.take_ballot(request.seat, held)


def _take_in(request: TeamRequest, scan: Round, secret: str) -> None:
    if scan.mode == "guessable" and request.POST.get("read") != "yes":
        raise Refused("read_first", "read")
    given = ballots.ballot(request.POST, scan.items, scans.FIVE)
    commands.answer(request.seat, scan, given, secret)


def _closed(request: TeamRequest, scan: Round) -> HttpResponse:
    sentence = wording.refusal(Refused("round_closed", at=scan.closed_at()))
    return render(request, "scans/closed.html", {"scan": scan, "sentence": sentence}, status=409)


def _filled(given: Ballot | None) -> dict[str, str]:
    if given is None:
        return {}
    scores = {f"score-{item}": str(score) for item, score in given.scores.items()}
    return {**scores, **{f"why-{s}": text for s, text in given.whys.items()}, "read": "yes"}


def form(request: TeamRequest, scan: Round, values: Any, errors: dict[str, str]) -> dict[str, Any]:
    """What the answering page needs: per S its words, its parts, what was filled in, what is wrong."""
    asks_whys = scans.asks_whys(scan.mode, scan.seats)
    return {
        "scan": scan,
        "mode_says": wording_scans.MODE_SAYS[scan.mode],
        "five": [_subject(s, scan, values, errors, asks_whys) for s in scans.FIVE],
        "errors": errors,
        "read": values.get("read") == "yes",
        "asks_whys": asks_whys,
        "why_limit": ballots.WHY_LIMIT,
    }


def _subject(s: str, scan: Round, values: Any, errors: dict[str, str], asks_whys: bool) -> dict[str, Any]:
    following = scans.FIVE[scans.FIVE.index(s) + 1 :]
    return {
        "code": s,
        "number": scans.FIVE.index(s) + 1,
        "title": wording_scans.TITLE[s],
        "question": wording_scans.QUESTION[s],
        "gist": wording_scans.GIST[s],
        "signs": wording_scans.SIGNS[s],
        "steps": [(str(step), wording_scans.STEP[step]) for step in reversed(ballots.STEPS)],
        "score": values.get(f"score-{s}", ""),
        "why": values.get(f"why-{s}", "") if asks_whys else "",
        "parts": [
            {"code": part, "title": wording_scans.PART[part], "score": values.get(f"score-{part}", "")}
            for part in (scans.PARTS[s] if scan.with_parts else ())
        ],
        "next": wording_scans.TITLE[following[0]] if following else "",
        "score_error": errors.get(f"score-{s}", ""),
        "why_error": errors.get(f"why-{s}", ""),
    }


@require_POST
@team_page
def pick(request: TeamRequest, number: int) -> HttpResponse:
    """Choose one S, without a name."""
    scan = the_round(request, number)
    secret = _ballot(request)
    commands.pick(request.seat, scan, request.POST.get("s", ""), secret)
    return cookies.give(redirect("now", request.team.key), request.member, secret)


@require_POST
@team_page
def note(request: TeamRequest, number: int) -> HttpResponse:
    """Write down something of the talk."""
    scan = the_round(request, number)
    commands.note_talk(
        request.seat,
        scan.pk,
        request.POST.get("s", ""),
        request.POST.get("text", ""),
        key=request.POST.get("key"),
    )
    if request.POST.get("back") == "wall":
        return redirect("scan_wall", request.team.key, number)
    return redirect("now", request.team.key)
