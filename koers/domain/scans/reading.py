"""What one round says, in codes and figures: per S, and which stands lowest and which lies widest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from koers.domain.scans.five import PLACE
from koers.domain.scans.modes import shows, shows_whys
from koers.engine import scales
from koers.engine.scales import Band, Interval, Span

WORDS = ("dots_only", "two_camps", "close_together", "somewhat_spread", "far_apart")

LEAST_FOR_WORDS = 4
LEAST_TO_STAND_APART = 8
#: From here a group may be seen as a draw from a larger one, and an interval beats the bounds.
LARGE = 30
LOW_RESPONSE = 0.6

Results = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Reading:
    """One S. What may not be shown is None, so that no page can show it by mistake."""

    s: str
    n: int
    missing: int
    median: float
    words: str
    counts: tuple[int, ...] | None = None
    span: Span | None = None
    band: Band | None = None
    agreement: float | None = None
    distance: float | None = None
    moves_at: int | None = None
    stands_apart: int | None = None
    mean: float | None = None
    #: With people missing: what the whole team's figure is at least and at most.
    mean_bounds: Interval | None = None
    median_bounds: Interval | None = None
    #: With people missing in a large group: where the whole group's figure likely lies.
    mean_interval: Interval | None = None
    median_interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A round as it may be shown: its readings in order, empty when nothing may be shown."""

    mode: str
    seats: int
    answered: int
    shows: str
    whys: bool
    low_response: bool
    readings: tuple[Reading, ...]
    #: All that share the lowest middle answer; empty when all five stand level, for then none is lowest.
    lowest: tuple[str, ...]
    widest: str | None


def words(counts: Sequence[int]) -> str:
    """One word for how far answers lie apart. It describes; close together isn't better."""
    if scales.total(counts) < LEAST_FOR_WORDS:
        return "dots_only"
    if scales.two_camps(counts):
        return "two_camps"
    a = scales.agreement(counts)
    return "close_together" if a >= 0.8 else "somewhat_spread" if a >= 0.4 else "far_apart"


def order(results: Results) -> tuple[str, ...]:
    """Lowest middle answer first; tied, the widest spread first; still tied, the fixed order of the five.

    Questions of one's own, outside the five and their parts, then stand last and in the order given.
    """

    def rank(s: str) -> tuple[float, float, int]:
        return scales.median(results[s]), scales.agreement(results[s]), PLACE.get(s, len(PLACE))

    return tuple(sorted(results, key=rank))


def widest(results: Results) -> str | None:
    """The S over which answers lie furthest apart.

    None when that can't be said of one: too few answers for words about spread, a tie, or everybody close
    together on the widest too.
    """
    if not results or any(words(counts) == "dots_only" for counts in results.values()):
        return None
    agreement = {s: scales.agreement(counts) for s, counts in results.items()}
    least, *others = sorted(agreement, key=agreement.__getitem__)
    tied = any(agreement[other] == agreement[least] for other in others)
    return None if tied or words(results[least]) == "close_together" else least


def read(results: Results, seats: int, mode: str) -> Outcome:
    """Read one closed round.

    The S with the fewest answers decides how much may be shown of all five. Where only the middle and the
    words may be shown, nothing else may follow from the answers, so ties then stand in the fixed order and
    no S is named as the widest.

    Parameters
    ----------
    results
        Counts per S (or per part of an S), of the answers given.
    seats
        How many were asked.
    mode
        One of `MODES`.
    """
    fewest, answered = (f(map(scales.total, results.values()), default=0) for f in (min, max))
    if answered > seats:
        raise ValueError("more people answered than were asked")
    level = shows(mode, fewest)
    readings = _readings(results, seats, mode, level)
    return Outcome(
        mode=mode,
        seats=seats,
        answered=answered,
        shows=level,
        whys=shows_whys(mode, answered),
        low_response=answered < LOW_RESPONSE * seats,
        readings=readings,
        lowest=lowest(readings),
        widest=widest(results) if level == "dots" else None,
    )


def _readings(results: Results, seats: int, mode: str, level: str) -> tuple[Reading, ...]:
    if level == "dots":
        return tuple(read_one(s, results[s], seats, mode) for s in order(results))
    if level == "middle":
        middles = [_middle_only(s, counts, seats) for s, counts in results.items()]
        return tuple(sorted(middles, key=lambda reading: (reading.median, PLACE.get(reading.s, len(PLACE)))))
    return ()


def _middle_only(s: str, counts: Sequence[int], seats: int) -> Reading:
    n = scales.total(counts)
    return Reading(s, n, seats - n, scales.median(counts), words(counts))


def read_one(s: str, counts: Sequence[int], seats: int, mode: str) -> Reading:
    """Everything that may be said of one S, or one question, whose dots may be shown."""
    n = scales.total(counts)
    missing, large = seats - n, n >= LARGE
    may_stand_apart = n >= LEAST_FOR_WORDS and (mode == "by_name" or n >= LEAST_TO_STAND_APART)
    return Reading(
        s=s,
        n=n,
        missing=missing,
        median=scales.median(counts),
        words=words(counts),
        counts=tuple(counts),
        span=scales.span(counts),
        band=scales.middle_band(counts),
        agreement=scales.agreement(counts),
        distance=scales.average_deviation(counts),
        moves_at=scales.answers_to_move_median(counts),
        stands_apart=scales.stands_apart(counts) if may_stand_apart else None,
        mean=scales.mean(counts),
        mean_bounds=scales.mean_bounds(counts, missing) if missing else None,
        median_bounds=scales.median_bounds(counts, missing) if missing else None,
        mean_interval=scales.mean_interval(counts, seats) if missing and large else None,
        median_interval=scales.median_interval(counts) if missing and large else None,
    )


def lowest(readings: Sequence[Reading]) -> tuple[str, ...]:
    """All that share the lowest middle answer; none when all stand level, for then none is lowest."""
    low = min((reading.median for reading in readings), default=0.0)
    lying_low = tuple(reading.s for reading in readings if reading.median == low)
    return () if len(lying_low) == len(readings) else lying_low
