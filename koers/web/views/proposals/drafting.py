"""Writing a proposal: from nothing to a draft, from a draft to open, and a better text on the way."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from koers.apps.decisions import commands, grounds, queries
from koers.apps.decisions.models import Process
from koers.apps.ledger import clock
from koers.apps.people import queries as people
from koers.domain import processes, rules
from koers.domain.decisions import Plan
from koers.domain.processes import Option, Terms, opening
from koers.domain.refusals import Refused
from koers.web import wording_decisions, wording_proposals
from koers.web.forms import fresh_key, mistakes, whole_number
from koers.web.seat import TeamRequest, team_page
from koers.web.views.proposals import methods, planning
from koers.web.views.proposals.deeds import done, key

#: Fields that always show; a mistake in another one unfolds the terms.
OPEN_FIELDS = {"title", "text", "method", *planning.FIELDS}
#: How much another page may fill in beforehand.
TEXT_BEGUN = 4000
#: The longest window, in working days, that the form can begin with.
MOST_DAYS = 30
#: What it may fill in.
BEGUN = (
    "title", "text", "because", "method", "why_method", "priority", "days",
    "ground", "amount", "months", "irreversible",
)  # fmt: skip
_WEIGHT = re.compile(r"weight_([0-9]{1,9})")
_HOUR = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?(?:\s*(?:uur|u|h))?\Z")


@dataclass(frozen=True)
class Filled:
    """A form that was read: everything a draft needs."""

    method: str
    terms: Terms
    title: str
    text: str
    options: tuple[Option, ...]
    plan: Plan
    because: str


@require_http_methods(["GET", "POST"])
@team_page
def new(request: TeamRequest) -> HttpResponse:
    """A proposal that nobody else sees yet."""
    rules.check(request.seat, "draft_proposal")
    if request.method == "GET":
        return _form(request, _begun(request), {})
    if errors := _mistakes(request):
        return _form(request, request.POST, errors)
    filled = _filled(request)
    process = commands.draft_proposal(
        request.seat, request.team, filled.method, filled.terms, filled.title, filled.text,
        options=filled.options, plan=filled.plan, because=filled.because, about=_about(request.POST),
        key=key(request),
    )  # fmt: skip
    return redirect("proposal", request.team.key, process.number)


def _begun(request: TeamRequest) -> dict[str, Any]:
    """A form that begins with what another page already knows: what it is about, a title, a method."""
    given = {name: request.GET[name][:TEXT_BEGUN] for name in BEGUN if name in request.GET}
    impact = {name: request.GET.getlist(name) for name in planning.IMPACT if name in request.GET}
    return given | impact | {"about": _about(request.GET)}


def _about(given: QueryDict) -> str:
    """The code of what it is about; "" when there is none."""
    return given.get("about", "")[:60]


@require_http_methods(["GET", "POST"])
@team_page
def draft(request: TeamRequest, number: int) -> HttpResponse:
    """Rewrite one's own draft."""
    rules.check(request.seat, "edit_draft")
    process = queries.process_at(request.seat, number)
    if process.stage != "draft":
        return redirect("proposal", request.team.key, number)
    if request.method == "GET":
        return _form(request, _as_filled(process), {}, process)
    if errors := _mistakes(request):
        return _form(request, request.POST, errors, process)
    filled = _filled(request)
    commands.edit_draft(
        request.seat, process.pk, filled.title, filled.text, filled.terms,
        options=filled.options, plan=filled.plan, method=filled.method, because=filled.because,
        key=key(request),
    )  # fmt: skip
    return redirect("proposal", request.team.key, number)


@require_POST
@team_page
def opened(request: TeamRequest, number: int) -> HttpResponse:
    """Ask everybody at the table."""

    def act(process: Process) -> None:
        if process.method == "urgent":
            commands.act_urgently(request.seat, process.pk, key=key(request))
            return
        windowless = process.the_terms().live or process.method in processes.AT_ONCE
        closes = None if windowless else _end(request.POST, process.zone)
        weights = _weights(request.POST)
        commands.open_process(request.seat, process.pk, closes=closes, weights=weights, key=key(request))

    return done(request, number, "open", act)


def _weights(given: QueryDict) -> dict[int, int]:
    """Per chair what its vote weighs, where the form asked."""
    typed = {int(found[1]): given[name].strip() for name in given if (found := _WEIGHT.fullmatch(name))}
    if not all(weight.isdecimal() for weight in typed.values()):
        raise Refused("weight_unfit", "weight")
    return {chair: int(weight) for chair, weight in typed.items()}


def _end(given: QueryDict, zone: str) -> datetime:
    """The chosen day at the chosen hour, on the team's own clock."""
    try:
        day = date.fromisoformat(given.get("day", ""))
    except ValueError:
        raise Refused("day_missing", "closes") from None
    found = _HOUR.match(given.get("hour", "").strip().lower())
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Refused("time_unfit", "hour")
    return datetime.combine(day, time(int(found[1]), int(found[2] or 0)), ZoneInfo(zone))


# --- the form of a draft


def _mistakes(request: TeamRequest) -> dict[str, str]:
    """Everything that is wrong at once."""
    given = request.POST
    method = given.get("method", "")
    found = mistakes(
        lambda: opening.words(given.get("title", ""), "title", opening.TITLE_LIMIT),
        lambda: opening.paragraphs(given.get("text", "")),
        lambda: planning.plan(request),
        lambda: _fits(request, method),
    )
    shown_at = methods.FORMS[method].SHOWN_AT if method in methods.FORMS else {}
    return {shown_at.get(where, where): said for where, said in found.items()}


def _fits(request: TeamRequest, method: str) -> None:
    """Whether the terms fit the method; the words of the text are looked at apart."""
    if method not in processes.METHODS:
        raise Refused("method_unknown", "method")
    given = request.POST
    first = processes.Version(
        1, "-", "-", request.seat.chair, clock.now(), options=methods.FORMS[method].options(given)
    )
    terms = grounds.frozen(request.seat, _terms(given, method), clock.day(clock.now()))
    processes.draft(request.seat, method, terms, first)


def _filled(request: TeamRequest) -> Filled:
    given = request.POST
    method = given.get("method", "")
    return Filled(
        method,
        _terms(given, method),
        given.get("title", ""),
        given.get("text", ""),
        methods.FORMS[method].options(given),
        planning.plan(request),
        given.get("why_method", ""),
    )


def _terms(given: QueryDict, method: str) -> Terms:
    """How it will be decided: what the method asks, and whether it is in a meeting."""
    live = given.get("live") == "yes" and method not in processes.DECIDERS
    present = tuple(whole_number(one) for one in given.getlist("present")) if live else ()
    terms = replace(methods.FORMS[method].terms(given), live=live, present=present)
    days = whole_number(given.get("days", ""))
    return replace(terms, days=days) if 1 <= days <= MOST_DAYS else terms


def _as_filled(process: Process) -> dict[str, Any]:
    """A draft as its form was filled in."""
    case, terms, plan = queries.case_of(process), process.the_terms(), process.the_plan()
    return (
        {
            "title": case.text.title,
            "text": case.text.text,
            "method": process.method,
            "why_method": process.method_because,
            "live": "yes" if terms.live else "",
            "days": str(terms.days),
            "present": [str(member) for member in terms.present],
        }
        | planning.filled(plan)
        | methods.FORMS[process.method].filled(terms, case)
    )


def _form(
    request: TeamRequest, values: Mapping[str, Any], errors: dict[str, str], process: Process | None = None
) -> HttpResponse:
    chairs = list(people.table(request.seat).select_related("person"))
    present = values.getlist("present") if isinstance(values, QueryDict) else values.get("present", [])
    context = {
        "process": process,
        "values": values,
        "errors": errors,
        "terms_wrong": bool(errors.keys() - OPEN_FIELDS),
        "key": values.get("key") or fresh_key(),
        "chairs": [chair for chair in chairs if chair.taken],
        "empty_chairs": [chair for chair in chairs if not chair.taken],
        "present": present or [str(chair.pk) for chair in chairs if chair.taken],
        "methods": [
            (code, wording_decisions.METHOD[code], wording_proposals.GOOD_FOR[code])
            for code in processes.METHODS
        ],
        "offered": methods.offered(),
        "deciders": processes.DECIDERS,
        "grounds": grounds.offered(request.seat, clock.day(clock.now())),
        "limits": {"title": opening.TITLE_LIMIT, "text": opening.TEXT_LIMIT},
    }
    context |= planning.offered(values)
    context |= planning.along_the_course(
        request.seat, values.get("priority", ""), process.about if process else values.get("about", "")
    )
    return render(request, "proposals/form.html", context, status=422 if errors else 200)
