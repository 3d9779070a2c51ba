"""Reading decisions: the log, one record with its three tracks, and its export."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Cast, Substr

from koers.apps.decisions import queries as deciding
from koers.apps.decisions.models import Audience, Decision, Mark, Message, Review
from koers.apps.decisions.records.own import own
from koers.apps.ledger import clock
from koers.apps.ledger.models import Entry, Link
from koers.apps.readbacks.models import Alike, Readback
from koers.domain import decisions, processes
from koers.domain.minutes.taking import Source
from koers.domain.processes import plain
from koers.domain.processes.recounting import FORMAT, FORMAT_VERSION
from koers.domain.refusals import NotHere
from koers.domain.seats import Seat


def of_team(seat: Seat) -> QuerySet[Decision]:
    """The team's decisions, latest first."""
    found = Decision.objects.for_seat(seat).filter(team=seat.team)
    return found.select_related("owner", "replaced_by", "replaces").order_by("-decided", "-pk")


def changed_by(seat: Seat, plan: decisions.Plan) -> Decision | None:
    """The decision that a proposal with this plan takes the place of, or withdraws."""
    return of_team(seat).filter(pk=plan.replaces).first() if plan.replaces else None


def decision_at(seat: Seat, number: str) -> Decision:
    """The decision with this number. `NotHere` for whoever doesn't belong to the team."""
    found = of_team(seat).select_related("process", "message", "team").filter(number=number).first()
    if found is None:
        raise NotHere
    return found


def reviews_of(seat: Seat, *these: Decision) -> dict[int, Review]:
    """The newest review of each."""
    rows = Review.objects.filter(decision__in=these, decision__stream=seat.stream).order_by("pk")
    return {row.decision_id: row for row in rows}


def readback_links(seat: Seat) -> QuerySet[Link]:
    """From decisions to the readbacks on their text."""
    return Link.objects.filter(stream=seat.stream, kind="read_back")


def readbacks_of(seat: Seat, *these: Decision) -> dict[str, Readback]:
    """The newest readback on each decision's text, by the decision's code."""
    codes = [decision.code for decision in these]
    number = Cast(Substr("target", len("readback:") + 1), BigIntegerField())
    links = readback_links(seat).filter(source__in=codes)
    by_pk = dict(links.annotate(pk_of=number).order_by("pk").values_list("pk_of", "source"))
    found = Readback.objects.for_seat(seat).filter(pk__in=by_pk).order_by("number")
    return {by_pk[readback.pk]: readback for readback in found}


def all_readbacks_of(seat: Seat, decision: Decision) -> list[Readback]:
    """Every readback on this decision's text, oldest first, and whether wordings were `laid` together."""
    number = Cast(Substr("target", len("readback:") + 1), BigIntegerField())
    links = readback_links(seat).filter(source=decision.code).values_list(number, flat=True)
    laid = Exists(Alike.objects.filter(one__readback=OuterRef("pk")))
    return list(Readback.objects.for_seat(seat).filter(pk__in=links).annotate(laid=laid).order_by("number"))


def with_reviews(seat: Seat, number: str) -> tuple[Decision, list[Review]]:
    """The decision with this number and every look back on it, oldest first, in one question."""
    names = ("pk", "verdict", "came", "word", "by_id", "at", "next_on")
    looked = {f"review_{name}": F(f"reviews__{name}") for name in names}
    found = of_team(seat).select_related("process", "message", "team").filter(number=number)
    rows = list(found.annotate(**looked).order_by("reviews__pk"))
    if not rows:
        raise NotHere
    kept = [{name: getattr(row, f"review_{name}") for name in names} for row in rows]
    return rows[0], [Review(decision=rows[0], **one) for one in kept if one["pk"]]


@dataclass(frozen=True)
class Tracks:
    """How a decision stands: does it hold, was it understood, did it bring what was expected."""

    validity: str
    understanding: str
    review: str
    review_on: date | None


def tracks(
    decision: Decision, today: date, readback: Readback | None = None, reviewed: Review | None = None
) -> Tracks:
    """The three tracks, each apart."""
    next_on = reviewed.next_on if reviewed else None
    day = next_on or decision.review_on
    verdict = reviewed.verdict if reviewed and next_on is None else ""
    if decision.flagged and flagged_since(decision, reviewed):
        said_on = clock.day(decision.flagged)
        day, verdict = min(day or said_on, said_on), ""
    return Tracks(
        decision.validity(today),
        decisions.understanding(readback.stage if readback else None),
        decisions.review(verdict, day, today),
        day,
    )


def flagged_since(decision: Decision, reviewed: Review | None) -> bool:
    """Whether somebody said that they should have been asked, and nobody has looked back since."""
    return decision.flagged is not None and (reviewed is None or reviewed.at < decision.flagged)


def marks_of(decision: Decision) -> list[Mark]:
    """What was said beside a decision of one person, oldest first."""
    return list(Mark.objects.filter(decision=decision)) if decision.method in processes.DECIDERS else []


def audiences_of(decision: Decision) -> list[Audience]:
    """Who hears it, by day."""
    return list(Audience.objects.filter(decision=decision).select_related("teller", "told_by"))


def links_from(seat: Seat, decision: Decision, kind: str) -> list[str]:
    """What came of it, as codes: its actions ("came_from"), its readbacks ("read_back")."""
    links = Link.objects.filter(stream=seat.stream, kind=kind, source=decision.code)
    return list(links.order_by("pk").values_list("target", flat=True))


# --- the record as it is sealed


def record_of(whole: deciding.Whole) -> dict[str, Any]:
    """What is sealed: everything the decision rests on. Names are left out, they can be erased."""
    case, process = whole.case, whole.process
    responses = [] if process.secret else list(case.counting)
    answered = {response.member for response in responses}
    return {
        "process": process.code,
        "title": case.text.title,
        "text": case.text.text,
        "options": plain.plain(case.text.options),
        "version": case.version,
        "versions": len(case.versions),
        "method": case.method,
        "because": process.method_because,
        "terms": plain.plain(case.terms),
        "proposer": case.proposer,
        "opened": plain.plain(case.opened),
        "outcome": plain.plain(case.outcome),
        "took_part": sorted(answered),
        "took_no_part": [] if process.secret else [v.member for v in case.voters if v.member not in answered],
        "recused": [[v.member, v.reason] for v in case.electorate if v.status == "recused"],
        "left": [v.member for v in case.electorate if v.status == "left"],
        "dissent": [_said(r) for r in responses if r.choice in ("against", "objection")],
        "concerns": _concerns(case, responses),
        "objections": plain.plain(case.objections),
        "plan": process.plan,
        "shorter": case.shorter,
        **processes.kept(case),
        **own(case),
    }


def record_from_minutes(
    title: str, text: str, source: Source, present: list[int], at: datetime, by: int | None
) -> dict[str, Any]:
    """What is kept of a decision that stands in minutes: the same fields as of one decided here."""
    told = {"title": source.title, "day": source.day.isoformat(), "taken_by": by}
    given = Given(title, text, decisions.FROM_MINUTES, "from_minutes", at)
    return record_from_elsewhere(given, decisions.Plan()) | {"took_part": present, "minutes": told}


@dataclass(frozen=True)
class Given:
    """What a decision from elsewhere is known by."""

    title: str
    text: str
    method: str
    code: str
    at: datetime


def record_from_elsewhere(given: Given, plan: decisions.Plan) -> dict[str, Any]:
    """The fields of a record, empty where nothing is known: there was no process here."""
    nothing = ("options", "took_no_part", "recused", "left", "dissent", "concerns", "objections")
    return {
        **{field: [] for field in nothing},
        "process": None,
        "title": given.title,
        "text": given.text,
        "version": 1,
        "versions": 1,
        "method": given.method,
        "because": "",
        "terms": plain.plain(processes.Terms()),
        "proposer": None,
        "opened": None,
        "outcome": plain.plain(processes.Outcome("adopted", given.code, given.at)),
        "took_part": [],
        "plan": plain.plain(plan),
        "shorter": False,
    }


def taken_over(seat: Seat) -> QuerySet[Decision]:
    """The team's decisions that were taken over from minutes, latest first."""
    return of_team(seat).filter(method=decisions.FROM_MINUTES)


def _said(response: processes.Response) -> dict[str, Any]:
    return {"member": response.member, "choice": response.choice, "reason": response.reason}


def _concerns(case: processes.Case, responses: list[processes.Response]) -> list[dict[str, Any]]:
    given = [{"member": r.member, "text": r.reason} for r in responses if r.choice == "concern"]
    turned = [{"member": one.member, "text": one.text} for one in case.objections if one.state == "concern"]
    known = {(one["member"], one["text"]) for one in given}
    return given + [one for one in turned if (one["member"], one["text"]) not in known]


# --- the export


def export_decision(seat: Seat, pk: int, *, reasons: bool = False) -> dict[str, Any]:
    """One decision with all that it rests on; `koers recount` checks it without a database.

    Of a role election what was said of people is left out, unless `reasons` are asked for.
    `docs/export-of-a-decision.md` describes every field.
    """
    decision = of_team(seat).filter(pk=pk).select_related("process", "team", "message").first()
    if decision is None:
        raise NotHere
    whole = deciding.whole(decision.process) if decision.process else None
    if whole and whole.case.method == "election" and not reasons:
        whole = deciding.without_reasons(whole)
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "team": decision.team.name,
        "number": decision.number,
        "sealed": plain.plain(decision.sealed),
        "in_force": plain.plain(decision.in_force),
        "digest": decision.digest,
        "record": decision.record,
        "names": {str(m): name for m, name in whole.names.items()} if whole else {},
        "case": plain.plain(whole.case) if whole else None,
        "commitment": _commitment(decision, whole.case.lot if whole else ""),
        "questions": [_question(row) for row in whole.questions] if whole else [],
        "reactions": [{"member": r.member_id, "text": r.text} for r in whole.reactions] if whole else [],
        "message": _message(decision),
        "marks": [plain.plain(one.mark) for one in marks_of(decision)],
        "reviews": [_review(row) for row in decision.reviews.all()],
        "replaces": decision.replaces.number if decision.replaces else None,
        "replaced_by": decision.replaced_by.number if decision.changed_by() else None,
    }


def _commitment(decision: Decision, lot: str) -> str | None:
    """The hash of the lot, as the ledger has it since the opening."""
    if not lot or decision.process is None:
        return None
    opening = Entry.objects.filter(
        stream=decision.stream_id, subject=decision.process.code, deed="open_process"
    )
    return str(opening.get().data["commitment"])


def _question(row: Any) -> dict[str, Any]:
    return {"member": row.member_id, "text": row.text, "answer": row.answer}


def _message(decision: Decision) -> dict[str, Any] | None:
    message: Message | None = getattr(decision, "message", None)
    if message is None:
        return None
    told = [
        {"audience": row.name, "teller": row.teller_id, "channel": row.channel, "purpose": row.purpose,
         "due": plain.plain(row.due), "told": plain.plain(row.told)}
        for row in audiences_of(decision)
    ]  # fmt: skip
    return {"text": message.text, "audiences": told}


def _review(row: Review) -> dict[str, Any]:
    return {"verdict": row.verdict, "came": row.came, "word": row.word, "at": plain.plain(row.at)}
