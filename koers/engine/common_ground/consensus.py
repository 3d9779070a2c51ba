"""Layer 1: common ground, without groups. Which statements would nearly everybody agree with?

A statement is ranked by the agreement of the person at the 10th percentile: what the least willing tenth
stops
short of. A high average can hide a wall; the 10th percentile can't.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from koers.engine.common_ground.counts import Counts
from koers.engine.common_ground.model import Beliefs, Model
from koers.engine.common_ground.votes import Floats, Ints

TENTH = 0.1
CROWD, GUESSES = 1000, 16  # draws of people, and of what the statements might be
BLOCK = 250  # statements at a time, so that memory stays small


@dataclass(frozen=True, eq=False)
class Agreement:
    """Predicted agreement over people, each (m,), for `stance` 1 (agree) or −1 (disagree).

    Attributes
    ----------
    percentile : chance that the person at the 10th percentile answers this way, passes counted as not
        answering.
    low, high : the same at the 10th and 90th percentile of what isn't known about the statement.
    sided : as `percentile`, among those who take a side at all.
    """

    stance: int
    percentile: Floats
    low: Floats
    high: Floats
    sided: Floats


def agreement(model: Model, counts: Counts, stance: int, seed: int) -> Agreement:
    """The 10th percentile over people of predicted agreement, with bounds.

    People are drawn from the beliefs about them, so that a person of whom little is known counts as anyone.
    """
    rng = np.random.default_rng([seed, 2])
    people = _draw_people(model.person, rng)
    noise = rng.standard_normal((GUESSES, model.statement.mean.shape[1]))
    noise -= noise.mean(axis=0)
    parts = [
        _percentiles(people, _guesses(model.statement, block, noise), stance)
        for block in np.array_split(np.arange(len(counts.seen)), max(1, -(-len(counts.seen) // BLOCK)))
    ]
    sided, low, high = (np.concatenate(p) for p in zip(*parts, strict=True))
    takes_side = 1 - pass_rate(counts)
    return Agreement(stance, sided * takes_side, low * takes_side, high * takes_side, sided)


def pass_rate(counts: Counts) -> Floats:
    """(m,) share that passes, drawn towards the conversation's own rate by the weight of ten people."""
    overall = counts.passed.sum() / max(counts.seen.sum(), 1)
    rate: Floats = (counts.passed + 10 * overall) / (counts.seen + 10)
    return rate


def _draw_people(people: Beliefs, rng: np.random.Generator) -> Floats:
    """(CROWD, q) draws, as evenly over the people as can be."""
    n = len(people.mean)
    if n == 0:
        return np.zeros((CROWD, people.mean.shape[1]))
    who = np.linspace(0, n, CROWD, endpoint=False).astype(np.int64)
    noise = rng.standard_normal((CROWD, people.mean.shape[1]))
    return people.mean[who] + (_roots(people, who) @ noise[:, :, None])[:, :, 0]


def _roots(beliefs: Beliefs, rows: Ints) -> Floats:
    """Square roots of the covariances; certain coordinates have none."""
    mean = beliefs.mean[rows]
    covariance = beliefs.second[rows] - mean[:, :, None] * mean[:, None, :]
    values, vectors = np.linalg.eigh(covariance)
    root: Floats = vectors * np.sqrt(np.maximum(values, 0))[:, None, :] @ vectors.transpose(0, 2, 1)
    return root


def _guesses(statements: Beliefs, block: Ints, noise: Floats) -> Floats:
    """(1 + GUESSES, block, q): the best guess first, then what else the statements could be."""
    best = statements.mean[block]
    other = best + np.einsum("sab,gb->gsa", _roots(statements, block), noise)
    return np.concatenate([best[None], other])


def _percentiles(people: Floats, guesses: Floats, stance: int) -> tuple[Floats, Floats, Floats]:
    place = int(TENTH * len(people))
    logit = np.partition(stance * (guesses @ people.T), place, axis=2)[:, :, place]
    value = expit(logit)
    return value[0], np.quantile(value[1:], 0.1, axis=0), np.quantile(value[1:], 0.9, axis=0)


def bridging(model: Model, votes_agree: Floats, percentile: Floats) -> Floats:
    """(m,) high when people far apart on the first axis both agree; 0 where there is no axis.

    `votes_agree` (m,) is the spread over the first axis of those who agree, as a share of everyone's spread.
    """
    if model.axes == 0:
        return np.zeros_like(percentile)
    bridged: Floats = percentile * np.clip(votes_agree, 0, 1)
    return bridged
