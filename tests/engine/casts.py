"""Conversations for the tests: hand-made rooms and invented crowds."""

from pathlib import Path

import numpy as np
from hypothesis import strategies as st

from koers.engine.common_ground import Votes

HERE = Path(__file__).parent
SAMPLE = HERE / "data" / "brexit-consensus"


def votes_of(dense, **more):
    """Votes from rows of answers, NaN for unseen; people and statements are numbered from 0."""
    dense = np.asarray(dense, float)
    row, column = np.nonzero(np.isfinite(dense))
    return Votes.from_arrays(row, column, dense[row, column], **more)


def camps(people, statements, loyalty, seed, seen=1.0):
    """Two equal camps that differ on every statement."""
    rng = np.random.default_rng(seed)
    side = np.where(np.arange(people) < people // 2, 1, -1)
    line = rng.choice([-1, 1], statements)
    dense = np.outer(side, line) * np.where(rng.random((people, statements)) < loyalty, 1.0, -1.0)
    dense[rng.random(dense.shape) > seen] = np.nan
    return dense


def one_line(people, statements, seed, strength=1.2, readiness=0.5, seen=0.8):
    """A bell-shaped line of opinion; `strength` 0 leaves only readiness to agree."""
    rng = np.random.default_rng(seed)
    logit = rng.normal(0.4, 1, statements) + rng.normal(0, readiness, (people, 1))
    logit = logit + rng.normal(size=(people, 1)) * rng.normal(0, 1, statements) * strength
    dense = np.where(rng.random(logit.shape) < 1 / (1 + np.exp(-logit)), 1.0, -1.0)
    dense[rng.random(dense.shape) > seen] = np.nan
    return dense


@st.composite
def some_votes(draw, people=8, statements=6):
    """Any few votes, with duplicates, passes and gaps: three equally long lists."""
    size = draw(st.integers(0, 40))
    lists = [
        draw(st.lists(st.integers(0, top), min_size=size, max_size=size))
        for top in (people - 1, statements - 1)
    ]
    return (*lists, draw(st.lists(st.sampled_from([1, 0, -1]), min_size=size, max_size=size)))
