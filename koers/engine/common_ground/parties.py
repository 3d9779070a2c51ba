"""Parties beside opinions: is a difference one between parties, or does it run through them?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from koers.engine.common_ground.groups import placed
from koers.engine.common_ground.model import Model
from koers.engine.common_ground.votes import Floats, Ints, Votes

DRAWS = 999
LEAST = 8  # people of a party whose place is known


@dataclass(frozen=True)
class PartySpread:
    """How far the first line of difference follows the parties.

    `share` of the spread in positions that lies between parties (0 to 1), what it is by chance at most (95th
    percentile when people's parties are dealt anew), and p.
    """

    share: float
    by_chance: float
    p: float


def party_spread(votes: Votes, model: Model, seed: int) -> PartySpread | None:
    """None when fewer than two parties or too few people are known."""
    inside = (votes.party >= 0) & placed(model)
    label, place = votes.party[inside], model.position[inside, 0]
    if len(np.unique(label)) < 2 or len(label) < LEAST:
        return None
    rng = np.random.default_rng([seed, 7])
    seen = _between(place, label)
    chance = np.array([_between(place, rng.permutation(label)) for _ in range(DRAWS)])
    p = (1 + int((chance >= seen - 1e-12).sum())) / (1 + DRAWS)
    return PartySpread(seen, float(np.quantile(chance, 0.95)), p)


def _between(place: Floats, label: Ints) -> float:
    size = np.maximum(np.bincount(label), 1)
    mean = np.bincount(label, place) / size
    whole = float(np.square(place - place.mean()).sum())
    return float((np.bincount(label) * np.square(mean - place.mean())).sum() / whole) if whole > 0 else 0.0
