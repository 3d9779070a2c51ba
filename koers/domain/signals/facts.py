"""Facts that can be counted: a question to the team, never a verdict on a person.

Each is a pure function of what a team did and of a day. None looks at who did it.
"""

from collections.abc import Callable
from datetime import date, timedelta
from statistics import median

from koers.domain.direction import priorities
from koers.domain.signals.history import Decided, TeamHistory, links
from koers.domain.signals.reading import Limits, Reading, counted

Fact = Callable[[TeamHistory, date], Reading]
#: Actions past their day count from here on, and a decision needn't be read back before.
PATIENCE = timedelta(days=14)
QUARTER = timedelta(days=92)

LIMITS: dict[str, Limits] = {
    "ownerless": Limits(1, 1, 3),
    "vague": Limits(3, 0.25, 0.5),
    "told_late": Limits(3, 5, 10),
    "read_differently": Limits(1, 1, 2),
    "overload_windows": Limits(5, 0.3, 0.5),
    "intentions_die": Limits(3, 0.25, 0.5),
    "recurring": Limits(3, 1, 2),
    "never_read_back": Limits(3, 0.5, 0.8),
    "review_overdue": Limits(1, 1, 2),
    "without_effect": Limits(3, 0.25, 0.5),
    "priorities_outside": Limits(1, 1, 2),
    "priorities_unseen": Limits(1, 1, 3),
    "texts_overdue": Limits(1, 1, 2),
    "topics_waiting": Limits(1, 1, 3),
    "topics_postponed": Limits(1, 1, 3),
}
#: So often a topic is postponed before it counts.
OFTEN = 3


def ownerless(history: TeamHistory, at: date) -> Reading:
    """Open actions whose owner left, and decisions nobody sees to."""
    actions = [one for one in history.actions if not one.over and not one.owner_sits]
    decisions = [one for one in history.standing if not one.has_owner]
    n = len(history.standing) + sum(not one.over for one in history.actions)
    return _number("ownerless", (*links(decisions), *links(actions)), n)


def vague(history: TeamHistory, at: date) -> Reading:
    """Decisions without an owner and without an action."""
    found = [one for one in history.standing if not one.has_owner and not one.actions]
    return _share("vague", links(found), len(history.standing))


def told_late(history: TeamHistory, at: date) -> Reading:
    """Days between deciding and everybody having been told."""
    days = {one.link: ((one.told or at) - one.sealed).days for one in history.decisions if one.to_tell}
    limits = LIMITS["told_late"]
    late = tuple(link for link, number in days.items() if number >= limits.watch)
    return counted("told_late", limits, late, len(days), median(days.values()) if days else 0)


def read_differently(history: TeamHistory, at: date) -> Reading:
    """Decisions that were read back and aren't understood alike."""
    read = [one for one in history.standing if one.understanding in ("alike", "differs")]
    differs = [one for one in read if one.understanding == "differs"]
    return _number("read_differently", links(differs), len(read))


def overload_windows(history: TeamHistory, at: date) -> Reading:
    """Windows in which fewer than seven of ten answered."""
    found = [one for one in history.windows if one.asked and one.answered < 0.7 * one.asked]
    return _share("overload_windows", links(found), len(history.windows))


def intentions_die(history: TeamHistory, at: date) -> Reading:
    """Actions more than two weeks past their day of which nothing was said."""
    due = [one for one in history.actions if one.due + PATIENCE < at]
    return _share("intentions_die", links(one for one in due if not one.over), len(due))


def recurring(history: TeamHistory, at: date) -> Reading:
    """Decisions of this quarter that take the place of an earlier one."""
    found = [one for one in history.decisions if one.replaces and one.sealed > at - QUARTER]
    return _number("recurring", links(found), len(history.decisions))


def never_read_back(history: TeamHistory, at: date) -> Reading:
    """Decisions older than two weeks that nobody wrote down in own words."""
    old = [one for one in history.standing if one.sealed + PATIENCE < at]
    return _share("never_read_back", links(one for one in old if not one.understanding), len(old))


def review_overdue(history: TeamHistory, at: date) -> Reading:
    """Decisions whose day to look back has passed."""
    found = [one for one in history.standing if not one.reviewed and one.review_on < at]
    return _number("review_overdue", links(found), len(history.standing))


def without_effect(history: TeamHistory, at: date) -> Reading:
    """Decisions that don't say what they should bring."""
    return _share("without_effect", links(_no_effect(history)), len(history.standing))


def _no_effect(history: TeamHistory) -> list[Decided]:
    return [one for one in history.standing if not one.has_effect]


def priorities_outside(history: TeamHistory, at: date) -> Reading:
    """How many priorities there are too few or too many. None at all is no fact: nobody chose yet."""
    n = len(history.priorities)
    outside = abs(priorities.outside(n))
    evidence = links(history.priorities) if outside else ()
    return counted("priorities_outside", LIMITS["priorities_outside"], evidence, n, outside)


def priorities_unseen(history: TeamHistory, at: date) -> Reading:
    """Priorities that don't say how they will be seen."""
    found = [one for one in history.priorities if not one.seen]
    return _number("priorities_unseen", links(found), len(history.priorities))


def texts_overdue(history: TeamHistory, at: date) -> Reading:
    """Agreements and documents past the day on which they would be looked at again."""
    found = [one for one in history.texts if one.review_on < at]
    return _number("texts_overdue", links(found), len(history.texts))


def topics_waiting(history: TeamHistory, at: date) -> Reading:
    """Topics older than two weeks that nobody looked at, or that nobody sees to."""
    going = [one for one in history.topics if one.going]
    old = [one for one in going if one.raised + PATIENCE < at and not (one.treated and one.has_owner)]
    return _number("topics_waiting", links(old), len(going))


def topics_postponed(history: TeamHistory, at: date) -> Reading:
    """Topics that are going on and were postponed three times or more."""
    going = [one for one in history.topics if one.going]
    found = [one for one in going if one.postponed >= OFTEN]
    return _number("topics_postponed", links(found), len(going))


def _number(signal: str, found: tuple[str, ...], n: int) -> Reading:
    return counted(signal, LIMITS[signal], found, n, len(found))


def _share(signal: str, found: tuple[str, ...], n: int) -> Reading:
    return counted(signal, LIMITS[signal], found, n, len(found) / n if n else 0)


FACTS: tuple[Fact, ...] = (
    ownerless, vague, told_late, read_differently, overload_windows,
    intentions_die, recurring, never_read_back, review_overdue, without_effect,
    priorities_outside, priorities_unseen, texts_overdue,
    topics_waiting, topics_postponed,
)  # fmt: skip


def read(history: TeamHistory, at: date) -> list[Reading]:
    """All of them, always in the same order: nothing is ranked."""
    return [fact(history, at) for fact in FACTS]
