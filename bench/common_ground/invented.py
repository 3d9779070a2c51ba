"""Invented votes of any size, for speed and for the tests of false findings. NumPy only, so the peer can
use it.
"""

import numpy as np

AXES = (1.5, 0.8)  # spread of the slopes on the first and second axis, in logits


def conversation(people, statements, per_person, seed=0):
    """Two-dimensional opinions as strong as in the real conversations, uneven coverage, one vote per cell.

    Returns (person, statement, value).
    """
    rng = np.random.default_rng(seed)
    theta = rng.normal(size=(people, 2))
    slope = rng.normal(size=(statements, 2)) * AXES
    rate, tendency = rng.normal(0.6, 0.9, statements), rng.normal(0, 0.7, people)
    person, statement = _cells(rng, people, statements, per_person)
    logit = rate[statement] + tendency[person]
    for axis in range(2):
        logit += theta[person, axis] * slope[statement, axis]
    value = np.where(rng.random(len(person)) < 1 / (1 + np.exp(-logit)), 1, -1).astype(np.int8)
    value[rng.random(len(value)) < 0.12] = 0
    return person, statement, value


def _cells(rng, people, statements, per_person):
    """Each person sees a run of distinct statements; how many differs a lot, as in real conversations."""
    many = np.clip(rng.geometric(1 / per_person, people), 1, statements)
    many = np.maximum(1, (many * (per_person * people / many.sum())).astype(np.int64)).clip(max=statements)
    person = np.repeat(np.arange(people, dtype=np.int64), many)
    place = np.arange(len(person), dtype=np.int64) - np.repeat(np.cumsum(many) - many, many)
    step = _coprime_step(statements)
    start = rng.integers(0, statements, people)
    return person, (start[person] + place * step) % statements


def _coprime_step(statements):
    step = max(1, int(statements * 0.618))
    while np.gcd(step, statements) != 1:
        step += 1
    return step


def camps(people, statements, loyalty, seed):
    """Two camps that differ on every statement; each person follows the own camp with chance `loyalty`."""
    rng = np.random.default_rng(seed)
    side = np.where(rng.permutation(people) < people // 2, 1, -1)
    line = rng.choice([-1, 1], statements)
    loyal = np.where(rng.random((people, statements)) < loyalty, 1, -1)
    return np.outer(side, line) * loyal


def shuffled(dense, seed):
    """Permute the given answers of each statement over those who saw it: rates stay, structure goes.

    `dense` is people × statements with NaN for unseen.
    """
    rng = np.random.default_rng(seed)
    result = dense.copy()
    for column in result.T:
        seen = np.flatnonzero(~np.isnan(column))
        column[seen] = column[rng.permutation(seen)]
    return result


def agreeable_only(people, statements, coverage, seed):
    """People differ in how readily they agree, statements in how easy they are; nothing else."""
    rng = np.random.default_rng(seed)
    logit = rng.normal(0.4, 1.0, statements)[None, :] + rng.normal(0, 1.2, people)[:, None]
    dense = np.where(rng.random(logit.shape) < 1 / (1 + np.exp(-logit)), 1.0, -1.0)
    dense[rng.random(logit.shape) < 0.1] = 0
    dense[rng.random(logit.shape) >= coverage] = np.nan
    return dense
