"""Every deed on an open proposal. A refusal shows the page again, with the words at their field."""

from collections.abc import Callable
from datetime import date

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from koers.apps.decisions import commands, queries
from koers.apps.decisions.models import Process
from koers.apps.people import commands as people
from koers.domain import processes
from koers.domain.refusals import NotHere, Refused
from koers.web import ballots
from koers.web.forms import whole_number
from koers.web.seat import TeamRequest, team_page
from koers.web.views.proposals.page import Problem, whole_page

Act = Callable[[Process], object]


def done(request: TeamRequest, number: int, form: str, act: Act, anchor: str = "") -> HttpResponse:
    """Do it, and back to the page; refused, the page with what was filled in."""
    try:
        act(queries.process_at(request.seat, number))
    except Refused as refused:
        if isinstance(refused, NotHere) or refused.code == "not_yours":
            raise
        return whole_page(request, number, Problem(form, refused, request.POST))
    address = reverse("proposal", args=[request.team.key, number])
    return redirect(f"{address}#{anchor}" if anchor else address)


def key(request: TeamRequest) -> str | None:
    """The form's own key."""
    return request.POST.get("key")


def seen(given: QueryDict) -> int | None:
    """The version that the form showed."""
    return whole_number(given.get("version", "")) or None


# --- answering


@require_POST
@team_page
def response(request: TeamRequest, number: int) -> HttpResponse:
    """Answer by name."""
    given = request.POST

    def act(process: Process) -> None:
        commands.respond(
            request.seat, process.pk, _choice(given), given.get("reason", ""),
            role=given.get("role", ""), criteria=given.getlist("criteria"), values=_values(given),
            seen=seen(given), key=key(request),
        )  # fmt: skip

    return done(request, number, "respond", act, "side")


def _values(given: QueryDict) -> dict[str, int]:
    """A rank or a score per option, as `value-<option>`; what was left open isn't there."""
    if given.get("choice") == processes.BLANK:
        return {}
    return {
        name.removeprefix("value-"): int(typed)
        for name, typed in given.items()
        if name.startswith("value-") and str(typed).isdecimal()
    }


def _choice(given: QueryDict) -> str:
    """What was chosen; filling in a ballot is a choice too."""
    return given.get("choice", "") or ("ballot" if any(name.startswith("value-") for name in given) else "")


@require_POST
@team_page
def ballot(request: TeamRequest, number: int) -> HttpResponse:
    """Vote without a name."""
    found: list[str] = []

    def act(process: Process) -> None:
        found.append(people.take_ballot(request.seat, ballots.held(request, request.seat.member)))
        commands.cast_ballot(request.seat, process, request.POST.get("choice", ""), found[0])

    reply = done(request, number, "respond", act, "side")
    return ballots.give(reply, request.member, found[0]) if found else reply


@require_POST
@team_page
def confirmation(request: TeamRequest, number: int) -> HttpResponse:
    """One tap: what I answered before somebody was added still holds."""
    return done(
        request,
        number,
        "confirm",
        lambda process: commands.confirm_response(request.seat, process.pk, key=key(request)),
        "side",
    )


@require_POST
@team_page
def recorded(request: TeamRequest, number: int) -> HttpResponse:
    """Write down what somebody else said."""
    given = request.POST

    def act(process: Process) -> None:
        commands.record_for(
            request.seat, process.pk, whole_number(given.get("member", "")), _choice(given),
            given.get("reason", ""), how=given.get("how", ""), role=given.get("role", ""),
            criteria=given.getlist("criteria"), values=_values(given), key=key(request),
        )  # fmt: skip

    return done(request, number, "record", act, "side")


# --- talking about it


def words(
    request: TeamRequest,
    number: int,
    part: str,
    command: Callable[..., object],
    where: str,
    name: str = "text",
) -> HttpResponse:
    """A deed that takes what was written in one field, and nothing else."""
    written = request.POST.get(name, "")
    return done(
        request,
        number,
        part,
        lambda process: command(request.seat, process.pk, written, key=key(request)),
        where,
    )


@require_POST
@team_page
def question(request: TeamRequest, number: int) -> HttpResponse:
    """Ask something that makes it clearer."""
    return words(request, number, "ask", commands.ask_question, "questions")


@require_POST
@team_page
def answer(request: TeamRequest, number: int, pk: int) -> HttpResponse:
    """Answer a question."""
    text = request.POST.get("text", "")
    return done(
        request,
        number,
        f"answer{pk}",
        lambda process: commands.answer_question(request.seat, process.pk, pk, text, key=key(request)),
        "questions",
    )


@require_POST
@team_page
def reaction(request: TeamRequest, number: int) -> HttpResponse:
    """Say once what one thinks of it."""
    return words(request, number, "react", commands.react, "reactions")


# --- objections


@require_POST
@team_page
def test(request: TeamRequest, number: int, objection: int) -> HttpResponse:
    """Keep what the three questions brought."""
    given = request.POST
    tests = {one: given[one] for one in processes.TESTS if given.get(one)}

    def act(process: Process) -> None:
        commands.test_objection(
            request.seat, process.pk, objection, tests, given.get("finding", ""), given.get("reason", ""),
            key=key(request),
        )  # fmt: skip

    return done(request, number, f"test{objection}", act, f"objection-{objection}")


#: What one tap says of an objection.
ON_OBJECTION = {
    "met": commands.confirm_met,
    "concern": commands.make_concern,
    "aside": commands.agree_set_aside,
}


@require_POST
@team_page
def objection_word(request: TeamRequest, number: int, objection: int, word: str) -> HttpResponse:
    """It is met, it may stay as a concern, or it is set aside."""
    if word not in ON_OBJECTION:
        raise NotHere
    return done(
        request,
        number,
        word,
        lambda process: ON_OBJECTION[word](request.seat, process.pk, objection, key=key(request)),
        f"objection-{objection}",
    )


@require_POST
@team_page
def way_out(request: TeamRequest, number: int) -> HttpResponse:
    """Consent got stuck: a shorter trial, a helping group, or the method agreed before."""
    given = request.POST

    def act(process: Process) -> None:
        commands.get_unstuck(
            request.seat, process.pk, given.get("way", ""), title=given.get("title", ""),
            text=given.get("text", ""), reason=given.get("reason", ""), key=key(request),
        )  # fmt: skip

    return done(request, number, "stuck", act)


# --- the course of it


#: What one tap does to the whole of it, by the noun in its address.
TAPS: dict[str, Callable[..., object]] = {
    "step": commands.move_on,
    "material": commands.call_material,
    "full-window": commands.ask_full_window,
    "meeting": commands.take_to_meeting,
    "withdrawal": commands.withdraw_proposal,
    "closing": commands.close_process,
    "decline": commands.decline_nomination,
    "naming": commands.end_naming,
    "scores": commands.ask_scores,
    "as-it-is": commands.leave_option,
}


@require_POST
@team_page
def tap(request: TeamRequest, number: int, noun: str) -> HttpResponse:
    """To the next step, to a meeting, taken back, closed: what needs nothing but a tap."""
    if noun not in TAPS:
        raise NotHere
    return done(request, number, noun, lambda process: TAPS[noun](request.seat, process.pk, key=key(request)))


@require_POST
@team_page
def extension(request: TeamRequest, number: int) -> HttpResponse:
    """More time, once."""
    days = whole_number(request.POST.get("days", ""))
    return done(
        request,
        number,
        "extend",
        lambda process: commands.extend_once(request.seat, process.pk, days, key=key(request)),
    )


@require_POST
@team_page
def absence(request: TeamRequest, number: int) -> HttpResponse:
    """Somebody is away: the clock waits, or they aren't waited for."""
    given = request.POST
    member = whole_number(given.get("member", "")) or request.seat.member

    def act(process: Process) -> None:
        if given.get("how") == "spare":
            commands.spare_away(request.seat, process.pk, member or 0, key=key(request))
            return
        first, last = _day(given.get("first", "")), _day(given.get("last", ""))
        commands.note_away(request.seat, process.pk, first, last, member, key=key(request))

    return done(request, number, "away", act)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Refused("day_missing", "last") from None


@require_POST
@team_page
def interest(request: TeamRequest, number: int) -> HttpResponse:
    """Stay out of it oneself, or say that somebody else has an interest in it."""
    given = request.POST
    member = whole_number(given.get("member", ""))

    def act(process: Process) -> None:
        if member and member != request.seat.member:
            commands.propose_recusal(
                request.seat, process.pk, member, given.get("interest", ""), key=key(request)
            )
        else:
            commands.declare_interest(request.seat, process.pk, given.get("interest", ""), key=key(request))

    return done(request, number, "interest", act, "side")


@require_POST
@team_page
def interest_word(request: TeamRequest, number: int, member: int) -> HttpResponse:
    """Say whether somebody should stay out of it."""
    agree = request.POST.get("agree") == "yes"
    return done(
        request,
        number,
        "recusal",
        lambda process: commands.decide_recusal(
            request.seat, process.pk, member, agree=agree, key=key(request)
        ),
        "side",
    )
