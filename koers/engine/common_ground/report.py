"""Everything there is to say about one conversation, in the order in which it should be said.

Counts, then common ground, then whether there are differences, then axes, and groups only behind the gate.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from koers.engine.common_ground.consensus import Agreement, agreement, bridging
from koers.engine.common_ground.counts import WALL, Counts, bounds, count, covered, standing
from koers.engine.common_ground.gate import Gate, described, gate
from koers.engine.common_ground.groups import Distinct, Groups, distinct, grouped, halves, placed
from koers.engine.common_ground.model import MOST_AXES, Beliefs, Model, fit, narrowed
from koers.engine.common_ground.parties import PartySpread, party_spread
from koers.engine.common_ground.routing import Router
from koers.engine.common_ground.veto import Side, sides
from koers.engine.common_ground.votes import Floats, Ids, Ints, Votes, as_ids

ENOUGH = 0.5  # the least willing tenth is more likely than not to agree
SPOKEN = ("shared", "no_objection", "one_objection", "broad")

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Statement:
    """One statement.

    Attributes
    ----------
    seen, agree, passed, disagree, essential, unseen : people.
    share, low, high : those who agree as a share of those who reacted, and how low or high it can be.
    standing, stance : what the counts alone say (see `counts.standing`), of which side.
    percentile, percentile_low, percentile_high : predicted agreement of the person at the 10th percentile;
        None when there are too few people for predictions.
    bridging : high when people far apart on the first axis both agree; None without an axis.
    covered : whether enough people reacted.
    """

    id: Any
    seen: int
    agree: int
    passed: int
    disagree: int
    essential: int
    unseen: int
    share: float | None
    low: float
    high: float
    standing: str
    stance: int
    covered: bool
    percentile: float | None = None
    percentile_low: float | None = None
    percentile_high: float | None = None
    bridging: float | None = None


@dataclass(frozen=True)
class Common:
    """A statement nearly everybody shares: agreed with (stance 1) or disagreed with (−1), and why it is
    in.
    """

    statement: Any
    stance: int
    why: str
    figure: float


@dataclass(frozen=True)
class Vetoed:
    """A statement that would be common ground but for these sides: (name, kind, `against` or `unheard`)."""

    statement: Any
    by: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Axis:
    """A line of difference: the statements agreed with at either end, strongest first. Ends have no
    meaning.
    """

    strength: float
    one_end: tuple[Any, ...]
    other_end: tuple[Any, ...]


@dataclass(frozen=True, eq=False)
class Positions:
    """(n, axes) places and their standard deviations, in units of the spread over people."""

    people: Ids
    place: Floats
    uncertainty: Floats
    placed: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class CommonGround:
    """The findings, in the order in which they should be shown."""

    votes: Votes
    counts: Counts
    statements: tuple[Statement, ...]
    common: tuple[Common, ...]
    against: tuple[Common, ...]
    vetoed: tuple[Vetoed, ...]
    dividing: tuple[Any, ...]
    unknown: tuple[Any, ...]
    parties: tuple[Side, ...]
    gate: Gate
    axes: tuple[Axis, ...]
    positions: Positions
    groups: Groups | None
    sides: tuple[Side, ...]
    representative: tuple[Distinct, ...]
    party_spread: PartySpread | None
    ranking: tuple[Any, ...]
    model: Model

    @property
    def small(self) -> bool:
        """Fewer than thirty people: counts and lists, no groups."""
        return len(self.votes.people) < WALL

    @cached_property
    def router(self) -> Router:
        """What choosing the next statement needs."""
        return Router.of(self)

    def predict(self, people: ArrayLike, statements: ArrayLike) -> Floats:
        """P(agree | agrees or disagrees) for pairs of ids, both (k,).

        A person never heard of answers at the statement's rate, a statement never seen at the person's.
        """
        i, s = _found(self.votes.people, people), _found(self.votes.statements, statements)
        person, statement = _with_stranger(self.model.person, self.model), _with_blank(self.model)
        full = Model(person, statement, self.model.prior)
        return full.chance(i, s)


def analyse(votes: Votes, *, seed: int | str | None = None, progress: Progress | None = None) -> CommonGround:
    """Analyse a conversation.

    Parameters
    ----------
    seed : the conversation's id; the same votes and seed give the same findings, in any order of rows.
    progress : called with the code of each step as it starts.
    """
    say = progress or (lambda code: None)
    start = zlib.crc32(str(seed or 0).encode())
    say("counts")
    counts = count(votes)
    say("model")
    model = fit(votes, MOST_AXES if len(votes.people) >= WALL else 1)
    say("gate")
    verdict = gate(votes, model, start)
    if not verdict.difference:
        model = fit(votes, 0)
    say("groups")
    verdict, groups, told = _groups(votes, model, verdict, start)
    say("report")
    return _findings(votes, counts, model, verdict, groups, told, start)


def _groups(
    votes: Votes, model: Model, verdict: Gate, seed: int
) -> tuple[Gate, Groups | None, tuple[Distinct, ...]]:
    if verdict.mixture is None:
        return verdict, None, ()
    groups = grouped(votes, model, verdict.mixture, verdict.axes, seed)
    k = len(groups.names)
    told = distinct(votes, *halves(votes, k, verdict.axes, seed), groups.label)
    verdict = described(verdict, k, {one.group for one in told})
    return (verdict, groups, told) if verdict.open else (verdict, None, ())


def _findings(
    votes: Votes,
    counts: Counts,
    model: Model,
    verdict: Gate,
    groups: Groups | None,
    told: tuple[Distinct, ...],
    seed: int,
) -> CommonGround:
    enough = covered(counts, votes.room)
    codes, stance = standing(counts, enough)
    parties = sides(votes, votes.party, votes.parties, "party")
    shown = sides(votes, groups.label, groups.names, "group") if groups else ()
    yes, no = (agreement(model, counts, side, seed) for side in (1, -1)) if len(votes) else (None, None)
    small = len(votes.people) < WALL
    order = _ranking(counts, codes, stance, yes, enough, small)
    wanted = [s for s in order if _qualifies(s, codes, stance, yes, enough, small)]
    blocked = {s: by for s in wanted if (by := _blockers(s, (*parties, *shown)))}
    name = votes.statements.tolist()
    return CommonGround(
        votes=votes,
        counts=counts,
        statements=_statements(votes, counts, codes, stance, enough, None if small else yes, model, verdict),
        common=tuple(_common(name, s, 1, codes, yes, counts, small) for s in wanted if s not in blocked),
        against=_against(name, codes, stance, no, counts, enough, small),
        vetoed=tuple(Vetoed(name[s], by) for s, by in blocked.items()),
        dividing=_dividing(name, counts, codes),
        unknown=tuple(
            name[s] for s in np.flatnonzero(~enough)[np.argsort(-counts.seen[~enough], kind="stable")]
        ),
        parties=parties,
        gate=verdict,
        axes=_axes(name, model, verdict.axes),
        positions=_positions(votes, model, verdict.axes),
        groups=groups,
        sides=shown,
        representative=told,
        party_spread=party_spread(votes, model, seed) if verdict.difference else None,
        ranking=tuple(name[s] for s in order),
        model=model,
    )


def _ranking(
    counts: Counts,
    codes: NDArray[Any],
    stance: Ints,
    yes: Agreement | None,
    enough: NDArray[np.bool_],
    small: bool,
) -> list[int]:
    """Covered statements from most to least shared. In a room by counts, in a crowd by the 10th
    percentile.
    """
    if yes is None:
        return []
    share = np.nan_to_num(counts.share, nan=-1.0)
    if small:
        rank = np.array([SPOKEN.index(c) if c in SPOKEN else len(SPOKEN) for c in codes])
        keys = np.lexsort((-counts.seen, -share.round(12), np.where(stance > 0, rank, len(SPOKEN) + 1)))
    else:
        keys = np.lexsort((-counts.seen, -yes.percentile.round(12)))
    return [int(s) for s in keys if enough[s]]


def _qualifies(
    s: int, codes: NDArray[Any], stance: Ints, yes: Agreement | None, enough: NDArray[np.bool_], small: bool
) -> bool:
    if small:
        return bool(codes[s] in SPOKEN and stance[s] > 0)
    return yes is not None and bool(enough[s] and yes.low[s] >= ENOUGH)


def _blockers(s: int, all_sides: tuple[Side, ...]) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (side.name, side.kind, "against" if side.seen[s] else "unheard")
        for side in all_sides
        if side.blocks[s]
    )


def _common(
    name: list[Any],
    s: int,
    stance: int,
    codes: NDArray[Any],
    how: Agreement | None,
    counts: Counts,
    small: bool,
) -> Common:
    if small or how is None:
        side = counts.agree if stance > 0 else counts.disagree
        return Common(name[s], stance, str(codes[s]), float(side[s] / max(counts.seen[s], 1)))
    return Common(name[s], stance, "tenth_percentile", float(how.percentile[s]))


def _against(
    name: list[Any],
    codes: NDArray[Any],
    stance: Ints,
    no: Agreement | None,
    counts: Counts,
    enough: NDArray[np.bool_],
    small: bool,
) -> tuple[Common, ...]:
    if no is None:
        return ()
    inside = np.isin(codes, SPOKEN) & (stance < 0) if small else enough & (no.low >= ENOUGH)
    figure = counts.disagree / np.maximum(counts.seen, 1) if small else no.percentile
    order = [s for s in np.argsort(-figure.round(12), kind="stable").tolist() if inside[s]]
    return tuple(_common(name, s, -1, codes, no, counts, small) for s in order)


def _dividing(name: list[Any], counts: Counts, codes: NDArray[Any]) -> tuple[Any, ...]:
    """Statements to talk about: the most evenly divided first."""
    least = np.minimum(counts.agree, counts.disagree) / np.maximum(counts.seen, 1)
    return tuple(
        name[s] for s in np.argsort(-least.round(12), kind="stable").tolist() if codes[s] == "divided"
    )


def _statements(
    votes: Votes,
    counts: Counts,
    codes: NDArray[Any],
    stance: Ints,
    enough: NDArray[np.bool_],
    yes: Agreement | None,
    model: Model,
    verdict: Gate,
) -> tuple[Statement, ...]:
    low, high = bounds(counts, votes.room)
    figures: list[list[float | None]] = [[None] * len(enough) for _ in range(4)]
    if yes is not None:
        bridge = bridging(model, _reach(votes, model), yes.percentile) if verdict.axes else None
        figures = [
            [None if f is None else float(f[s]) for s in range(len(enough))]
            for f in (yes.percentile, yes.low, yes.high, bridge)
        ]
    return tuple(
        Statement(
            one, int(counts.seen[s]), int(counts.agree[s]), int(counts.passed[s]), int(counts.disagree[s]),
            int(counts.essential[s]), counts.present - int(counts.seen[s]),
            float(counts.agree[s] / counts.seen[s]) if counts.seen[s] else None, float(low[s]),
            float(high[s]),
            str(codes[s]), int(stance[s]), bool(enough[s]), *(f[s] for f in figures),
        )
        for s, one in enumerate(votes.statements.tolist())
    )  # fmt: skip


def _reach(votes: Votes, model: Model) -> Floats:
    """(m,) spread over the first axis of those who agree, as a share of that of all who saw the statement."""
    place, m = model.position[votes.person, 0], len(votes.statements)

    def variance(chosen: NDArray[np.bool_]) -> Floats:
        n, total, square = (
            np.bincount(votes.statement[chosen], w, m)
            for w in (None, place[chosen], np.square(place[chosen]))
        )
        n = np.maximum(n, 1)
        return np.asarray(square / n - np.square(total / n))

    return np.asarray(variance(votes.value > 0) / np.maximum(variance(votes.value <= 1), 1e-9))


def _axes(name: list[Any], model: Model, many: int) -> tuple[Axis, ...]:
    found = []
    for a in range(many):
        slope = model.slope[:, a]
        order = np.argsort(-np.abs(slope), kind="stable")[:10]
        strong = [s for s in order.tolist() if abs(slope[s]) >= 0.4 * np.abs(slope).max()]
        ends = [tuple(name[s] for s in strong if np.sign(slope[s]) == side) for side in (1, -1)]
        found.append(Axis(float(np.asarray(model.prior.slope_spread)[a]), *ends))
    return tuple(found)


def _positions(votes: Votes, model: Model, many: int) -> Positions:
    shown = narrowed(model, many)
    variance = np.diagonal(shown.person.covariance[:, 2:, 2:], axis1=1, axis2=2)
    known = placed(model) if many else np.zeros(len(votes.people), bool)
    return Positions(votes.people, shown.position, np.sqrt(np.maximum(variance, 0)), known)


def _found(known: Ids, asked: ArrayLike) -> Ints:
    """Index of each id, the length of `known` for strangers."""
    ids = as_ids(asked)
    if known.dtype.kind == "U" or ids.dtype.kind == "U":
        known, ids = known.astype(str), ids.astype(str)
        order = np.argsort(known, kind="stable")
    else:
        order = np.arange(len(known))
    at = np.searchsorted(known[order], ids)
    index = order[np.minimum(at, max(len(known) - 1, 0))] if len(known) else np.zeros(len(ids), np.int64)
    hit = known[index] == ids if len(known) else np.zeros(len(ids), bool)
    return np.where(hit, index, len(known)).astype(np.int64)


def _with_stranger(people: Beliefs, model: Model) -> Beliefs:
    mean = np.zeros(people.mean.shape[1])
    mean[0] = 1
    spread = np.ones(len(mean))
    spread[:2] = 0, model.prior.tendency_spread**2
    return _appended(people, mean, spread)


def _with_blank(model: Model) -> Beliefs:
    mean = np.zeros(model.statement.mean.shape[1])
    mean[:2] = model.prior.rate, 1
    spread = np.zeros(len(mean))
    spread[0] = model.prior.rate_spread**2
    spread[2:] = np.square(model.prior.slope_spread)
    return _appended(model.statement, mean, spread)


def _appended(beliefs: Beliefs, mean: Floats, variance: Floats) -> Beliefs:
    second = np.outer(mean, mean) + np.diag(variance)
    return Beliefs(np.vstack([beliefs.mean, mean]), np.concatenate([beliefs.second, second[None]]))
