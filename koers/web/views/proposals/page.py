"""The page of one proposal, its live parts, and how its text changed."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from koers.apps.decisions import commands, queries
from koers.apps.decisions.models import Process
from koers.apps.decisions.records import commands as records
from koers.apps.decisions.records import queries as log
from koers.apps.direction import queries as course
from koers.apps.direction.models import NotDoing
from koers.apps.ledger import box, clock
from koers.apps.people import queries as people
from koers.apps.people.days_off import queries as days_off
from koers.domain import processes, rules
from koers.domain.processes import windows
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat
from koers.web import (
    ballots,
    wording,
    wording_advice,
    wording_alone,
    wording_decisions,
    wording_proposals,
    wording_records,
    zones,
)
from koers.web.drawing import texts
from koers.web.seat import TeamRequest, team_page
from koers.web.views.proposals import advised
from koers.web.views.proposals import course as methods
from koers.web.views.proposals.shown import Shown

#: Where a refusal's own field goes by another name on the page.
AS_REASON = (
    "objection", "concern", "advice", "reservations", "stand_aside", "block", "nomination", "resistance",
)  # fmt: skip
CALLED = {**dict.fromkeys(AS_REASON, "reason"), "why_nominee": "why"}
#: Working days to choose from, for the end of the window.
DAYS_AHEAD = 30


@dataclass(frozen=True)
class Problem:
    """What was refused: in which form, in words at its field; what was filled in stays."""

    form: str = ""
    refused: Refused | None = None
    values: Any = field(default_factory=dict)

    @property
    def errors(self) -> dict[str, str]:
        """The sentence, by the id of its field."""
        if self.refused is None:
            return {}
        where = CALLED.get(self.refused.field, self.refused.field)
        return {f"{self.form}-{where}" if where else "": wording.refusal(self.refused)}

    @property
    def status(self) -> int:
        """What doesn't fit a field is 422; what isn't possible now is 409."""
        if self.refused is None:
            return 200
        return 422 if self.refused.field else 409

    @property
    def late(self) -> str:
        """What somebody wrote that came too late: it isn't lost from their screen."""
        if self.refused is None or self.refused.code not in ("window_closed", "not_in_this_step"):
            return ""
        return str(self.values.get("reason") or self.values.get("text") or "")


@require_GET
@team_page
def proposal(request: TeamRequest, number: int) -> HttpResponse:
    """Everything to propose, question, react, object, improve and close."""
    return whole_page(request, number, Problem())


@require_GET
@team_page
def matter_fragment(request: TeamRequest, number: int) -> HttpResponse:
    """The text and what was said of it, for a page that is open."""
    return render(request, "proposals/_matter.html", context(request, number, Problem()))


@require_GET
@team_page
def side_fragment(request: TeamRequest, number: int) -> HttpResponse:
    """The clock, one's own answer and who has answered, for a page that is open."""
    return render(request, "proposals/_side.html", context(request, number, Problem()))


def whole_page(request: TeamRequest, number: int, problem: Problem) -> HttpResponse:
    """The page; of a draft how it will be, and its opening."""
    found = context(request, number, problem)
    template = "proposals/draft.html" if found["process"].stage == "draft" else "proposals/proposal.html"
    return render(request, template, found, status=problem.status)


def context(request: TeamRequest, number: int, problem: Problem) -> dict[str, Any]:
    """What its templates need."""
    process = _now(request.seat, number)
    shown = _shown(request, process)
    case = shown.case
    return {
        "process": process,
        "shown": shown,
        "case": case,
        "text": case.text,
        **_plan(request.seat, process),
        "document": texts.doc(case.text.text, shown.text_before),
        "kind": wording_proposals.KIND[process.method],
        "method": wording_decisions.METHOD[process.method],
        "how": wording_proposals.HOW[process.method],
        "terms_say": terms_say(case),
        "steps": wording_proposals.steps(case),
        "guide": wording_proposals.GUIDE.get(case.stage),
        "outcome": wording_proposals.outcome(case, shown.names),
        "headline": wording_proposals.headline(case.outcome) if case.outcome else "",
        "question": _question(case),
        **methods.context(shown),
        "few_secret": _few_secret(case),
        "errors": problem.errors,
        "given": {problem.form: problem.values},
        "late": problem.late,
        "ruled_out": _ruled_out(request.seat, case) if process.stage == "draft" else [],
        "still": wording_proposals.STILL.get(case.stage, wording_proposals.NOT_YET),
        "one_decides": process.method in processes.DECIDERS,
        "decider": shown.names.get(case.proposer, ""),
        **(advised.context(shown) if process.method == "advice" else {}),
        **(_draft(request, process, problem) if process.stage == "draft" else {}),
    }


def _question(case: processes.Case) -> Any:
    """What is asked at this step."""
    asked = "options" if case.text.options else case.method
    return wording_proposals.QUESTION.get(case.stage) or wording_proposals.QUESTION.get(asked, "")


def _ruled_out(seat: Seat, case: processes.Case) -> list[NotDoing]:
    """What the team doesn't do, and this seems to be about."""
    return course.touched(seat, f"{case.text.title} {case.text.text}")


def _plan(seat: Seat, process: Process) -> dict[str, Any]:
    """What it says of itself, with the decision that it takes the place of."""
    plan = process.the_plan()
    impact = [(domain, wording_records.SIZE[size]) for domain, size in plan.impact.items()]
    return {"plan": plan, "impact": impact, "changes": log.changed_by(seat, plan)}


def _now(seat: Seat, number: int) -> Process:
    """The process as it stands now: closed when its window has ended, sealed when it was adopted."""
    process = queries.process_at(seat, number)
    if process.stage == "adopted" and hasattr(process, "decision"):
        return process
    settled = records.settle(seat, process, clock.now())
    return settled if settled.stage != "adopted" else queries.process_at(seat, number)


def _shown(request: TeamRequest, process: Process) -> Shown:
    whole, ballot = queries.whole(process), None
    if process.secret and process.stage == "voting":
        ballot = queries.own_ballot(process, ballots.held(request, request.seat.member))
    cast = box.count(process.box) if process.secret and process.stage == "voting" else 0
    elsewhere = {request.member.pk: request.member.name or request.user.name}
    return Shown(request.seat, whole, clock.now(), zones.of_reader(request), ballot, cast, elsewhere)


def _few_secret(case: processes.Case) -> str:
    few = case.terms.secrecy == "secret" and len(case.electorate) <= processes.FEW
    return str(wording_decisions.FEW_SECRET) if few else ""


def terms_say(case: processes.Case) -> list[str]:
    """How it is decided, sentence by sentence: shown before it opens and all along."""
    if case.method == "advice":
        return [*wording_alone.ground(case.terms.ground), *map(str, wording_advice.SAYS)]
    if case.method in processes.AT_ONCE:
        return wording_alone.ground(case.terms.ground)
    terms, said = case.terms, []
    said += wording_proposals.own_terms(case)
    if not terms.live:
        said.append(str(wording_decisions.SILENCE[terms.silence]))
    if case.method == "consent" and not terms.live:
        said.append(str(wording_proposals.ABSENCE[terms.absence]))
    if terms.agreement:
        said.append(terms.agreement)
    return said


def _draft(request: TeamRequest, process: Process, problem: Problem) -> dict[str, Any]:
    """Who would decide, and until when."""
    now, zone = timezone.localtime(clock.now()), process.zone
    off = days_off.off(request.seat, now.date())
    first = windows.after(clock.now(), process.the_terms().days, zone, off)
    chairs = list(people.table(request.seat).select_related("person"))
    taken = [chair for chair in chairs if chair.taken]
    return {
        "opening": wording_alone.OPENING.get(process.method),
        "windowless": process.the_terms().live or process.method in processes.AT_ONCE,
        "checks": [(wording_alone.CHECK[code], says) for code, says in process.the_terms().checks.items()],
        "electorate": taken,
        "weighing": [(chair, problem.values.get(f"weight_{chair.pk}", "1")) for chair in taken],
        "empty_chairs": [chair for chair in chairs if not chair.taken],
        "days": workdays(now.date(), off),
        "first_day": timezone.localtime(first).date(),
        "hour": wording_proposals.hour(_office_hour(timezone.localtime(first))),
    }


def _office_hour(at: datetime) -> datetime:
    """A whole hour at which people work, for the end of a window."""
    return at.replace(hour=min(max(at.hour, 9), 17), minute=0)


def workdays(today: date, off: Collection[date] = ()) -> list[date]:
    """The working days that come, to choose from."""
    coming = (today + timedelta(days=n) for n in range(1, 3 * DAYS_AHEAD))
    return [day for day in coming if windows.works(day, off)][:DAYS_AHEAD]


@require_GET
@team_page
def comparison(request: TeamRequest, number: int, version: int) -> HttpResponse:
    """What changed since an earlier version, word by word."""
    process = queries.process_at(request.seat, number)
    whole = queries.whole(process)
    earlier = [one for one in whole.case.versions if whole.case.number_of(one.seq) == version]
    if not earlier or version >= whole.case.version:
        raise NotHere
    before, after = earlier[-1], whole.case.text
    return render(
        request,
        "proposals/comparison.html",
        {
            "process": process,
            "case": whole.case,
            "version": version,
            "before": before,
            "after": after,
            "title": texts.compared(before.title, after.title),
            "text": texts.compared(before.text, after.text),
            "others": [n for n in range(1, whole.case.version) if n != version],
        },
    )


@require_http_methods(["GET", "POST"])
@team_page
def addition(request: TeamRequest, number: int) -> HttpResponse:
    """Somebody was forgotten: who sits at the table and doesn't decide yet."""
    rules.check(request.seat, "add_to_electorate")
    process = queries.process_at(request.seat, number)
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            _add(request, process)
        except Refused as refused:
            if isinstance(refused, NotHere) or refused.code == "not_yours":
                raise
            errors = {refused.field: wording.refusal(refused)}
        else:
            return redirect("proposal", request.team.key, number)
    within = set(process.voters.exclude(status="left").values_list("member", flat=True))
    chairs = people.table(request.seat).select_related("person")
    found = {
        "process": process,
        "text": process.versions.last(),
        "errors": errors,
        "addable": [chair for chair in chairs if chair.taken and chair.pk not in within],
    }
    return render(request, "proposals/addition.html", found, status=422 if errors else 200)


def _add(request: TeamRequest, process: Process) -> None:
    member = request.POST.get("member", "")
    if not member.isdigit():
        raise Refused("seat_missing", "member")
    commands.add_to_electorate(request.seat, process.pk, int(member), key=request.POST.get("key"))
