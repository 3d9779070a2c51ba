"""Agreeing a delegation level, 1 (tell) to 7 (delegate): alone, all at once, explained, and again."""

from collections.abc import Collection, Iterable, Mapping

from koers.domain.direction import lines
from koers.domain.refusals import Refused

LOWEST, HIGHEST = 1, 7
LEVELS = range(LOWEST, HIGHEST + 1)
OPEN = ("picking", "shown")
QUESTION_LIMIT = 160
LEAST_TO_SHOW = 2

STEPS: dict[tuple[str, str], str] = {
    ("picking", "pick_level"): "picking",
    ("picking", "show_levels"): "shown",
    ("shown", "pick_again"): "picking",
    ("shown", "agree_level"): "agreed",
    **{(stage, "stop_levels"): "stopped" for stage in OPEN},
}


def step(stage: str, deed: str) -> str:
    """The stage that a deed leads to."""
    try:
        return STEPS[stage, deed]
    except KeyError:
        raise Refused("levels_elsewhere", deed=deed, stage=stage) from None


def question(text: str) -> str:
    """Which kind of matter it is about."""
    return lines.line(text, "question", QUESTION_LIMIT, "matter_unsaid")


def level(number: int) -> int:
    """A level that there is."""
    if number not in LEVELS:
        raise Refused("level_missing", "level")
    return number


def check_lap(seen: int, lap: int) -> None:
    """A pick is of the lap that was looked at, never of a later one by accident."""
    if seen != lap:
        raise Refused("levels_elsewhere")


def check_show(picked: int, leader_picks_first: bool) -> None:
    """Not before there are two, and not before who leads picked, if they sit at the table."""
    if leader_picks_first:
        raise Refused("pick_first")
    if picked < LEAST_TO_SHOW:
        raise Refused("too_few_picks", least=LEAST_TO_SHOW)


def explain(picks: Mapping[int, int]) -> tuple[frozenset[int], frozenset[int]]:
    """Who explains: those with the lowest and those with the highest pick. Nobody when all are alike."""
    if len(set(picks.values())) < 2:
        return frozenset(), frozenset()
    low, high = min(picks.values()), max(picks.values())
    return _with(picks, low), _with(picks, high)


def _with(picks: Mapping[int, int], wanted: int) -> frozenset[int]:
    return frozenset(member for member, picked in picks.items() if picked == wanted)


def counts(picks: Iterable[int]) -> list[int]:
    """How many picked each level, from 1 to 7."""
    picked = list(picks)
    return [picked.count(number) for number in LEVELS]


def all_in(sits: Collection[int], picked: Collection[int]) -> bool:
    """Whether everybody who sits has picked."""
    return bool(sits) and set(sits) <= set(picked)
