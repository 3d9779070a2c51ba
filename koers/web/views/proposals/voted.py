"""The votes of a majority as a page explains them: what each one counted, and why there was another."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from koers.domain.processes import Case, Sitting, majority
from koers.web import wording_votes


@dataclass(frozen=True)
class Vote:
    """One vote: its options with their counts, most first, and what followed."""

    title: str
    rows: tuple[tuple[str, int, bool], ...]
    blank: int
    follows: str


def votes(case: Case) -> list[Vote]:
    """Every vote that was counted; nothing where one about a single text was enough."""
    if not case.sittings and case.terms.rule not in majority.AMONG_OPTIONS:
        return []
    found, standing, many = [], case, len(case.sittings) > 0
    for number, sitting in enumerate(case.sittings, start=1):
        onward = _onward(standing, sitting, last=number == len(case.sittings), case=case)
        found.append(_earlier(case, sitting, number, onward))
        standing = replace(case, standing=onward)
    return [*found, *_last(case, len(found) + 1, many)]


def _onward(then: Case, sitting: Sitting, *, last: bool, case: Case) -> tuple[str, ...]:
    """Who stood in the next vote; of the last one it is known also where the counts aren't."""
    if last:
        return case.standing
    return majority.stands_next(then, sitting) if sitting.counts else ()


def _earlier(case: Case, sitting: Sitting, number: int, onward: tuple[str, ...]) -> Vote:
    return Vote(
        wording_votes.title(number),
        _rows(case, sitting.counts, onward if sitting.why != "tie" else ()),
        sitting.blank,
        wording_votes.follows(case, sitting, onward),
    )


def _last(case: Case, number: int, many: bool) -> list[Vote]:
    """What the outcome rests on; an election without counts shows only its earlier votes."""
    figures = case.outcome.figures if case.outcome else {}
    counts = dict(figures.get("counts", {}))
    if not counts or not figures.get("voters"):
        return []
    blank = counts.pop("blank", 0)
    won = (figures["winner"],) if "winner" in figures else ()
    return [Vote(wording_votes.title(number) if many else "", _rows(case, counts, won), blank, "")]


def _rows(case: Case, counts: Mapping[str, int], on: tuple[str, ...]) -> tuple[tuple[str, int, bool], ...]:
    """Per option what it is called, its count, and whether it went on or won."""
    ordered = sorted(counts.items(), key=lambda one: -one[1])
    return tuple((wording_votes.called(case, option), n, option in on) for option, n in ordered)
