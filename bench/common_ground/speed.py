"""Time and memory of a refresh, beside the peer. Refresh = Polis's own numbers from votes to representative
statements, so that both do the same work. CPU seconds; the extra memory is above what was in use before."""

import json
import os
import subprocess
import sys
import time

import numpy as np

from bench.common_ground.ask_peer import ask
from bench.common_ground.conversations import ROOT
from bench.common_ground.invented import conversation
from koers.engine.common_ground import Live, Votes, analyse, next_statement, polis_compatible
from koers.engine.common_ground.model import fit

KEPT = ROOT / "bench" / "common_ground" / "kept"
PER_PERSON = 56
BYTES_PER_VOTE = 8  # a statement number and a value, as most programs keep them


def bandwidth():
    """Bytes this machine reads from memory per CPU second of one core, on an array too large for its
    caches.
    """
    array = np.ones(50_000_000)
    array.sum()
    return array.nbytes / min(_cpu(array.sum) for _ in range(10))


def refresh(people, statements, peer):
    """Ours against the peer's answer at one size."""
    person, statement, value = conversation(people, statements, PER_PERSON)
    votes = Votes.from_arrays(person, statement, value)
    polis_compatible(votes)  # compiled code is loaded once per process, as in a server
    seconds = min(_cpu(lambda: polis_compatible(votes)) for _ in range(7))
    axes = polis_compatible(votes).axes.components
    same = [float(abs(axes[a][peer["statements"]] @ peer["components"][a])) for a in (0, 1)]
    passes = seconds / (BYTES_PER_VOTE * len(votes) / bandwidth())
    return {
        "votes": len(votes), "ours": seconds, "peer": float(peer["seconds"]),
        "times_faster": float(peer["seconds"]) / seconds, "axes": min(same), "passes": passes,
        "peer_passes": passes * float(peer["seconds"]) / seconds, "peer_extra": float(peer["extra"]),
    }  # fmt: skip


def _cpu(work):
    start = time.process_time()
    work()
    return time.process_time() - start


def fresh_peer(people, statements):
    """The peer's answer, asked now."""
    person, statement, value = conversation(people, statements, PER_PERSON)
    asked = {"person": person, "statement": statement, "value": value}
    return ask([asked])[0]


def kept_peer():
    """The peer's slowest run, 100,000 people × 2,000 statements: run once, kept with a note on the
    machine.
    """
    with np.load(KEPT / "peer-100k.npz") as found:
        return dict(found)


def keep_peer():
    """Run the peer's slowest case (minutes, about 10 GB) and keep the answer."""
    answer = fresh_peer(100_000, 2_000)
    KEPT.mkdir(exist_ok=True)
    kept = {key: answer[key] for key in ("statements", "seconds", "extra")}
    np.savez_compressed(KEPT / "peer-100k.npz", components=answer["components"].astype(np.float32), **kept)
    (KEPT / "peer-100k.json").write_text(
        json.dumps({"machine": machine(), "date": time.strftime("%Y-%m-%d")}, indent=1)
    )


def machine():
    """What a reader needs to weigh the seconds."""
    with open("/proc/cpuinfo") as lines:
        model = next((line.split(":")[1].strip() for line in lines if "model name" in line), "?")
    return {"cpu": model, "cores": os.cpu_count(), "python": sys.version.split()[0], "numpy": np.__version__}


def in_own_process(people, statements):
    """Seconds and memory of building and refreshing in a process of its own."""
    calm = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "bench.common_ground.speed", str(people), str(statements)]
    done = subprocess.run(command, env=calm, capture_output=True, text=True, check=True, cwd=ROOT)
    return json.loads(done.stdout.splitlines()[-1])


def measure_here(people, statements):
    """Run by `in_own_process`."""
    warm = conversation(20_000, 200, 30)
    polis_compatible(Votes.from_arrays(*warm))
    person, statement, value = _parts(people, statements)
    start = time.perf_counter()
    votes = Votes.from_arrays(person, statement, value)
    built = time.perf_counter() - start
    del person, statement, value
    before = _memory()
    start, cpu = time.perf_counter(), time.process_time()
    polis_compatible(votes)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    extra, peak = max(0, _peak() - before), _peak()
    cpu = min(cpu, _cpu(lambda: polis_compatible(votes)))
    return {
        "votes": len(votes), "build": built, "wall": seconds, "cpu": cpu, "extra": extra, "peak": peak,
        "bytes_per_vote": extra / len(votes), "passes": cpu / (BYTES_PER_VOTE * len(votes) / bandwidth()),
    }  # fmt: skip


def _parts(people, statements, size=100_000):
    """The votes in parts, so that inventing them doesn't set the peak."""
    parts = []
    for first in range(0, people, size):
        person, statement, value = conversation(min(size, people - first), statements, PER_PERSON)
        parts.append(((person + first).astype(np.int32), statement.astype(np.int16), value))
    return (np.concatenate(column) for column in zip(*parts, strict=True))


def _memory():
    """Resident bytes now, after giving back what is free and starting the peak anew."""
    import ctypes
    import gc

    gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    with open("/proc/self/clear_refs", "w") as reset:
        reset.write("5")
    return _status("VmRSS")


def _peak():
    return _status("VmHWM")


def _status(name):
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name))


def one_vote(votes, many=20_000):
    """Microseconds per vote in a live session (new, changed and withdrawn), and whether the tallies are
    exact.
    """
    live = Live(votes)
    rng = np.random.default_rng(0)
    people = votes.people[rng.integers(0, len(votes.people), many)].tolist()
    statements = votes.statements[rng.integers(0, len(votes.statements), many)].tolist()
    values = [None if v == 2 else v for v in rng.integers(-1, 3, many).tolist()]
    start = time.process_time()
    for person, statement, value in zip(people, statements, values, strict=True):
        live.vote(person, statement, value)
    seconds = time.process_time() - start
    from koers.engine.common_ground.live import recount

    now = live.votes()
    exact = all(
        live.counts(one) == (int(row[2]), int(row[1]), int(row[0]))
        for one, row in zip(now.statements.tolist(), recount(now), strict=True)
    )
    return {"microseconds": 1e6 * seconds / many, "exact": exact}


def choosing(statements=2_000):
    """Milliseconds to choose the next statement."""
    votes = Votes.from_arrays(*conversation(2_000, statements, 80))
    found = analyse(votes)
    answers = {one: 1 - 2 * (i % 2) for i, one in enumerate(found.votes.statements[:20].tolist())}
    next_statement(found, answers)
    return 1e3 * min(_cpu(lambda: next_statement(found, answers)) for _ in range(20))


def fitting(people=10_000, statements=1_000):
    """Seconds to fit the opinion model."""
    votes = Votes.from_arrays(*conversation(people, statements, PER_PERSON))
    return _cpu(lambda: fit(votes, 3))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure_here(int(sys.argv[1]), int(sys.argv[2]))) + "\n")
