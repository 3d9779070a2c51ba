"""Recompute the figures that the scan's rules rest on, and lay them beside those they were built on.

    python -m bench.measures

Exact by counting out every round, except where the last column says simulated; seeds are fixed, so the
files in `bench/results` only change when a rule or a number does.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from koers.domain.scans import words
from koers.engine import chance, evenness, scales

RESULTS = Path(__file__).parent / "results"
UNIFORM, BELL = chance.uniform(), chance.rounded_normal(3, 1)
DRAWS, SEED = 100_000, 20261121


@dataclass(frozen=True)
class Figure:
    """One number: the one the rules were built on, ours, and what to know when they differ."""

    what: str
    expected: float | None
    ours: float
    unit: str
    how: str
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.expected is None:
            return "new"
        # Both kinds were given in hundredths: whole percents, or two decimals.
        return "same" if abs(self.ours - self.expected) <= 0.005 else "differs"

    def shown(self, value: float | None) -> str:
        if value is None:
            return ""
        return f"{100 * value:.1f} %" if self.unit == "%" else f"{value:.3f}"


def r_wg(counts: tuple[int, ...]) -> float:
    """James, Demaree & Wolf (1984): one minus the variance over that of pure noise. Not used elsewhere."""
    n, steps, middle = sum(counts), len(counts), scales.mean(counts)
    variance = sum(count * (step - middle) ** 2 for step, count in enumerate(counts, 1)) / (n - 1)
    return 1 - variance / ((steps**2 - 1) / 12)


def insider() -> list[Figure]:
    bell = [
        Figure(
            f"an insider learns everybody's answer from the dots, {n} people",
            expected,
            chance.insider_learns_all(n, BELL),
            "%",
            "answers: a bell around 3, standard deviation 1, rounded to steps",
            note,
        )
        for n, expected, note in [(3, 0.27, ""), (4, 0.09, "8.4996: rounded it is 8."), (5, 0.03, "")]
    ]
    noise = [
        Figure(
            f"the same, {n} people, pure noise",
            None,
            chance.insider_learns_all(n, UNIFORM),
            "%",
            "every step as likely: the least favourable to the insider",
        )
        for n in (3, 4, 5)
    ]
    return bell + noise


def noise() -> list[Figure]:
    def of_five(holds: Callable[[tuple[int, ...]], bool]) -> float:
        return chance.expected(5, UNIFORM, holds)

    together = {"close_together", "somewhat_spread"}
    return [
        Figure(
            "noise passes the customary average deviation of .83, 5 people",
            0.41,
            of_five(lambda counts: scales.average_deviation(counts) <= 5 / 6),
            "%",
            "every step as likely; deviation from the middle answer",
        ),
        Figure(
            "noise passes the customary r_wg of .70, 5 people",
            0.41,
            of_five(lambda counts: r_wg(counts) >= 0.7),
            "%",
            "every step as likely",
            "The 41 % belongs to the average deviation alone; r_wg lets less noise by.",
        ),
        Figure(
            "noise has A of .4 or more, 5 people",
            0.40,
            of_five(lambda counts: scales.agreement(counts) >= 0.4),
            "%",
            "every step as likely",
        ),
        Figure(
            "noise is called somewhat spread or closer, 5 people",
            0.40,
            of_five(lambda counts: words(counts) in together),
            "%",
            "every step as likely; two camps are called so first, whatever A",
            "A alone gives the 40 %; 2.6 points of it are called two camps.",
        ),
        Figure(
            "noise is called close together, 5 people",
            None,
            of_five(lambda counts: words(counts) == "close_together"),
            "%",
            "every step as likely",
        ),
    ]


def pairs() -> list[Figure]:
    what, how = "smallest p of an exact paired test, {} pairs", "all differences one way"
    return [Figure(what.format(n), None, chance.least_p(n), "", how) for n in (5, 6, 8)]


def regression() -> list[Figure]:
    no_model = "The .18 to .32 names no model; with views that last this well we get this."
    return [
        *rise(0.7, 0, 0.18, no_model),
        *rise(0.4, 0, 0.32, no_model),
        *rise(0.6, 0.3),
        *rise(0.3, 0.3),
    ]


def rise(stability: float, apart: float, expected: float | None = None, note: str = "") -> list[Figure]:
    found = chance.rise_of_the_lowest(5, stability, apart, draws=DRAWS, seed=SEED)
    levels = f"the five's true levels {apart} apart (standard deviation)" if apart else "the five truly level"
    how = f"simulated, {DRAWS:,} teams; {levels}; retest correlation {found.retest:.2f}"
    what = "the lowest of five rises by itself, 5 people, in its"
    return [
        Figure(f"{what} mean", expected, found.mean, "steps", how, note),
        Figure(f"{what} middle answer", None, found.median, "steps", how),
    ]


def influence() -> list[Figure]:
    exact = chance.expected(20, chance.uniform(6), evenness.gini)
    what = "corrected Gini by chance, 6 people, 20 items"
    return [Figure(what, 0.31, exact, "", "equal shares, counted out")]


def table(figures: list[Figure]) -> str:
    head = "| figure | built on | computed here | verdict | how | note |\n|---|---|---|---|---|---|\n"
    return head + "".join(
        f"| {f.what} | {f.shown(f.expected)} | {f.shown(f.ours)} | {f.verdict} | {f.how} | {f.note} |\n"
        for f in figures
    )


def main() -> None:
    figures = [*insider(), *noise(), *pairs(), *regression(), *influence()]
    RESULTS.mkdir(exist_ok=True)
    text = "# Figures behind the scan\n\nMade by `python -m bench.measures`.\n\n" + table(figures)
    (RESULTS / "measures.md").write_text(text, encoding="utf-8")
    rows = [asdict(f) | {"verdict": f.verdict} for f in figures]
    (RESULTS / "measures.json").write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
