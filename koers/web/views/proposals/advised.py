"""What the page of a decision after advice shows beside any proposal: who is asked, and what became of it."""

from dataclasses import dataclass
from typing import Any

from koers.apps.people import queries as people
from koers.apps.people.models import Member
from koers.domain.processes import Response, Voter, advice
from koers.web import wording_advice
from koers.web.views.proposals.shown import Shown


@dataclass(frozen=True)
class Asked:
    """Somebody who is asked: why, by whom named, what they advised, and what became of it."""

    voter: Voter
    part: str
    named_by: str
    given: Response | None
    #: Whether this seat may read it.
    seen: bool
    recorded_by: str = ""
    word: str = ""
    because: str = ""
    #: Whether the decider still has to write what became of it.
    waits: bool = False

    @property
    def advice(self) -> str:
        """The advice, where there is one that this seat may read."""
        return self.given.reason if self.given and self.seen and self.given.choice == "advice" else ""

    @property
    def form(self) -> str:
        """The name of the form in which it is weighed."""
        return f"weigh{self.voter.member}"


def context(shown: Shown) -> dict[str, Any]:
    """What the templates of advice need."""
    case = shown.case
    return {
        "asked": _asked(shown),
        "decider": shown.names.get(case.proposer, ""),
        "part_codes": list(wording_advice.PART.items()),
        "word_codes": list(wording_advice.WORD.items()),
        "nameable": _nameable(shown) if "name_adviser" in shown.can else [],
        "unweighed": len(advice.unweighed(case)),
        "asked_text": advice.asked_text(case) if case.electorate else case.text.text,
    }


def _asked(shown: Shown) -> list[Asked]:
    case, words = shown.case, advice.weighed(shown.case)
    given = {one.member: one for one in case.counting}
    waits = set(advice.unweighed(case))
    return [
        Asked(
            voter,
            str(wording_advice.PART_SHORT[voter.part]),
            shown.names.get(voter.named_by or 0, ""),
            given.get(voter.member),
            shown.sees_answers or voter.member == shown.seat.member,
            _recorded_by(shown, given.get(voter.member)),
            str(wording_advice.WORD[words[voter.member].word]) if voter.member in words else "",
            words[voter.member].because if voter.member in words else "",
            voter.member in waits,
        )
        for voter in case.voters
    ]


def _recorded_by(shown: Shown, given: Response | None) -> str:
    return shown.names.get(given.recorded_by, "") if given and given.recorded_by else ""


def _nameable(shown: Shown) -> list[Member]:
    """Who sits at the table and isn't asked yet."""
    asked = {voter.member for voter in shown.case.voters} | {shown.case.proposer}
    chairs = people.table(shown.seat).select_related("person")
    return [chair for chair in chairs if chair.taken and chair.pk not in asked]
