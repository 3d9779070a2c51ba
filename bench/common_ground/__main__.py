"""`python -m bench.common_ground [--quick] [--keep-peer]`: Koers and red-dwarf side by side on the same
votes.

Writes bench/results/common_ground.{md,json}; --quick (small conversations, fewer draws, under two minutes)
writes
common_ground-quick.{md,json}. --keep-peer runs the peer's slowest case again and keeps it; --only measures
some
figures again and leaves the others as they were.
"""

import json
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ.setdefault(name, "1")  # before NumPy: seconds are comparable on one core

from bench.common_ground import measures, speed, table  # noqa: E402
from bench.common_ground.ask_peer import prepare  # noqa: E402
from bench.common_ground.conversations import ROOT, conversations  # noqa: E402

RESULTS = ROOT / "bench" / "results"


def run(quick, only):
    """All figures, or some of them anew; `quick` leaves out what takes long."""
    real, found = conversations(quick), _earlier(quick) if only else {}
    found["machine"] = speed.machine()
    steps = [*_speed(real, quick), *_opinions(real, quick)]
    for name, work in [step for step in steps if not only or step[0] in only]:
        start = time.perf_counter()
        found[name] = work()
        sys.stderr.write(f"{name}: {time.perf_counter() - start:.0f} s\n")
        _write(found, quick)
    return found


def _speed(real, quick):
    largest = max(real.values(), key=lambda one: len(one.votes)).votes
    steps = [
        ("refresh_10k", lambda: speed.refresh(10_000, 1_000, speed.fresh_peer(10_000, 1_000))),
        ("one_vote", lambda: speed.one_vote(largest)),
        ("choosing_ms", speed.choosing),
    ]
    if not quick:
        steps += [
            ("refresh_100k", lambda: speed.refresh(100_000, 2_000, speed.kept_peer())),
            ("memory_100k", lambda: speed.in_own_process(100_000, 2_000)),
            ("million", lambda: speed.in_own_process(1_000_000, 2_000)),
            ("fitting_10k", speed.fitting),
        ]
    return steps


def _opinions(real, quick):
    seeds, draws, crowds = (1, 40, 1) if quick else (3, 200, 2)
    steps = [
        ("compatible", lambda: measures.compatible(real)),
        ("prediction", lambda: measures.prediction(real, seeds)),
        ("false_differences", lambda: measures.false_differences(real, draws, crowds)),
        ("false_groups", lambda: measures.false_groups(real, 1 if quick else 2, 8 if quick else 40)),
    ]
    if not quick:
        steps += [
            ("common_ground", lambda: measures.common_ground(real)),
            ("placing", lambda: measures.placing(real)),
            ("false_representatives", lambda: measures.false_representatives(real)),
            ("stability", lambda: measures.stability(real)),
            ("power", measures.power),
        ]
    return steps


def _earlier(quick):
    path = RESULTS / f"common_ground{'-quick' * quick}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _write(found, quick):
    RESULTS.mkdir(exist_ok=True)
    stem = "common_ground-quick" if quick else "common_ground"
    (RESULTS / f"{stem}.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    (RESULTS / f"{stem}.md").write_text(table.markdown(found, quick), encoding="utf-8")


if __name__ == "__main__":
    prepare()
    if "--keep-peer" in sys.argv:
        speed.keep_peer()
    chosen = [a.removeprefix("--only=").split(",") for a in sys.argv if a.startswith("--only=")]
    run("--quick" in sys.argv, chosen[0] if chosen else [])
    sys.stdout.write(
        (RESULTS / f"common_ground{'-quick' * ('--quick' in sys.argv)}.md").read_text(encoding="utf-8")
    )
