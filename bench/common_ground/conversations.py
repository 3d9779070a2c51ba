"""The nine real conversations, and the ways in which the benchmark takes votes away from them."""

import os
from functools import cache
from pathlib import Path

import numpy as np

from koers.engine.common_ground.files import read_polis

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("KOERS_DATA", ROOT.parent / "shared" / "data")) / "polis"


@cache
def conversations(quick=False):
    """Name → conversation, in order of name; `quick` keeps the four smallest."""
    found = {p.name: read_polis(p) for p in sorted(DATA.iterdir()) if p.is_dir()}
    if quick:
        smallest = sorted(found, key=lambda name: len(found[name].votes))[:4]
        return {name: found[name] for name in sorted(smallest)}
    return found


def hidden(votes, seed, share=0.1):
    """(v,) True for the votes to hide."""
    return np.random.default_rng([seed, 11]).random(len(votes)) < share


def some_people(votes, seed, share=0.8):
    """Sorted indices of the people to keep."""
    return np.flatnonzero(np.random.default_rng([seed, 12]).random(len(votes.people)) < share)
