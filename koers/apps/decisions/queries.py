"""Reading processes: from rows to what the rules know, and what a seat may see of answers."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from koers.apps.decisions.models import (
    Objection,
    Process,
    Remark,
    Response,
    Version,
    Voter,
)
from koers.apps.ledger import box
from koers.domain import processes
from koers.domain.processes import Case
from koers.domain.refusals import NotHere
from koers.domain.seats import Seat


def of_team(seat: Seat) -> QuerySet[Process]:
    """The team's processes, latest first; of drafts only one's own."""
    found = Process.objects.for_seat(seat).select_related("team", "proposer", "decision")
    others_drafts = found.filter(stage="draft").exclude(proposer=seat.member or 0)
    return found.exclude(pk__in=others_drafts.values("pk")).order_by("-number")


def open_ones(seat: Seat) -> QuerySet[Process]:
    """What is being decided now."""
    return of_team(seat).exclude(stage__in=("draft", *processes.FINAL))


def own_drafts(seat: Seat) -> QuerySet[Process]:
    """What this seat is writing."""
    return of_team(seat).filter(stage="draft")


def closed_ones(seat: Seat) -> QuerySet[Process]:
    """What has an outcome, latest first."""
    return titled(of_team(seat).filter(stage__in=processes.FINAL)).order_by("-ended", "-number")


def titled(found: QuerySet[Process]) -> QuerySet[Process]:
    """The same with the newest title as `title`: the first to end first, those without an end last."""
    newest = Version.objects.filter(process=OuterRef("pk")).order_by("-seq")
    by_end = found.order_by(F("over_at").asc(nulls_last=True), "-number")
    return by_end.annotate(title=Subquery(newest.values("title")[:1]))


def titles(seat: Seat, pks: Collection[int]) -> dict[str, tuple[int, str]]:
    """The number and the newest title of these processes, by the code the ledger knows them by."""
    texts = Version.objects.filter(process__in=pks, process__stream=seat.stream).order_by("seq")
    rows = texts.values_list("process", "process__number", "title")
    return {f"process:{pk}": (number, title) for pk, number, title in rows}


def process_at(seat: Seat, number: int) -> Process:
    """The process with this number. `NotHere` for whoever doesn't belong to the team."""
    process = of_team(seat).filter(number=number).first()
    if process is None:
        raise NotHere
    return process


@dataclass(frozen=True)
class Whole:
    """A process with all its rows, each table read once, and the same as the rules know it."""

    process: Process
    case: Case
    versions: list[Version] = field(default_factory=list)
    voters: list[Voter] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    objections: list[Objection] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def questions(self) -> list[Remark]:
        """What was asked, oldest first."""
        return [remark for remark in self.remarks if remark.kind == "question"]

    @property
    def reactions(self) -> list[Remark]:
        """What everybody said of it, each once."""
        return [remark for remark in self.remarks if remark.kind == "reaction"]

    @property
    def history(self) -> dict[int, list[Response]]:
        """Per person what was answered, oldest first."""
        found: dict[int, list[Response]] = defaultdict(list)
        for response in self.responses:
            found[response.member_id].append(response)
        return found

    @property
    def names(self) -> dict[int, str]:
        """What everybody of the electorate is called."""
        return {voter.member_id: voter.name for voter in self.voters}


#: Stages in which nobody sees what others answered, also who has answered.
HIDDEN = ("nominating", "scoring", "ranking")

NOTHING_SAID: dict[str, list[Any]] = {"voters": [], "responses": [], "objections": [], "remarks": []}


def whole(process: Process) -> Whole:
    """Everything of a process. Of a draft that is its text: nobody was asked anything yet."""
    if process.stage == "draft":
        versions = list(process.versions.all())
        return Whole(process, _case(process, {**NOTHING_SAID, "versions": versions}), versions)
    rows: dict[str, list[Any]] = {
        "versions": list(process.versions.all()),
        "voters": list(process.voters.select_related("member")),
        "responses": [] if process.secret else list(process.responses.all()),
        "objections": list(process.objections.all()) if process.method == "consent" else [],
        "remarks": list(process.remarks.all()),
    }
    return Whole(process, _case(process, rows), **rows)


def without_reasons(one: Whole) -> Whole:
    """The same without what was said of people: of an election who named whom stays, and not why."""
    case = replace(
        one.case,
        responses=tuple(replace(given, reason="") for given in one.case.responses),
        proposed=tuple(replace(candidacy, why="") for candidacy in one.case.proposed),
    )
    return replace(one, case=case, remarks=[])


def case_of(process: Process) -> Case:
    """A process as the rules know it."""
    return whole(process).case


def _case(process: Process, rows: dict[str, list[Any]]) -> Case:
    return Case(
        method=process.method,
        proposer=process.proposer_id,
        stage=process.stage,
        terms=process.the_terms(),
        window=process.window(),
        opened=process.opened,
        versions=tuple(map(_version, rows["versions"])),
        electorate=tuple(map(_voter, rows["voters"])),
        responses=tuple(map(_response, rows["responses"])),
        objections=tuple(map(_objection, rows["objections"])),
        recusals=process.the_recusals(),
        weighings=process.the_weighings(),
        outside=process.the_outside(),
        handovers=process.the_handovers(),
        reacted=tuple(row.member_id for row in rows["remarks"] if row.kind == "reaction"),
        sitting=process.sitting,
        sittings=process.the_sittings(),
        standing=tuple(process.standing),
        rounds=process.rounds,
        shorter=process.shorter,
        ballots=process.ballots,
        lot=process.lot,
        proposed=process.the_candidacies(),
        declined=tuple(process.declined),
        outcome=process.the_outcome(),
    )


def _version(row: Version) -> processes.Version:
    options = tuple(processes.Option(**option) for option in row.options)
    return processes.Version(
        row.seq, row.title, row.text, row.by_id, row.at, row.material, row.called_by_id, options
    )


def _voter(row: Voter) -> processes.Voter:
    return processes.Voter(
        row.member_id, row.name, row.why, row.person_id, row.weight, row.status, row.since, row.reason,
        row.by_id, row.away, row.part, row.named_by_id, row.reminded,
    )  # fmt: skip


def _response(row: Response) -> processes.Response:
    return processes.Response(
        row.member_id, row.choice, row.at, row.version, row.sitting, row.reason, row.recorded_by_id, row.how,
        row.confirms, row.values,
    )  # fmt: skip


def _objection(row: Objection) -> processes.Objection:
    return processes.Objection(
        row.number, row.member_id, row.text, row.at, row.version, row.role, tuple(row.criteria), row.tests,
        row.finding, row.tester_id, row.reason, row.amendment, row.met_objector, row.met_proposer,
        row.concern, tuple(row.aside), row.set_aside,
    )  # fmt: skip


def may_see_responses(seat: Seat, case: Case) -> bool:
    """Others' answers show when one's own is in, or when it is over; of a secret ballot never.

    Names, scores and ranks show to nobody before all are in.
    """
    if case.terms.secrecy == "secret" or case.stage in HIDDEN:
        return False
    if not case.is_open:
        return True
    voter = case.person(seat.member)
    return voter is None or voter.status != "in" or case.newest(voter.member) is not None


def may_see_reactions(seat: Seat, case: Case) -> bool:
    """Others' reactions show when one's own is in, or an answer; to the proposer, who listens, at once."""
    voter = case.person(seat.member)
    if not case.is_open or voter is None or voter.status != "in" or voter.member == case.proposer:
        return True
    can_react = (case.stage, "react") in processes.MODULES[case.method].STEPS
    return not can_react or voter.member in case.reacted or case.newest(voter.member) is not None


def responded(process: Process) -> int:
    """How many answered, for a list: one query, of a secret ballot how many lie in the box."""
    if process.secret:
        return box.count(process.box) if process.stage == "voting" else 0
    return process.responses.values("member").distinct().count()


def own_ballot(process: Process, ballot: str | None) -> str | None:
    """What this browser put in the box, for its owner's eyes."""
    held = box.held(process.box, ballot) if ballot and process.stage == "voting" and process.secret else None
    return held["choice"] if held else None


def possible(seat: Seat, case: Case, now: datetime) -> list[str]:
    """What this seat may do now."""
    return processes.possible(case, seat, now)
