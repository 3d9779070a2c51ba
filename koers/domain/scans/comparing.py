"""Two rounds beside each other: what can be said about change, and when nothing may be said."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from koers.domain.scans.five import FIVE, HIGHEST_STEP, LOWEST_STEP, PLACE
from koers.domain.scans.modes import shows
from koers.domain.scans.reading import Results
from koers.engine import scales
from koers.engine.chance import holm, sign_flip

#: A difference of one or two people between two rounds would show what those one or two answered.
GUARDED = (1, 2)
LEAST_PAIRS = 8

Answers = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Change:
    """One S in two rounds without names: both distributions, and how many moved at the least."""

    s: str
    before: tuple[int, ...]
    now: tuple[int, ...]
    median_before: float
    median_now: float
    least_moved: int
    #: An S that was picked because it stood low often rises by itself: said next to any rise.
    rose: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rounds without names. `refused` says why there is nothing: "nearly_same_people" or "too_few".

    An S that somebody left open isn't among the changes when it can't be known who answered it both times.
    """

    refused: str | None
    shared: int | None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Moves:
    """One S in two rounds by name: of those who answered both times, how many went up, down or stayed.

    `p` is the exact sign-flip test, adjusted after Holm for all S's tested; None below eight pairs. The
    counts of those who joined and of those who left stand apart: they moved nowhere.
    """

    s: str
    before: tuple[int, ...]
    now: tuple[int, ...]
    median_before: float
    median_now: float
    up: int
    down: int
    same: int
    joined: tuple[int, ...]
    left: tuple[int, ...]
    p: float | None
    rose: bool


def nearly_same_people(before: AbstractSet[str], now: AbstractSet[str]) -> bool:
    """Whether those who answered differ by one or two people: comparing would show what those gave."""
    return len(before ^ now) in GUARDED


def perhaps_nearly_same_people(
    asked_before: AbstractSet[str], answered_before: int, asked_now: AbstractSet[str], answered_now: int
) -> bool:
    """The same, when it is only known who were asked and how many answered.

    True when one or two is *possible*. Only the number who answered both times is open; with it fixed, so
    is the difference. Two full rounds of the same team can be compared, a round that one person skipped
    can't.
    """
    return any(
        answered_before + answered_now - 2 * shared in GUARDED
        for shared in _possibly_shared(asked_before, answered_before, asked_now, answered_now)
    )


def _possibly_shared(
    asked_before: AbstractSet[str], answered_before: int, asked_now: AbstractSet[str], answered_now: int
) -> range:
    """Every number of people who may have answered both times."""
    if answered_before > len(asked_before) or answered_now > len(asked_now):
        raise ValueError("more people answered than were asked")
    both = len(asked_before & asked_now)
    # Those who must come out of the people asked twice, once all who were asked only once are used up.
    surely_before = max(0, answered_before - len(asked_before - asked_now))
    surely_now = max(0, answered_now - len(asked_now - asked_before))
    return range(max(0, surely_before + surely_now - both), min(both, answered_before, answered_now) + 1)


def compare(
    before: Results,
    now: Results,
    mode: str,
    answered_before: AbstractSet[str],
    answered_now: AbstractSet[str],
) -> Comparison:
    """Compare two closed rounds of one series without names. Nobody is paired and nothing is tested.

    Parameters
    ----------
    before, now
        Counts per S; only what both rounds asked is compared.
    mode
        The mode of the series.
    answered_before, answered_now
        Who took part in each round. That is known; what they answered isn't.
    """
    if nearly_same_people(answered_before, answered_now):
        return Comparison("nearly_same_people", None)
    fewest = min(
        (scales.total(counts) for results in (before, now) for counts in results.values()), default=0
    )
    if shows(mode, fewest) != "dots":
        return Comparison("too_few", None)
    shared = len(answered_before & answered_now)
    changes = (
        _change_of(s, before[s], answered_before, now[s], answered_now)
        for s in sorted(before.keys() & now.keys(), key=lambda s: PLACE.get(s, len(PLACE)))
    )
    return Comparison(None, shared, tuple(change for change in changes if change))


def _change_of(
    s: str,
    before: Sequence[int],
    answered_before: AbstractSet[str],
    now: Sequence[int],
    answered_now: AbstractSet[str],
) -> Change | None:
    """The change of one S; None when those who answered it may be nearly the same people."""
    who = answered_before, scales.total(before), answered_now, scales.total(now)
    if perhaps_nearly_same_people(*who):
        return None
    # Whoever left it open may be anybody, so count on the fewest who can have answered it both times.
    return _change(s, before, now, _possibly_shared(*who).start)


def _change(s: str, before: Sequence[int], now: Sequence[int], shared: int) -> Change:
    return Change(
        s=s,
        before=tuple(before),
        now=tuple(now),
        median_before=scales.median(before),
        median_now=scales.median(now),
        least_moved=scales.least_moved(before, now, shared),
        rose=_rose(before, now),
    )


def _rose(before: Sequence[int], now: Sequence[int]) -> bool:
    """Any rise that somebody could read from the dots, of the middle or of the whole."""
    return scales.median(now) > scales.median(before) or scales.mean(now) > scales.mean(before)


def compare_by_name(before: Answers, now: Answers) -> tuple[Moves, ...]:
    """Compare two rounds of one series by name: who moved, not the mean.

    Parameters
    ----------
    before, now
        Per seat the step given per S; an S that somebody left open is left out.
    """
    asked_twice = [s for s in FIVE if _gave(before, s) and _gave(now, s)]
    differences = {s: _differences(before, now, s) for s in asked_twice}
    tested = [s for s in asked_twice if len(differences[s]) >= LEAST_PAIRS]
    p = dict(zip(tested, holm([sign_flip(differences[s]) for s in tested]), strict=True))
    return tuple(_moves(s, before, now, differences[s], p.get(s)) for s in asked_twice)


def _gave(answers: Answers, s: str) -> dict[str, int]:
    return {seat: given[s] for seat, given in answers.items() if s in given}


def _differences(before: Answers, now: Answers, s: str) -> list[int]:
    earlier, later = _gave(before, s), _gave(now, s)
    return [later[seat] - earlier[seat] for seat in sorted(earlier.keys() & later.keys())]


def _moves(s: str, before: Answers, now: Answers, differences: Sequence[int], p: float | None) -> Moves:
    earlier, later = _gave(before, s), _gave(now, s)
    counts_before, counts_now = _counts(earlier.values()), _counts(later.values())
    return Moves(
        s=s,
        before=counts_before,
        now=counts_now,
        median_before=scales.median(counts_before),
        median_now=scales.median(counts_now),
        up=sum(d > 0 for d in differences),
        down=sum(d < 0 for d in differences),
        same=differences.count(0),
        joined=_counts(later[seat] for seat in later.keys() - earlier.keys()),
        left=_counts(earlier[seat] for seat in earlier.keys() - later.keys()),
        p=p,
        rose=_rose(counts_before, counts_now),
    )


def _counts(steps: Iterable[int]) -> tuple[int, ...]:
    given = list(steps)
    return tuple(given.count(step) for step in range(LOWEST_STEP, HIGHEST_STEP + 1))
