"""Hands conversations to red-dwarf in its own environment and reads its answers; each question is asked
once.
"""

import hashlib
import os
import subprocess
import sys
import venv

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


def question(votes, force=None):
    """What the peer needs: people and statements are numbered 0, 1, 2… in its answer."""
    asked = {"person": votes.person.astype(np.int64), "statement": votes.statement.astype(np.int64)}
    asked["value"] = votes.value
    if force is not None:
        asked["force"] = np.int64(force)
    return asked


def ask(questions):
    """What the peer finds, a dict of arrays per question (see peer.py); one process for all that are new."""
    names = [_name(q) for q in questions]
    new = {name: q for name, q in zip(names, questions, strict=True) if not (CACHE / f"{name}.npz").exists()}
    if new:
        CACHE.mkdir(parents=True, exist_ok=True)
        _run(list(new.items()))
    answers = []
    for name in names:
        with np.load(CACHE / f"{name}.npz") as found:
            answers.append(dict(found))
    return answers


def ask_one(votes, force=None):
    """The answer to one question."""
    return ask([question(votes, force)])[0]


def _name(asked):
    data = b"".join(key.encode() + np.ascontiguousarray(a).tobytes() for key, a in asked.items())
    return hashlib.sha256(data).hexdigest()[:24]


def _run(new):
    given = {"count": len(new)}
    for i, (_, asked) in enumerate(new):
        given.update({f"{i}_{key}": value for key, value in asked.items()})
    source, target = CACHE / "question.npz", CACHE / "answer.npz"
    np.savez(source, **given)
    calm = {**os.environ, "PYTHONWARNINGS": "ignore", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    program = [HOME / "bin" / "python", ROOT / "bench" / "common_ground" / "peer.py", source, target]
    done = subprocess.run(program, env=calm, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"the peer stopped:\n{done.stderr[-2000:]}")
    with np.load(target) as found:
        for i, (name, _) in enumerate(new):
            mine = {key.removeprefix(f"{i}_"): found[key] for key in found if key.startswith(f"{i}_")}
            np.savez_compressed(CACHE / f"{name}.npz", **mine)
    source.unlink(), target.unlink()
