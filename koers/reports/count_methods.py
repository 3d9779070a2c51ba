"""Which methods `koers count` knows, what belongs in their cells, and what they give as figures."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from koers.engine.methods import approval, irv, plurality, resistance, schulze, star
from koers.engine.methods.approval import Approval
from koers.engine.methods.ballots import Ballots, Counts, Tally
from koers.engine.methods.irv import InstantRunoff
from koers.engine.methods.plurality import Plurality
from koers.engine.methods.resistance import Resistance
from koers.engine.methods.schulze import Schulze
from koers.engine.methods.star import Star
from koers.reports.count_ballots import Cells

Result = Schulze | InstantRunoff | Star | Approval | Plurality | Resistance


class Method(StrEnum):
    """How the ballots are counted."""

    schulze = "schulze"
    irv = "irv"
    star = "star"
    approval = "approval"
    plurality = "plurality"
    resistance = "resistance"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a method takes."""

    cells: Cells
    several_seats: bool
    count: Callable[[Ballots, int, str | None], Result]


RANKS = Cells(1)

RULES = {
    Method.schulze: Rule(RANKS, True, lambda cast, seats, seed: schulze.count(cast, seats=seats, seed=seed)),
    Method.irv: Rule(RANKS, False, lambda cast, _, seed: irv.count(cast, seed=seed)),
    Method.star: Rule(
        Cells(0, star.HIGHEST), True, lambda cast, seats, seed: star.count(cast, seats=seats, seed=seed)
    ),
    Method.approval: Rule(
        Cells(0, 1), True, lambda cast, seats, seed: approval.count(cast, seats=seats, seed=seed)
    ),
    Method.plurality: Rule(RANKS, False, lambda cast, _, seed: plurality.count(cast, seed=seed)),
    Method.resistance: Rule(
        Cells(0, resistance.HIGHEST), False, lambda cast, _, seed: resistance.count(cast, seed=seed)
    ),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """One file, counted."""

    method: Method
    seats: int
    seed: str | None
    ballots: int
    blank: int
    result: Result


def figures(counted: Counted) -> dict[str, Any]:
    """What goes out as JSON; a tie is a list inside the order."""
    standing = counted.result.standing
    return {
        "method": counted.method.value,
        "seats": counted.seats,
        "seed": counted.seed,
        "ballots": counted.ballots,
        "blank": counted.blank,
        "winners": list(standing.winners),
        "order": [tied[0] if len(tied) == 1 else list(tied) for tied in standing.order],
        "tied": list(standing.tied),
        "draws": [{"between": list(draw.between), "drawn": list(draw.drawn)} for draw in standing.draws],
        "holds_against": counted.result.holds_against if counted.seats == 1 else None,
        **_explained(counted.result),
    }


def _explained(result: Result) -> dict[str, Any]:
    match result:
        case Schulze():
            return {
                "condorcet_winner": result.condorcet,
                "pairwise": _table(result.options, result.pairs),
                "strengths": _table(result.options, result.strengths),
            }
        case InstantRunoff():
            return {"rounds": list(map(_round, result.rounds)), "majority_in_round": result.majority_in}
        case Star():
            return {
                "scores": _tallies(result.tallies),
                "pairwise": _table(result.options, result.pairs),
                "rounds": [
                    {"finalists": list(one.finalists), "votes": list(one.votes), "winner": one.winner}
                    for one in result.rounds
                ],
            }
        case Approval():
            return {"approvals": _tallies(result.tallies)}
        case Plurality():
            return {"votes": result.votes, "majority": result.majority, "run_off": list(result.run_off)}
        case Resistance():
            return {
                "unanswered": result.unanswered,
                "outcome": "firm" if result.firm else "provisional",
                "resistance": {
                    option: {
                        "sum": one.total,
                        "acceptance": _number(one.acceptance),
                        "highest": one.highest,
                        "from_8": one.strong,
                        "variance": _number(one.variance),
                    }
                    for option, one in result.resisted.items()
                },
            }


def _table(options: tuple[str, ...], counts: Counts) -> dict[str, dict[str, int]]:
    return {
        one: {other: int(counts[i, j]) for j, other in enumerate(options) if i != j}
        for i, one in enumerate(options)
    }


def _tallies(tallies: dict[str, Tally]) -> dict[str, dict[str, Any]]:
    return {
        option: {"sum": tally.total, "opinions": tally.opinions, "mean": _number(tally.mean)}
        for option, tally in tallies.items()
    }


def _round(one: irv.Round) -> dict[str, Any]:
    return {
        "votes": dict(one.votes),
        "exhausted": one.exhausted,
        "out": list(one.out),
        "moved": dict(one.moved or {}),
        "tied": list(one.tied),
    }


def _number(exact: Fraction | None) -> float | None:
    return None if exact is None else float(exact)
