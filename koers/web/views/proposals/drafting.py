"""Writing a proposal: from nothing to a draft, from a draft to open, and a better text on the way."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from koers.apps.decisions import commands, queries
from koers.apps.decisions.models import Process
from koers.apps.ledger import clock
from koers.apps.people import queries as people
from koers.domain import decisions, processes, rules
from koers.domain.decisions import Plan
from koers.domain.processes import Option, Terms, conditions, opening
from koers.domain.refusals import NotHere, Refused
from koers.web import wording, wording_decisions, wording_proposals
from koers.web.forms import fresh_key, mistakes
from koers.web.seat import TeamRequest, team_page
from koers.web.views.proposals import methods
from koers.web.views.proposals.deeds import done, key, whole_number

#: When to look back, in months; half a year is what it is when nobody chose.
MONTHS = (1, 2, 3, 6, 12)
#: Fields that always show; a mistake in another one unfolds the terms.
OPEN_FIELDS = {"title", "text", "because", "method", "effect", "noticed_by", "review", "owner"}
#: How much another page may fill in beforehand.
TEXT_BEGUN = 2000
#: The deeds that change the text.
WRITING = {"edit_editorial", "edit_material", "integrate", "adapt_text"}
LIMITS = {"title": opening.TITLE_LIMIT, "text": opening.TEXT_LIMIT}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
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
    known = ("title", "text", "because", "method", "why_method")
    given = {name: request.GET[name][:TEXT_BEGUN] for name in known if name in request.GET}
    return given | {"about": _about(request.GET)}


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
        live = process.the_terms().live
        closes = None if live else _end(request.POST, process.zone)
        commands.open_process(request.seat, process.pk, closes=closes, key=key(request))

    return done(request, number, "open", act)


def _end(given: QueryDict, zone: str) -> datetime:
    """The chosen day at the chosen hour, on the team's own clock."""
    try:
        day = date.fromisoformat(given.get("day", ""))
    except ValueError:
        raise Refused("day_missing", "closes") from None
    found = _HOUR.match(given.get("hour", "").strip().lower())
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Refused("hour_unfit", "hour")
    return datetime.combine(day, time(int(found[1]), int(found[2] or 0)), ZoneInfo(zone))


# --- the form of a draft


def _mistakes(request: TeamRequest) -> dict[str, str]:
    """Everything that is wrong at once."""
    given = request.POST
    method = given.get("method", "")
    found = mistakes(
        lambda: opening.words(given.get("title", ""), "title", opening.TITLE_LIMIT),
        lambda: opening.paragraphs(given.get("text", "")),
        lambda: _plan(request),
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
    processes.draft(request.seat, method, _terms(given, method), first)


def _filled(request: TeamRequest) -> Filled:
    given = request.POST
    method = given.get("method", "")
    return Filled(
        method,
        _terms(given, method),
        given.get("title", ""),
        given.get("text", ""),
        methods.FORMS[method].options(given),
        _plan(request),
        given.get("why_method", ""),
    )


def _terms(given: QueryDict, method: str) -> Terms:
    """How it will be decided: what the method asks, and whether it is in a meeting."""
    live = given.get("live") == "yes" and method not in processes.DECIDERS
    present = tuple(whole_number(one) for one in given.getlist("present")) if live else ()
    return replace(methods.FORMS[method].terms(given), live=live, present=present)


def _plan(request: TeamRequest) -> Plan:
    given = request.POST
    members = [chair.pk for chair in people.table(request.seat)]
    review = given.get("review", "")
    plan = Plan(
        effect=given.get("effect", "").strip(),
        noticed_by=given.get("noticed_by", "").strip(),
        because=given.get("because", "").strip(),
        owner=whole_number(given.get("owner", "")) or None,
        review=date.fromisoformat(review) if _DAY.fullmatch(review) else None,
    )
    return decisions.plan(plan, members, clock.now().date())


def _as_filled(process: Process) -> dict[str, Any]:
    """A draft as its form was filled in."""
    case, terms, plan = queries.case_of(process), process.the_terms(), process.the_plan()
    return {
        "title": case.text.title,
        "text": case.text.text,
        "because": plan.because,
        "effect": plan.effect,
        "noticed_by": plan.noticed_by,
        "owner": str(plan.owner or ""),
        "review": plan.review.isoformat() if plan.review else "",
        "method": process.method,
        "why_method": process.method_because,
        "live": "yes" if terms.live else "",
        "present": [str(member) for member in terms.present],
    } | methods.FORMS[process.method].filled(terms, case)


def _form(
    request: TeamRequest, values: Mapping[str, Any], errors: dict[str, str], process: Process | None = None
) -> HttpResponse:
    today = timezone.localdate(clock.now())
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
        "reviews": _reviews(today, values.get("review", "")),
        "limits": {
            "title": opening.TITLE_LIMIT,
            "text": opening.TEXT_LIMIT,
            "effect": decisions.EFFECT_LIMIT,
        },
    }
    return render(request, "proposals/form.html", context, status=422 if errors else 200)


def _reviews(today: date, chosen: str) -> list[tuple[date, int]]:
    """Days to look back on; one that was chosen earlier stays to be chosen."""
    days = [(today + timedelta(days=30 * n), n) for n in MONTHS]
    if _DAY.fullmatch(chosen) and chosen not in [day.isoformat() for day, _n in days]:
        days.append((date.fromisoformat(chosen), 0))
    return sorted(days)


# --- a better text


@require_http_methods(["GET", "POST"])
@team_page
def text(request: TeamRequest, number: int) -> HttpResponse:
    """Repair a typo, change what is proposed, or work an objection into it."""
    process = queries.process_at(request.seat, number)
    case, now = queries.case_of(process), clock.now()
    conditions.proposer(case, request.seat, now)
    can = set(queries.possible(request.seat, case, now)) & WRITING
    if not can and request.method == "GET":
        return redirect("proposal", request.team.key, number)
    if request.method == "GET":
        values = {"title": case.text.title, "text": case.text.text}
        return _text_page(request, process, case, can, values, {})
    try:
        _change(request, process)
    except Refused as refused:
        if isinstance(refused, NotHere) or refused.code == "not_yours":
            raise
        errors = {refused.field: wording.refusal(refused)}
        return _text_page(request, process, case, can, request.POST, errors)
    return redirect("proposal", request.team.key, number)


def _change(request: TeamRequest, process: Process) -> None:
    given = request.POST
    kind, title, words = given.get("kind", ""), given.get("title", ""), given.get("text", "")
    if kind == "integrate":
        met = [whole_number(one) for one in given.getlist("objections")]
        commands.integrate(request.seat, process.pk, title, words, met, key=key(request))
    elif kind == "editorial":
        commands.edit_editorial(request.seat, process.pk, title, words, key=key(request))
    elif kind == "adapt":
        commands.adapt_text(request.seat, process.pk, title, words, key=key(request))
    elif kind == "material":
        commands.edit_material(request.seat, process.pk, title, words, key=key(request))
    else:
        raise Refused("kind_missing", "kind")


def _text_page(
    request: TeamRequest,
    process: Process,
    case: processes.Case,
    can: set[str],
    values: Any,
    errors: dict[str, str],
) -> HttpResponse:
    names = {voter.member: voter.name for voter in case.electorate}
    context = {
        "process": process,
        "case": case,
        "can": can,
        "values": values,
        "errors": errors,
        "open": [(one, names.get(one.member, "")) for one in case.open_objections],
        "met": values.getlist("objections") if isinstance(values, QueryDict) else [],
        "limits": LIMITS,
    }
    return render(request, "proposals/text.html", context, status=422 if errors else 200)
