"""The steps of a topic: from open, by a way, to what came of it."""

from collections.abc import Mapping
from datetime import date, timedelta

from koers.domain.refusals import Refused

STATES = ("open", "triaged", "talking", "proposed", "decided", "settled", "let_go")
#: It came to an end; it can be opened again, with a reason.
ENDED = ("decided", "settled", "let_go")
#: Somebody has to look at it, or carries it.
GOING = ("open", "triaged", "talking", "proposed")
#: How long a topic may wait until somebody looked at it.
WAIT = timedelta(days=14)
#: From so many times on, postponing is pointed out.
OFTEN = 3
MOST_DAYS = 731

_HERE = ("open", "triaged", "talking")
#: deed -> state -> the state it leads to.
STEPS: Mapping[str, Mapping[str, str]] = {
    "edit_topic": {state: state for state in _HERE},
    "triage_topic": dict.fromkeys(_HERE, "triaged"),
    "postpone_topic": {state: state for state in GOING},
    "talk_about_topic": {"open": "talking", "triaged": "talking"},
    "settle_topic": dict.fromkeys(_HERE, "settled"),
    "let_go_topic": dict.fromkeys(_HERE, "let_go"),
    "reopen_topic": dict.fromkeys(ENDED, "open"),
    "restrict_topic": {state: state for state in STATES},
    "open_up_topic": {state: state for state in STATES},
    # What the ledger tells of a proposal about it.
    "topic_proposed": dict.fromkeys(GOING, "proposed"),
    "topic_decided": dict.fromkeys(GOING, "decided"),
    "topic_returned": {"proposed": "triaged"},
}


def step(state: str, deed: str) -> str:
    """The state this deed leads to."""
    leads = STEPS[deed]
    if state not in leads:
        raise Refused("topic_over" if state in ENDED else "topic_under_way", state=state)
    return leads[state]


def later(before: date | None, asked: date | None, today: date) -> date:
    """Another day to decide by, later than the one it had."""
    first = max(before or today, today) + timedelta(days=1)
    if asked is None or asked < first:
        raise Refused("not_later", "decide_by", first=first)
    if asked > today + timedelta(days=MOST_DAYS):
        raise Refused("too_far", "decide_by")
    return asked


def closed_until(asked: date | None, today: date) -> date:
    """The day on which a topic that only the team sees becomes open to all by itself."""
    if asked is None or asked <= today:
        raise Refused("closed_until_missing", "closed_until", first=today + timedelta(days=1))
    if asked > today + timedelta(days=MOST_DAYS):
        raise Refused("too_far", "closed_until")
    return asked


def late(state: str, decide_by: date | None, today: date) -> bool:
    """The day to decide by has passed, and nothing was decided."""
    return state in GOING and decide_by is not None and decide_by < today
