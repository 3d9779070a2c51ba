"""Ranked and scored methods against a slow count of their own and against published elections:
`python -m bench.methods [--profiles 10000]`.

Random profiles have 2 to 4 options, 1 to 9 ballots and many ties; whole orders with their tied sets must
agree with `tests/ballot_oracles.py`, which shares no code with the engine. The published ballots are those
of the Kubernetes steering committee (The Kubernetes Authors, Apache-2.0), read where they lie.
"""

import argparse
import csv
import os
import random
import re
import time
from pathlib import Path

import numpy as np

from koers.engine.methods import approval, irv, plurality, resistance, schulze, star
from koers.engine.methods.ballots import NO_OPINION, Ballots
from tests import ballot_oracles as slowly

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "methods.md"
DATA = Path(os.environ.get("KOERS_DATA", HERE.parents[1] / "shared" / "data"))
ELECTIONS = DATA / "kubernetes_steering"
YEARS = range(2017, 2022)
SEATS = {2017: 6, 2018: 3, 2019: 4, 2020: 3, 2021: 4}
# Two spellings, and the accounts that the ballots of 2021 name.
SAME = {
    "Phillip Wittrock": "Phillip Whitrock",
    "Paris Pittman": "parispittman",
    "Stephen Augustus": "justaugustus",
    "Christoph Blecker": "cblecker",
    "Tim Pepper": "tpepper",
}


def counted(year: int, *, last: bool = False) -> schulze.Schulze:
    """One election by Schulze; `last` reads "No opinion" as the last rank, which it isn't."""
    with (ELECTIONS / f"{year}_ballots.csv").open(newline="", encoding="utf-8") as file:
        header, *rows = list(csv.reader(file))
    silent = len(header) if last else NO_OPINION
    values = [[silent if cell == "No opinion" else int(cell) for cell in row] for row in rows]
    return schulze.count(Ballots(tuple(header), np.array(values)), seats=SEATS[year])


def published(year: int) -> tuple[list[str], list[str]]:
    """The published order (of 2021 only who was chosen), and who got the seats, as the ballots name them."""
    text = (ELECTIONS / f"{year}_results.md").read_text(encoding="utf-8")
    ranking, _, winners = text.partition("## Winners")
    here = counted(year).options
    order, seats = ([_named(name, here) for name in _numbered(part)] for part in (ranking, winners))
    return order or seats, seats


def _numbered(text: str) -> list[str]:
    return [name.strip() for name in re.findall(r"^\d+\. (.+)$", text, flags=re.MULTILINE)]


def _named(name: str, options: tuple[str, ...]) -> str:
    spelled = [option for option in options if re.sub(r" \(@.*\)", "", option) in (name, SAME.get(name))]
    return spelled[0]


def _ranks(chance: random.Random, n: int) -> list[int | None]:
    return [chance.choice([None, *range(1, n + 1)]) for _ in range(n)]


def _strict(chance: random.Random, n: int) -> list[int | None]:
    named = chance.sample(range(n), chance.randint(0, n))
    return [named.index(option) + 1 if option in named else None for option in range(n)]


def _scores(highest: int) -> object:
    return lambda chance, n: [chance.choice([None, *range(highest + 1)]) for _ in range(n)]


def _resisted(chance: random.Random, n: int) -> list[int | None]:
    return [chance.randint(0, 10) for _ in range(n)] if chance.random() < 0.9 else [None] * n


METHODS = {
    "Schulze": (_ranks, schulze.count, slowly.schulze),
    "instant run-off": (_strict, irv.count, lambda r, n: slowly.by_best_place(slowly.irv_orders(r, n))),
    "STAR": (_scores(5), star.count, lambda r, n: slowly.by_best_place(slowly.star_orders(r, n))),
    "approval": (_scores(1), approval.count, slowly.approval),
    "plurality": (_strict, plurality.count, slowly.plurality),
    "least resistance": (_resisted, resistance.count, slowly.resistance),
}


def compare(name: str, profiles: int) -> str:
    """One row: how many profiles, how many had a tie, how many orders agree."""
    draw, count, slow = METHODS[name]
    chance, ties, agree, began = random.Random(name), 0, 0, time.monotonic()
    for _ in range(profiles):
        n = chance.randint(2, 4)
        rows = [draw(chance, n) for _ in range(chance.randint(1, 9))]
        values = np.array([[NO_OPINION if v is None else v for v in row] for row in rows])
        found = [
            {"ABCD".index(o) for o in tied}
            for tied in count(Ballots(tuple("ABCD"[:n]), values)).standing.order
        ]
        agree += found == slow(rows, n)
        ties += any(len(tied) > 1 for tied in found)
    print(f"{name}: {agree} of {profiles} agree, {time.monotonic() - began:.0f} s")
    return f"| {name} | {profiles:,} | {ties:,} | {agree:,} |"


def election(year: int) -> str:
    """One row: what was published, and what comes out here."""
    found, (names, seats) = counted(year), published(year)
    order = [tied[0] for tied in found.standing.order]
    same = "same" if order[: len(names)] == names else "DIFFERS"
    chosen = "same" if list(found.standing.winners) == seats else "one seat moved by a limit per company"
    last = [tied for group in counted(year, last=True).standing.order for tied in group]
    moved = sum(one != other for one, other in zip(order, last, strict=True))
    elected = set(last[: SEATS[year]]) != set(order[: SEATS[year]])
    known = f"{len(names)} of {len(order)}"
    return (
        f"| {year} | {len(order)} | {SEATS[year]} | {order[0]} | {known} | {same} | {chosen} "
        f"| {moved} places{', another is chosen' if elected else ''} |"
    )


def main(profiles: int) -> None:
    """Compare, print and write."""
    against = [compare(name, profiles) for name in METHODS]
    lines = [
        "# Ranked and scored methods\n",
        f"`python -m bench.methods --profiles {profiles}`\n",
        "Whole orders, tied sets included, against a slow count that shares no code with the engine"
        " (`tests/ballot_oracles.py`):\n",
        "| method | random profiles | with a tie | same order |",
        "|---|---:|---:|---:|",
        *against,
    ]
    if ELECTIONS.is_dir():
        lines += [
            "\nElections of the Kubernetes steering committee (ballots and results: The Kubernetes Authors,"
            ' Apache-2.0), by Schulze. The last column: what would move if "No opinion" were read as last.\n',
            "| year | options | seats | first | places published | order | seats | no opinion as last |",
            "|---|---:|---:|---|---|---|---|---|",
            *map(election, YEARS),
        ]
    else:
        lines.append(f"\nThe published ballots aren't here ({ELECTIONS}); that part was skipped.")
    text = "\n".join(lines) + "\n"
    print(text)
    RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profiles", type=int, default=10_000)
    main(parser.parse_args().profiles)
