"""Hands conversations to red-dwarf in its own environment and reads its answers; each question is asked
once.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

import numpy as np

from bench.common_ground.conversations import ROOT

HOME = ROOT / "var" / "peer"
CACHE = ROOT / "var" / "bench"
VERSION = "0.4.0"


def prepare():
    """Make the peer's environment when it isn't there yet."""
    if not (HOME / "bin" / "python").exists():
        venv.create(HOME, with_pip=True)
        subprocess.run([HOME / "bin" / "pip", "install", "-q", f"red-dwarf=={VERSION}"], check=True)


def ask(person, statement, value, *, force=None, fresh=False):
    """What the peer finds in these votes, as a dict of arrays (see peer.py)."""
    given = {"person": person.astype(np.int64), "statement": statement.astype(np.int64), "value": value}
    if force is not None:
        given["force"] = np.int64(force)
    name = hashlib.sha256(b"".join(np.ascontiguousarray(a).tobytes() for a in given.values())).hexdigest()[
        :24
    ]
    source, target = CACHE / f"{name}.in.npz", CACHE / f"{name}.out.npz"
    if fresh or not target.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        np.savez(source, **given)
        _run(source, target)
        source.unlink()
    with np.load(target) as found:
        return dict(found)


def ask_votes(votes, **options):
    """The same for `Votes`: people and statements are numbered 0, 1, 2… in the peer's answer."""
    return ask(votes.person, votes.statement, votes.value, **options)


def _run(source, target):
    calm = {**os.environ, "PYTHONWARNINGS": "ignore", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    program = Path(__file__).with_name("peer.py")
    done = subprocess.run(
        [HOME / "bin" / "python", program, source, target],
        env=calm,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"the peer stopped:\n{done.stderr[-2000:]}")
