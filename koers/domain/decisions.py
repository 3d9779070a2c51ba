"""The record of a decision: its number, its three tracks, what is told of it, and how it is changed.

A sealed text is never changed. Another decision takes its place, or withdraws it, and says what is new.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from koers.domain import authority, tables
from koers.domain.direction import priorities
from koers.domain.processes import consent
from koers.domain.refusals import Refused

#: The method of a decision that stands in minutes: how it was made isn't known here.
FROM_MINUTES = "minutes"
#: The method of a decision that came in from elsewhere: Koers held no process for it.
IMPORTED = "imported"
ELSEWHERE = (FROM_MINUTES, IMPORTED)
CHANGES = ("supersedes", "withdraws")
VALIDITY = ("sealed", "in_force", "superseded", "withdrawn", "ended")
UNDERSTANDING = ("not_asked", "asked", "differs", "alike")
REVIEW = ("planned", "due", "kept", "adapted", "stopped", "unplanned")
VERDICTS = {"keep": "kept", "adapt": "adapted", "stop": "stopped"}
CAME = ("yes", "partly", "no", "unknown")
#: How large the impact on a domain is.
SIZES = ("none", "small", "large")
EFFECT_LIMIT = 500
WORD_LIMIT = 300
MESSAGE_LIMIT = 280
CHANNEL_LIMIT = 80
MONTHS_TO_REVIEW = 6
#: Rows of "how will we notice", and how long a figure in one may be.
MOST_EXPECTED = 5
FIGURE_LIMIT = 40
PRIORITY_LIMIT = 120
DOMAIN_LIMIT = 60
MOST_DOMAINS = 12


@dataclass(frozen=True)
class Expected:
    """One thing by which it is noticed: what, how it is now, and how it is at the review."""

    what: str
    now: str = ""
    then: str = ""


@dataclass(frozen=True)
class Plan:
    """What a proposal says of itself beside its text; frozen at opening, and kept with the decision."""

    effect: str = ""
    noticed_by: str = ""
    expects: tuple[Expected, ...] = ()
    because: str = ""
    priority: str = ""
    #: What kind of matter it is, and along the yardstick: "serves" or "hurts" that priority, and why.
    matter: str = ""
    serves: str = ""
    weighed: str = ""
    impact: Mapping[str, str] = field(default_factory=dict)
    owner: int | None = None
    in_force: date | None = None
    ends: date | None = None
    review: date | None = None
    #: The decision this one takes the place of, or withdraws, and what is new.
    change: str = ""
    replaces: int | None = None
    new_information: str = ""


def number(year: int, count: int) -> str:
    """ "2026-014"."""
    return f"{year}-{count:03d}"


def plan(given: Plan, members: Collection[int], today: date) -> Plan:
    """A checked plan, its words tidied."""
    for name, limit in (("effect", EFFECT_LIMIT), ("noticed_by", EFFECT_LIMIT), ("because", EFFECT_LIMIT)):
        _fits(getattr(given, name), name, limit)
    _expectations_fit(given)
    if given.owner is not None and given.owner not in members:
        raise Refused("owner_missing", "owner")
    _fits(given.priority, "priority", PRIORITY_LIMIT)
    _fits(given.weighed, "weighed", WORD_LIMIT)
    if given.matter not in ("", *authority.KINDS) or given.serves not in ("", *priorities.SERVES):
        raise Refused("not_in_list", "matter")
    _impact_fits(given)
    if given.review is not None and given.review <= today:
        raise Refused("review_in_past", "review", first=today + timedelta(days=1))
    if given.ends is not None and given.ends < (given.in_force or today):
        raise Refused("ends_before_it_begins", "ends")
    _change_fits(given)
    return given


def check_yardstick(given: Plan, matter: str, yardstick: Collection[str]) -> None:
    """A matter of a kind that passes the yardstick says which priority it serves or hurts, and why.

    `matter` is the kind of what it is about; "" when nobody said it yet.
    """
    if yardstick and not matter:
        raise Refused("matter_missing", "matter")
    answered = given.serves and given.priority and given.weighed
    if priorities.must_answer_yardstick(matter, yardstick) and not answered:
        raise Refused("yardstick_unanswered", "serves")


def expected(rows: Iterable[tuple[str, str, str]]) -> tuple[Expected, ...]:
    """Rows of a form as what is expected; rows without a first word are left out."""
    tidied = [Expected(*map(tables.tidy, row)) for row in rows]
    return tuple(one for one in tidied if one.what)


def _expectations_fit(given: Plan) -> None:
    if len(given.expects) > MOST_EXPECTED:
        raise Refused("too_much_expected", "expects", limit=MOST_EXPECTED)
    for one in given.expects:
        _fits(one.what, "expects", WORD_LIMIT)
        _fits(one.now, "expects", FIGURE_LIMIT)
        _fits(one.then, "expects", FIGURE_LIMIT)


def _impact_fits(given: Plan) -> None:
    if len(given.impact) > MOST_DOMAINS:
        raise Refused("too_many_domains", "impact", limit=MOST_DOMAINS)
    if not set(given.impact.values()) <= set(SIZES):
        raise Refused("impact_unknown", "impact")
    for domain in given.impact:
        _fits(domain, "impact", DOMAIN_LIMIT)


def rewritten(before: Plan, after: Plan) -> Plan:
    """A draft written anew: what it changes, and why, was said when it was started."""
    if after.change:
        return after
    return replace(
        after, change=before.change, replaces=before.replaces, new_information=before.new_information
    )


def _change_fits(given: Plan) -> None:
    if (given.change in CHANGES) != (given.replaces is not None) or given.change not in ("", *CHANGES):
        raise Refused("change_unfit", "change")
    if given.change and not tables.tidy(given.new_information):
        raise Refused("new_information_missing", "new_information")
    _fits(given.new_information, "new_information", EFFECT_LIMIT)


def _fits(text: str, name: str, limit: int) -> None:
    if len(text) > limit:
        raise Refused("too_long", name, limit=limit, length=len(text))


def review_day(plan: Plan, sealed: date, *, shorter: bool) -> date:
    """When it is looked back on: half a year later, of a trial within eight weeks."""
    day = plan.review or sealed + timedelta(days=30 * MONTHS_TO_REVIEW)
    return min(day, sealed + timedelta(weeks=consent.WEEKS_OF_TRIAL)) if shorter else day


def validity(in_force: date, ends: date | None, changed_by: str, today: date) -> str:
    """The first track. `changed_by` is how a later decision changed it, "" when none did."""
    if changed_by:
        return "superseded" if changed_by == "supersedes" else "withdrawn"
    if ends is not None and ends < today:
        return "ended"
    return "in_force" if in_force <= today else "sealed"


def understanding(stage: str | None) -> str:
    """The second track, from the stage of the newest readback on it."""
    if stage is None:
        return "not_asked"
    if stage == "alike":
        return "alike"
    return "differs" if stage in ("left_open", "comparing") else "asked"


def review(verdict: str, day: date | None, today: date) -> str:
    """The third track. Only what came in from elsewhere may have no day on which it is looked back on."""
    if verdict:
        return VERDICTS[verdict]
    if day is None:
        return "unplanned"
    return "due" if day <= today else "planned"


def check_changeable(changed_by: str) -> None:
    """A decision is changed once; the next change is of the decision that took its place."""
    if changed_by:
        raise Refused("changed_already", "replaces")


def verdict(typed: str, came: str) -> None:
    """At the review: did the effect come, and what follows?"""
    if typed not in VERDICTS:
        raise Refused("verdict_missing", "verdict")
    if came not in CAME:
        raise Refused("came_missing", "came")


def line(typed: str, field_name: str, limit: int, *, must: bool = True) -> str:
    """A line of a message or a review that is there and fits."""
    tidied = tables.tidy(typed)
    if must and not tidied:
        missing = f"{field_name}_missing"
        raise Refused(missing, field_name)
    _fits(tidied, field_name, limit)
    return tidied


def seal(content: Mapping[str, Any]) -> str:
    """SHA-256 over the record as canonical JSON, in hex: what was sealed can't be changed unseen."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
