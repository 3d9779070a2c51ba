"""Deeds of a role election: declining, ending the naming, proposing somebody."""

from dataclasses import replace
from datetime import datetime

from koers.domain.processes import candidacy, opening
from koers.domain.processes.case import Candidacy, Case
from koers.domain.processes.checking import check, stage_after
from koers.domain.refusals import Refused
from koers.domain.seats import Seat


def decline_nomination(case: Case, seat: Seat, now: datetime) -> Case:
    """Not available. Always possible, and nobody asks why; then the next one is proposed."""
    check(case, "decline_nomination", seat, now)
    if seat.chair in case.declined:
        raise Refused("declined_already")
    gone = replace(case, declined=(*case.declined, seat.chair))
    if case.nominee is not None and case.nominee.member == seat.chair:
        gone = candidacy.onward(candidacy.over(gone, "declined", now), now)
    elif case.stage == "choosing" and not candidacy.eligible(gone):
        gone = candidacy.onward(replace(gone, standing=()), now)
    return _checked(case, gone, "decline_nomination")


def end_naming(case: Case, seat: Seat, now: datetime) -> Case:
    """Everybody who wanted named somebody else: what stands now, stands."""
    check(case, "end_naming", seat, now)
    return _checked(case, candidacy.naming_ended(case, now), "end_naming")


def propose_nominee(case: Case, seat: Seat, now: datetime, member: int, why: str) -> Case:
    """Whoever leads proposes one of those who were named, and says on which reasons."""
    check(case, "propose_nominee", seat, now)
    if member not in candidacy.eligible(case):
        raise Refused("nominee_unknown", "member")
    fresh = Candidacy(member, now, "reasons", opening.words(why, "why_nominee"), seat.chair)
    return _checked(case, candidacy.asked(case, fresh, now), "propose_nominee")


def _checked(before: Case, after: Case, deed: str) -> Case:
    """The step table knows this way on."""
    return replace(after, stage=stage_after(before, deed, after.stage))
