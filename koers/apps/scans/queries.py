"""Reading scans: rounds, their outcome as it may be shown, and how far an open one is."""

from dataclasses import dataclass

from django.db.models import QuerySet

from koers.apps.ledger import box
from koers.apps.scans.models import Answer, Note, Round, Tally, Why
from koers.domain import scans
from koers.domain.ballots import Ballot
from koers.domain.refusals import NotHere
from koers.domain.scans import Outcome, Reading
from koers.domain.seats import Seat


def rounds(seat: Seat) -> QuerySet[Round]:
    """The team's rounds, latest first. Found by team as well, whose index keeps them in this order."""
    mine = Round.objects.for_seat(seat).filter(team=seat.team)
    return mine.select_related("team").order_by("-number")


def round_at(seat: Seat, number: int) -> Round:
    """The round with this number. `NotHere` for whoever doesn't belong to the team."""
    try:
        return rounds(seat).get(number=number)
    except Round.DoesNotExist:
        raise NotHere from None


def current(seat: Seat) -> Round | None:
    """The round that the team is in the middle of, or the last one."""
    return rounds(seat).exclude(stage="cancelled").first()


Counts = dict[str, list[int]]


def results(scan: Round) -> Counts:
    """Counts per S and per part, where dots may be shown."""
    return results_of(scan)[scan.pk]


def results_of(*scans: Round) -> dict[int, Counts]:
    """The counts of several rounds by their id, in one look."""
    found: dict[int, Counts] = {scan.pk: {} for scan in scans}
    tallies = Tally.objects.filter(round__in=list(found))
    for pk, item, counts in tallies.values_list("round_id", "item", "counts"):
        found[pk][item] = counts
    return found


def outcome(scan: Round, counts: Counts | None = None) -> Outcome:
    """A closed round as it may be shown."""
    counts = results(scan) if counts is None else counts
    if scan.middles:
        return _only_middles(scan)
    five = {s: counts[s] for s in scans.FIVE if s in counts}
    return scans.read(five, scan.seats, scan.mode)


def _only_middles(scan: Round) -> Outcome:
    readings = tuple(
        Reading(s, scan.answered, scan.seats - scan.answered, median, words)
        for s, (median, words) in scan.middles.items()
    )
    return Outcome(
        mode=scan.mode,
        seats=scan.seats,
        answered=scan.answered,
        shows="middle",
        whys=False,
        low_response=False,
        readings=readings,
        lowest=(),
        widest=None,
    )


def before(seat: Seat, scan: Round) -> Round | None:
    """The round before in the same series: what this one may be laid beside."""
    return in_series(seat, scan.series).filter(number__lt=scan.number).first()


def in_series(seat: Seat, series: int) -> QuerySet[Round]:
    """The closed rounds of one series, latest first. Of what was only talked through there is none."""
    told = rounds(seat).filter(series=series, closed__isnull=False).exclude(mode="not_recorded")
    return told.exclude(stage="cancelled")


def whys(seat: Seat, scan: Round) -> QuerySet[Why]:
    """The whys of a closed round, in the random order they were kept in."""
    return Why.objects.filter(round=scan, round__stream=seat.stream).order_by("pk")


def given_by(*rounds: Round) -> dict[int, list[Answer]]:
    """Per round by name what everybody gave, in seat order; nothing for rounds without names."""
    named = [scan.pk for scan in rounds if scan.mode == "by_name" and scan.stage != "answering"]
    given: dict[int, list[Answer]] = {scan.pk: [] for scan in rounds}
    for row in Answer.objects.filter(round__in=named).order_by("member__number", "pk") if named else ():
        given[row.round_id].append(row)
    return given


def notes(seat: Seat, scan: Round) -> QuerySet[Note]:
    """What was written down during the talk."""
    return Note.objects.filter(round=scan, round__stream=seat.stream)


@dataclass(frozen=True)
class Progress:
    """How far an open round is, in steps: exact numbers would tell who just answered."""

    step: str
    seats: int


def progress(scan: Round) -> Progress:
    """ "none", "some", "enough" (dots may be shown) or "all"; by name one sees it anyway."""
    return Progress(step_at(scan, scan.how_many()), scan.seats)


def step_at(scan: Round, count: int) -> str:
    """The step that so many answers are."""
    if count == 0:
        return "none"
    if count >= scan.seats:
        return "all"
    return "enough" if scans.shows(scan.mode, count) == "dots" else "some"


def own_answer(seat: Seat, scan: Round, ballot: str | None) -> Ballot | None:
    """What this browser gave in this open round, for its owner's eyes."""
    if scan.mode == "by_name":
        row = scan.answers.filter(member=seat.member).first()
        return Ballot.from_content(row.content) if row else None
    held = box.held(scan.box, ballot) if ballot and scan.stage == "answering" else None
    return Ballot.from_content(held) if held else None


def own_pick(scan: Round, ballot: str | None) -> str | None:
    """Which S this browser chose."""
    held = box.held(scan.pick_box, ballot) if ballot and scan.stage == "choosing" else None
    return held["s"] if held else None
