"""Every method once more, slowly and in another way: plain lists, definitions word by word, all lots tried.

Ballots are lists with a value per option, None for no opinion. Options are numbers. Nothing here imports the
engine.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import permutations

Rows = list[list[int | None]]
Order = list[set[int]]


def duels(rows: Rows, n: int, better: Callable[[int, int], bool]) -> dict[tuple[int, int], int]:
    """Ballot by ballot, who stands above whom."""
    won = {(i, j): 0 for i in range(n) for j in range(n)}
    for row in rows:
        said = [(option, value) for option, value in enumerate(row) if value is not None]
        for i, mine in said:
            for j, theirs in said:
                won[i, j] += better(mine, theirs)
    return won


def schulze(rows: Rows, n: int) -> Order:
    """By the definition: a chain of strength s is a way along duels won with at least s votes."""
    won = duels(rows, n, lambda mine, theirs: mine < theirs)
    edges = {(i, j): k for (i, j), k in won.items() if k > won[j, i]}

    def reaches(i: int, j: int, strength: int) -> bool:
        seen, waiting = {i}, [i]
        while waiting:
            here = waiting.pop()
            new = {b for (a, b), k in edges.items() if a == here and k >= strength} - seen
            seen |= new
            waiting += new
        return j in seen

    def strongest(i: int, j: int) -> int:
        return next((s for s in sorted(set(edges.values()), reverse=True) if reaches(i, j, s)), 0)

    strength = {(i, j): strongest(i, j) for i in range(n) for j in range(n) if i != j}
    left, order = set(range(n)), list[set[int]]()
    while left:
        order.append({i for i in left if all(strength[i, j] >= strength[j, i] for j in left - {i})})
        left -= order[-1]
    return order


def irv_orders(rows: Rows, n: int) -> set[tuple[int, ...]]:
    """Every order, best first, that some lot can give: by recursion, one option out at a time."""

    def first(row: list[int | None], left: frozenset[int]) -> int | None:
        named = [(rank, option) for option in left if (rank := row[option]) is not None]
        return min(named)[1] if named else None

    @cache
    def ends(left: frozenset[int]) -> frozenset[tuple[int, ...]]:
        if not left:
            return frozenset({()})
        tops = [first(row, left) for row in rows]
        fewest = min(tops.count(option) for option in left)
        out = [option for option in left if tops.count(option) == fewest]
        return frozenset((*better, option) for option in out for better in ends(left - {option}))

    return set(ends(frozenset(range(n))))


def star_orders(rows: Rows, n: int) -> set[tuple[int, ...]]:
    """Every order that some lot can give: each lot is a shuffled list of who goes first."""
    won = duels(rows, n, lambda mine, theirs: mine > theirs)

    def mean(option: int) -> Fraction:
        said = [value for row in rows if (value := row[option]) is not None]
        return Fraction(sum(said), len(said)) if said else Fraction(-1)

    def finalists(left: frozenset[int], lot: tuple[int, ...]) -> list[int]:
        def key(option: int) -> tuple[Fraction, int, int]:
            tied = [other for other in left if mean(other) == mean(option)]
            wins = sum(won[option, other] > won[other, option] for other in tied)
            return -mean(option), -wins, lot.index(option)

        return sorted(left, key=key)[:2]

    def wins(left: frozenset[int]) -> set[int]:
        possible = set[int]()
        for lot in permutations(left):
            for final in permutations(finalists(left, lot)):
                key = {
                    o: (max((won[o, p] - won[p, o] for p in final if p != o), default=0), mean(o))
                    for o in final
                }
                possible.add(max(final, key=lambda option: key[option]))
        return possible

    @cache
    def ends(left: frozenset[int]) -> frozenset[tuple[int, ...]]:
        if not left:
            return frozenset({()})
        return frozenset((first, *rest) for first in wins(left) for rest in ends(left - {first}))

    return set(ends(frozenset(range(n))))


def by_best_place(orders: set[tuple[int, ...]]) -> Order:
    """Options by the best place that any of these orders gives them."""
    best: dict[int, int] = {}
    for order in orders:
        for place, option in enumerate(order):
            best[option] = min(place, best.get(option, place))
    return [{o for o in best if best[o] == place} for place in sorted(set(best.values()))]


def approval(rows: Rows, n: int) -> Order:
    """The share of approvals among opinions."""
    said = [[value for row in rows if (value := row[option]) is not None] for option in range(n)]
    return sorted_by([Fraction(-sum(one), len(one)) if one else Fraction(1) for one in said])


def plurality(rows: Rows, n: int) -> Order:
    """First choices, on ballots with ranks that all differ."""
    tops = [min((v, o) for o, v in enumerate(row) if v is not None)[1] for row in rows if set(row) != {None}]
    return sorted_by([-tops.count(option) for option in range(n)])


def resistance(rows: Rows, n: int) -> Order:
    """Sum, highest, how many from 8, variance."""
    full = [[value for value in row if value is not None] for row in rows if None not in row]

    def key(option: int) -> tuple[Fraction, ...]:
        mine = [row[option] for row in full]
        mean = Fraction(sum(mine), len(mine) or 1)
        spread = sum((value - mean) ** 2 for value in mine)
        return (
            Fraction(sum(mine)),
            Fraction(max(mine, default=0)),
            Fraction(sum(v >= 8 for v in mine)),
            spread,
        )

    return sorted_by([key(option) for option in range(n)])


def sorted_by(keys: list) -> Order:
    """Options in groups, the lowest key first."""
    return [{o for o in range(len(keys)) if keys[o] == key} for key in sorted(set(keys))]
