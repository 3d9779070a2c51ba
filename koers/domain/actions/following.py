"""Following an action: when its owner is asked, and what can be said of it then."""

from datetime import date, timedelta

from koers.domain import scans
from koers.domain.refusals import Refused

#: How it goes, halfway.
PROGRESS = ("underway", "stuck", "done")
#: Whether the team notices anything of what it wrote down that it would notice.
EFFECTS = ("yes", "a_bit", "no", "too_early")
DAYS_TO_PROGRESS = 15


def asked_on(agreed: date, due: date) -> dict[str, date]:
    """On which day each deed is asked of the owner.

    How it goes on day 15, what came of it on its own day. An action that is due by day 15 is asked once.
    """
    halfway = agreed + timedelta(days=DAYS_TO_PROGRESS)
    asked = {"note_progress": halfway} if halfway < due else {}
    return {**asked, "report_action": due}


def new_day(due: date, asked: date | None, today: date) -> date:
    """Another day for an action: later than the one it had, and within thirty days from today."""
    first, last = max(today, due + timedelta(days=1)), scans.latest_due(today)
    if asked is None or not first <= asked <= last:
        raise Refused("due_unfit", "due", first=first, last=last)
    return asked


def progress(code: str) -> str:
    """How it goes, as one of `PROGRESS`."""
    if code not in PROGRESS:
        raise Refused("progress_unknown", "progress")
    return code


def effect(code: str) -> str:
    """Whether the team notices anything, as one of `EFFECTS`."""
    if code not in EFFECTS:
        raise Refused("effect_unknown", "effect")
    return code
