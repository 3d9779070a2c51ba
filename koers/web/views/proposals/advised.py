"""What the page of a decision after advice shows beside any proposal: who is asked, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from koers.apps.people import queries as people
from koers.apps.people.models import Member
from koers.domain.processes import Outside, Response, Voter, advice
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


@dataclass(frozen=True)
class Elsewhere:
    """Advice of somebody who isn't at this table: written down by whom, and what became of it."""

    said: Outside
    part: str
    recorded_by: str
    word: str

    @property
    def form(self) -> str:
        """The name of the form in which it is weighed."""
        return f"outside{self.said.number}"


def context(shown: Shown) -> dict[str, Any]:
    """What the templates of advice need."""
    case, members = shown.case, list(people.ever_at(shown.seat))
    names = {member.pk: str(member) for member in members}
    return {
        "asked": _asked(shown, names),
        "part_codes": list(wording_advice.PART.items()),
        "word_codes": list(wording_advice.WORD.items()),
        "nameable": _nameable(shown, members) if "name_adviser" in shown.can else [],
        "unweighed": advice.waiting(case),
        "written_by": names.get(case.text.by, ""),
        "elsewhere": [_elsewhere(one, names) for one in case.outside],
        "handed": [(names.get(one.member, ""), names.get(one.to or 0, ""), one) for one in case.handovers],
        "takers": [one for one in members if _sits(one)] if "hand_over_decision" in shown.can else [],
        "asked_text": advice.asked_text(case) if case.electorate else case.text.text,
    }


def _elsewhere(one: Outside, names: Mapping[int, str]) -> Elsewhere:
    word = str(wording_advice.WORD[one.word]) if one.word else ""
    return Elsewhere(one, str(wording_advice.PART_SHORT[one.part]), names.get(one.by, ""), word)


def _sits(member: Member) -> bool:
    return member.number is not None and member.left is None and member.taken


def _asked(shown: Shown, names: Mapping[int, str]) -> list[Asked]:
    case, words = shown.case, advice.weighed(shown.case)
    given = {one.member: one for one in case.counting}
    waits = set(advice.unweighed(case))
    return [
        Asked(
            voter,
            str(wording_advice.PART_SHORT[voter.part]),
            names.get(voter.named_by or 0, ""),
            given.get(voter.member),
            shown.sees_answers or voter.member == shown.seat.member,
            _recorded_by(given.get(voter.member), names),
            str(wording_advice.WORD[words[voter.member].word]) if voter.member in words else "",
            words[voter.member].because if voter.member in words else "",
            voter.member in waits,
        )
        for voter in case.voters
    ]


def _recorded_by(given: Response | None, names: Mapping[int, str]) -> str:
    return names.get(given.recorded_by, "") if given and given.recorded_by else ""


def _nameable(shown: Shown, members: list[Member]) -> list[Member]:
    """Who sits at the table and isn't asked yet."""
    asked = {voter.member for voter in shown.case.voters} | {shown.case.proposer}
    return [chair for chair in members if _sits(chair) and chair.pk not in asked]
