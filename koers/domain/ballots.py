"""What somebody gives in a scan: a step from 1 to 5 per S, if wanted per part, and a short why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from koers.domain.refusals import Refused

WHY_LIMIT = 1000
STEPS = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Ballot:
    """One person's answers. What is left out was skipped, which is a full answer too."""

    scores: Mapping[str, int] = field(default_factory=dict)
    whys: Mapping[str, str] = field(default_factory=dict)

    def as_content(self) -> dict[str, Any]:
        """As it goes into the box: plain, and the same for the same answers."""
        return {"scores": dict(sorted(self.scores.items())), "whys": dict(sorted(self.whys.items()))}

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> "Ballot":
        """As it comes out of the box."""
        return cls(content["scores"], content["whys"])


def ballot(given: Mapping[str, str], items: Iterable[str], subjects: Iterable[str]) -> Ballot:
    """A ballot from a filled-in form.

    Parameters
    ----------
    given : mapping of str to str
        The form's fields: `score-<item>` and `why-<subject>`.
    items, subjects : iterables of str
        What can be scored in this round, and what can have a why.

    Raises
    ------
    Refused
        "score_unknown" for anything but 1 to 5, "too_long" for a why that doesn't fit.
    """
    scores = {item: _score(given.get(f"score-{item}", ""), item) for item in items}
    whys = {subject: _why(given.get(f"why-{subject}", ""), subject) for subject in subjects}
    return Ballot({k: v for k, v in scores.items() if v}, {k: v for k, v in whys.items() if v})


def _score(text: str, item: str) -> int:
    if not text:
        return 0
    if text not in {str(step) for step in STEPS}:
        raise Refused("score_unknown", f"score-{item}")
    return int(text)


def _why(text: str, subject: str) -> str:
    why = text.replace("\r\n", "\n").strip()
    if len(why) > WHY_LIMIT:
        raise Refused("too_long", f"why-{subject}", limit=WHY_LIMIT, length=len(why))
    return why


def counts(ballots: Iterable[Ballot], item: str) -> list[int]:
    """How many gave 1, 2, 3, 4, 5 on this item."""
    tally = [0] * len(STEPS)
    for one in ballots:
        if score := one.scores.get(item):
            tally[score - 1] += 1
    return tally
