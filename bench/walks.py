"""Random walks through every process, in the rules alone: `python -m bench.walks [--walks 10000]`.

Each walk is a team of 2 to 8 doing random deeds at random moments. After every deed the invariants of
`tests/walks.py` are looked at; the first that doesn't hold stops it, with the seed to repeat it.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence

from koers.domain.processes import METHODS, majority
from tests.walks import walk


def main(walks: int, first: int, chosen: Sequence[str] = METHODS, rule: str = "") -> int:
    """Walk, and say how it ended how often."""
    for method in chosen:
        ended, done, begun = Counter[str](), Counter[str](), time.monotonic()
        for seed in range(first, first + walks):
            try:
                one = walk(method, seed, rule=rule)
            except AssertionError:
                print(f"{method}: seed {seed}")
                raise
            ended[one.ended or f"open: {one.case.stage}"] += 1
            done += one.done
        took = time.monotonic() - begun
        print(f"{method}: {walks} walks, {sum(done.values())} deeds done, nothing broken, {took:.0f} s")
        for name, count in sorted(ended.items(), key=lambda item: -item[1]):
            print(f"  {count:6d}  {name}")
        never = sorted(set(_possible(method)) - set(done))
        print(f"  deeds never done: {', '.join(never) or 'none'}")
    return 0


def _possible(method: str) -> set[str]:
    from koers.domain.processes import MODULES

    spoken = {"ask_question", "answer_question", "react"}
    return {deed for _stage, deed in MODULES[method].STEPS} - spoken - {"edit_draft"}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--walks", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--method", action="append", choices=METHODS, help="only these; all without it")
    parser.add_argument("--rule", choices=majority.RULES_OF_COUNTING, help="of a majority: only this rule")
    given = parser.parse_args()
    chosen = ("majority",) if given.rule else given.method or METHODS
    sys.exit(main(given.walks, given.first, chosen, given.rule or ""))
