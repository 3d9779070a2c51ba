"""The stages of a readback, who leads it, and how long somebody who was away may still tell.

A readback is asked in laps: the first asks everything, a later one only the slots that differed. Each lap is
written first and compared then; who is late still writes while the others compare.
"""

from collections.abc import Collection
from datetime import date, timedelta

from koers.domain.refusals import Refused
from koers.domain.seats import Seat

STAGES = ("writing", "comparing", "alike", "left_open")
ENDED = ("alike", "left_open")
DAYS_TO_TELL = 5

STEPS: dict[tuple[str, str], str] = {
    ("writing", "tell"): "writing",
    ("writing", "tag_telling"): "writing",
    ("writing", "show_tellings"): "comparing",
    ("comparing", "tell"): "comparing",
    ("comparing", "tag_telling"): "comparing",
    ("comparing", "lay_together"): "comparing",
    ("comparing", "take_apart"): "comparing",
    ("comparing", "clarify"): "comparing",
    ("comparing", "ask_again"): "writing",
    ("comparing", "end_alike"): "alike",
    ("comparing", "leave_open"): "left_open",
    ("alike", "share_readback"): "alike",
    ("left_open", "share_readback"): "left_open",
    ("alike", "end_share"): "alike",
    ("left_open", "end_share"): "left_open",
    **{(stage, "delete_readback"): "deleted" for stage in STAGES},
}


def step(stage: str, deed: str) -> str:
    """The stage that a deed leads to."""
    try:
        return STEPS[stage, deed]
    except KeyError:
        raise Refused("readback_elsewhere", deed=deed, stage=stage) from None


def check_leads(seat: Seat, opener: int, deed: str) -> None:
    """Whoever opened it leads it, and so may the facilitator and the process guardian."""
    if seat.member != opener and not seat.has("facilitator", "guardian", "system"):
        raise Refused("not_yours", deed=deed, who=["facilitator", "guardian", "opener"])


def leads(seat: Seat, opener: int) -> bool:
    """The same, as a question."""
    return seat.member == opener or seat.has("facilitator", "guardian")


def again(chosen: Collection[str], asked: Collection[str], unlike: Collection[str]) -> list[str]:
    """The slots of the next lap: of those that were asked and aren't alike, the chosen ones."""
    slots = [slot for slot in asked if slot in unlike and slot in chosen]
    if not slots:
        raise Refused("slots_missing", "slots")
    return slots


def tell_until(opened: date) -> date:
    """The day until which somebody who was away may tell: five working days after it opened."""
    day, left = opened, DAYS_TO_TELL
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day
