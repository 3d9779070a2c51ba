"""What is said beside a sealed decision of one person: read, missed, stop, stopped, talked about, reported.

A mark changes nothing of the decision. Only another decision does.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from koers.domain.refusals import Refused

KINDS = ("read", "missed", "stop", "stopped", "discussed", "reported")
#: So long after the decision somebody who wasn't asked for advice can say that they should have been.
DAYS_TO_FLAG = 10
#: What each kind is refused with where it doesn't belong.
_METHOD = {
    "missed": ("advice", "not_by_advice"),
    "stop": ("urgent", "not_urgent"),
    "stopped": ("urgent", "not_urgent"),
    "discussed": ("urgent", "not_urgent"),
    "reported": ("mandate", "no_report_asked"),
}


@dataclass(frozen=True)
class Mark:
    """One of them: by whom and when."""

    kind: str
    member: int
    at: datetime
    text: str = ""


def check_mark(
    kind: str, record: Mapping[str, Any], marks: Sequence[Mark], member: int, sealed: datetime, now: datetime
) -> None:
    """Refuse a mark that doesn't belong here, isn't this member's to make, or is there already."""
    there = [mark for mark in marks if mark.kind == kind]
    if kind in _METHOD and record["method"] != _METHOD[kind][0]:
        raise Refused(_METHOD[kind][1])
    _CHECKS[kind](record, member, sealed, now)
    if any(mark.member == member for mark in there) or (there and kind in ONCE):
        raise Refused("marked_already")
    if kind == "stop" and any(mark.kind == "stopped" for mark in marks):
        raise Refused("stopped_already")


#: What is said once, by whoever says it first.
ONCE = ("stopped", "discussed", "reported")


def _told(record: Mapping[str, Any], member: int, sealed: datetime, now: datetime) -> None:
    if member not in record.get("told", ()):
        raise Refused("not_told")


def _missed(record: Mapping[str, Any], member: int, sealed: datetime, now: datetime) -> None:
    if member in (record["proposer"], *record["told"]):
        raise Refused("asked_before_deciding")
    if now > sealed + timedelta(days=DAYS_TO_FLAG):
        raise Refused("flag_too_late", days=DAYS_TO_FLAG)


def _of_others(record: Mapping[str, Any], member: int, sealed: datetime, now: datetime) -> None:
    if member == record["proposer"]:
        raise Refused("stop_yourself")


def _of_decider(record: Mapping[str, Any], member: int, sealed: datetime, now: datetime) -> None:
    if member != record["proposer"]:
        raise Refused("not_yours", deed="note_stopped", who=["proposer"])


def _reported(record: Mapping[str, Any], member: int, sealed: datetime, now: datetime) -> None:
    if record["follows"] != "report":
        raise Refused("no_report_asked")
    if member != record["proposer"]:
        raise Refused("not_yours", deed="report_back", who=["proposer"])


def _anybody(record: Mapping[str, Any], member: int, sealed: datetime, now: datetime) -> None:
    """Whoever may do the deed at all."""


_CHECKS = {
    "read": _told,
    "missed": _missed,
    "stop": _of_others,
    "stopped": _of_decider,
    "discussed": _anybody,
    "reported": _reported,
}


def urgent_state(marks: Iterable[Mark]) -> str:
    """How an urgent action stands: "acting", "asked_to_stop" or "stopped"."""
    kinds = {mark.kind for mark in marks}
    return "stopped" if "stopped" in kinds else "asked_to_stop" if "stop" in kinds else "acting"
