"""Three to five priorities, what the team doesn't do this year, and which decisions pass the yardstick."""

from collections.abc import Collection

from koers.domain import authority
from koers.domain.direction import lines
from koers.domain.refusals import Refused
from koers.engine import words

FEWEST, MOST = 3, 5
STANDING = "standing"
#: How a priority ends, by deed.
ENDS = {"reach_priority": "reached", "miss_priority": "missed", "let_priority_go": "let_go"}
GOING = ("on_course", "slow", "stuck")
#: Kinds of decisions that may be laid along the yardstick: every kind that has a name.
KINDS = tuple(kind for kind in authority.KINDS if kind != "other")
SERVES = ("serves", "hurts")
MOST_NOT_DOING = 12


def title(text: str) -> str:
    """What matters most, in a few words."""
    return lines.line(text, "title", lines.TITLE_LIMIT, "priority_missing")


def seen_by(text: str) -> str:
    """How we will see it. It may follow later, and the page says that it misses."""
    return lines.line(text, "seen_by", lines.SEEN_LIMIT)


def makes_room(standing: Collection[int], goes: int | None) -> int | None:
    """Which one goes for a new one. With five there is no room until one goes; else none needs to."""
    if len(standing) < MOST:
        return None
    if goes is None:
        raise Refused("too_many_priorities", "goes", most=MOST)
    if goes not in standing:
        raise Refused("priority_elsewhere", "goes")
    return goes


def going(code: str) -> str:
    """How it goes with a priority."""
    if code not in GOING:
        raise Refused("going_missing", "going")
    return code


def ending_word(deed: str, text: str) -> str:
    """What helped, what is needed, or why it goes: never left out."""
    missing = {"reach_priority": "helped_missing", "miss_priority": "needed_missing"}.get(deed, "why_missing")
    return lines.line(text, "word", lines.WORD_LIMIT, missing)


def outside(standing: int) -> int:
    """How many priorities there are too few (negative) or too many; 0 when three to five stand."""
    return min(standing - FEWEST, 0) + max(standing - MOST, 0)


def ruled_out(text: str, given: str) -> bool:
    """Whether all telling words of what isn't done return: pointed out then, never refused."""
    telling = words.telling(text)
    return bool(telling) and telling <= words.telling(given)


# --- the yardstick


def kinds(codes: Collection[str]) -> tuple[str, ...]:
    """Kinds of decisions, each once, in the fixed order."""
    if not set(codes) <= set(KINDS):
        raise Refused("not_in_list", "kinds")
    return tuple(kind for kind in KINDS if kind in codes)


def must_answer_yardstick(kind: str, yardstick: Collection[str]) -> bool:
    """Whether a decision of this kind says which priority it serves or hurts before it may be opened."""
    return kind in yardstick
