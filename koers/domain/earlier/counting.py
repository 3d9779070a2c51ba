"""Stated tallies, counted again by our own arithmetic. A difference is shown and never mended."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from koers.domain.earlier.saying import REJECTED, Earlier
from koers.domain.processes import majority
from koers.domain.processes.case import Terms
from koers.engine.methods import majority as counting
from koers.engine.methods.majority import Votes

_SHARES = {
    r"twee\s?-?derde|two[ -]thirds?": Fraction(2, 3),
    r"drie\s?-?kwart|three[ -]quarters?": Fraction(3, 4),
    r"vier\s?-?vijfde|four[ -]fifths?": Fraction(4, 5),
    r"unani|algemene stemmen": Fraction(1),
}
_HALF = re.compile(
    r"helft|half|gewone|simple|volstrekte|absolute|meerderheid|majority|meeste stemmen|most votes", re.I
)
_STRICTLY = re.compile(r"meer dan|more than|over de|\+\s*1|>", re.I)
_FRACTION = re.compile(r"(\d{1,3})\s*/\s*(\d{1,3})")
_PERCENT = re.compile(r"(\d{1,3})\s*%")
_PRESENT = re.compile(r"aanwezig|present", re.I)
_MEMBERS = re.compile(r"leden|members|stemgerechtigd|eligible", re.I)


@dataclass(frozen=True)
class Quorum:
    """How many must be there: a share of the members, strictly more than it, or a number."""

    share: Fraction | None = None
    strictly: bool = False
    least: int = 0


@dataclass(frozen=True)
class Count:
    """What stated figures come to.

    `status` is "adopted", "rejected", "invalid", or "" when they can't be counted; `code` is the rule or why.
    """

    status: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def terms(words: str) -> Terms | None:
    """The rule of counting that these words state; None when it is none that we count by."""
    share = _share(words)
    whose = "of_those_present" if _PRESENT.search(words) else "of_votes_cast"
    whose = "of_all_members" if _MEMBERS.search(words) and whose == "of_votes_cast" else whose
    half = share == Fraction(1, 2)
    if half or (share is None and _HALF.search(words)):
        # Half of the votes is not more than half of them: as many for as against is no majority.
        at_least = half and not _STRICTLY.search(words)
        if at_least:
            return Terms(rule="qualified", share=Fraction(1, 2)) if whose == "of_votes_cast" else None
        return Terms(rule=whose)
    if share is None or whose != "of_votes_cast":
        return None
    return Terms(rule="qualified", share=share, strictly=bool(_STRICTLY.search(words)) and share < 1)


def _share(words: str) -> Fraction | None:
    if found := _FRACTION.search(words):
        return _part(int(found[1]), int(found[2]))
    if found := _PERCENT.search(words):
        return _part(int(found[1]), 100)
    return next((share for said, share in _SHARES.items() if re.search(said, words, re.I)), None)


def _part(of: int, whole: int) -> Fraction | None:
    return Fraction(of, whole) if 0 < of <= whole else None


def quorum(words: str) -> Quorum | None:
    """The quorum that these words state; None when they state none that we know."""
    if words.strip().isascii() and words.strip().isdecimal():
        return Quorum(least=int(words.strip()[:9]))
    share = _share(words)
    if share is None and re.search(r"helft|half", words, re.I):
        share = Fraction(1, 2)
    return Quorum(share, bool(_STRICTLY.search(words))) if share else None


def count(one: Earlier) -> Count | None:
    """The outcome by the rule and the figures that the source states; None when it states no figures."""
    if not {"for", "against"} & one.figures.keys():
        return None
    if not one.rule:
        return Count("", "no_rule")
    rule, needs = terms(one.rule), quorum(one.quorum) if one.quorum else Quorum()
    if rule is None or needs is None:
        return Count("", "rule_unknown", {"words": one.rule if rule is None else one.quorum})
    missing = _missing(one.figures, rule, needs)
    if missing:
        return Count("", "figure_missing", {"figure": missing})
    return _counted(votes(one.figures), rule, needs)


def _missing(figures: Mapping[str, int], rule: Terms, needs: Quorum) -> str:
    """The first figure that this rule needs and that isn't there."""
    wanted = ["for", "against"]
    if rule.rule == "of_all_members" or needs.share:
        wanted.append("members")
    if (rule.rule == "of_those_present" or needs != Quorum()) and "blank" not in figures:
        wanted.append("present")
    return next((name for name in wanted if name not in figures), "")


def votes(figures: Mapping[str, int]) -> Votes:
    """The stated figures as they are counted with; who voted was there."""
    cast = sum(figures.get(name, 0) for name in ("for", "against", "blank"))
    return Votes(
        figures.get("for", 0),
        figures.get("against", 0),
        figures.get("blank", 0),
        figures.get("present", cast),
        figures.get("members", 0),
    )


def _counted(found: Votes, rule: Terms, needs: Quorum) -> Count:
    cast = found.yes + found.no + found.blank
    if cast > found.present or (found.members and found.present > found.members):
        return Count("", "contradicts", {"cast": cast, "present": found.present, "members": found.members})
    least = (
        counting.needed(needs.share, found.members, strictly=needs.strictly) if needs.share else needs.least
    )
    if found.present < least:
        return Count("invalid", "no_quorum", {"least": least, "present": found.present})
    if found.tie and rule.rule == "of_votes_cast":
        return Count("rejected", "tie")
    return Count("adopted" if majority.enough(rule, found) else "rejected", rule.rule)


def differs(one: Earlier, counted: Count | None) -> bool:
    """Whether the figures say otherwise than the source. What stands in a list of decisions was adopted."""
    said_no = one.outcome == REJECTED
    if counted and counted.status:
        return (counted.status == "adopted") == said_no or votes_differ(one)
    return (counted is not None and counted.code == "contradicts") or votes_differ(one)


def votes_differ(one: Earlier) -> bool:
    """Whether single votes come to other numbers than the source states."""
    return any(option.stated != option.counted for option in one.options)
