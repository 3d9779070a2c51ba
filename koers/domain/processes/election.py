"""Role election: who is asked for a role, on reasons that everybody heard. Its steps, rules and outcome."""

from dataclasses import replace
from datetime import datetime

from koers.domain.processes.candidacy import (
    asked_last,
    candidates,
    figures,
    nominated,
    objectors,
    onward,
    over,
)
from koers.domain.processes.case import BLANK, Case, Outcome, Response, Sitting
from koers.domain.processes.envelope import ANSWERING, drafting, rules, staying, while_open
from koers.domain.refusals import Refused

CHOOSING = ("reasons", "count")
TIES = ("again", "lot", "reasons")
RESPONSES = ("no_objection", "objection")
REASONED = ("objection",)

STAGES = ("draft", "nominating", "hearing", "changing", "choosing", "consenting")
ASKING = ("nominating", "consenting")

STEPS: dict[tuple[str, str], tuple[str, ...]] = {
    **drafting("nominating"),
    # Everybody names somebody, and nobody sees whom before all are in.
    **staying("nominating", *ANSWERING, "decline_nomination", "add_to_electorate"),
    ("nominating", "close_process"): ("hearing", "rejected", "lapsed"),
    # By name: everybody's reasons are heard, and nobody answers.
    **staying("hearing", "decline_nomination"),
    ("hearing", "move_on"): ("changing",),
    # Whoever heard better reasons names somebody else.
    **staying("changing", "respond", "record_for", "decline_nomination"),
    ("changing", "end_naming"): ("choosing", "consenting", "nominating", "rejected"),
    # Whoever leads proposes one of them, on strength of the reasons.
    ("choosing", "propose_nominee"): ("consenting",),
    ("choosing", "decline_nomination"): ("choosing", "rejected"),
    # Everybody says whether there is an objection; who it is about comes last.
    **staying("consenting", *ANSWERING, "add_to_electorate"),
    ("consenting", "decline_nomination"): ("consenting", "choosing", "nominating", "rejected"),
    ("consenting", "close_process"): (
        "adopted", "rejected", "lapsed", "consenting", "choosing", "nominating",
    ),
    **while_open("nominating", "hearing", "changing", "choosing", "consenting"),
}  # fmt: skip

RULES = rules(
    STEPS,
    respond=("voter", "nominee_last", "window_open"),
    decline_nomination=("voter", "window_open"),
    end_naming=("leads",),
    propose_nominee=("leads",),
)


def fits(case: Case) -> None:
    """Refuse terms that an election doesn't know."""
    terms = case.terms
    if terms.choosing not in CHOOSING:
        raise Refused("term_unknown", "choosing")
    if terms.tie not in TIES:
        raise Refused("term_unknown", "tie")
    if terms.silence == "not_counted" or terms.secrecy == "secret":
        raise Refused("term_unfit", "silence" if terms.silence == "not_counted" else "secrecy")
    if terms.silence == "silence_no_objection" and not terms.agreement:
        raise Refused("silence_agreement_missing", "agreement")
    if terms.until is not None and terms.until <= case.text.at.date():
        raise Refused("elected_in_past", "until")


def first(case: Case) -> str:
    """Everybody names somebody."""
    return "nominating"


def at_opening(case: Case, now: datetime) -> Outcome | None:
    """Nothing is certain yet."""
    return None


def choices(case: Case) -> tuple[str, ...]:
    """What can be answered now: a name of V, or nobody; on a nominee whether there is an objection."""
    if case.stage == "consenting":
        return RESPONSES
    return (*(str(v.member) for v in case.voters if v.member not in case.declined), BLANK)


def known(case: Case) -> frozenset[str]:
    """Everything that could ever be answered: everybody of the electorate among them."""
    return frozenset({*RESPONSES, BLANK, *(str(voter.member) for voter in case.electorate)})


def said(case: Case, given: Response, role: str, criteria: tuple[str, ...]) -> Case:
    """A name needs its reason; who is proposed answers last, also when somebody else writes it down."""
    if given.choice.isdigit() and not given.reason:
        raise Refused("nomination_missing", "nomination")
    if asked_last(case, given.member):
        raise Refused("nominee_last")
    return case


def outcome(case: Case, now: datetime) -> Outcome | None:
    """What comes out; None when the next step follows, or somebody else is proposed.

    Elected is whom nobody of V objects to and who says yes. When nobody who was named is left, nobody is
    willing: the role stays vacant, and that is shown.
    """
    if silent := [voter.member for voter in case.missing if _waited_for(case, voter.member)]:
        return Outcome("lapsed", "missing", now, figures(case) | {"missing": silent})
    if case.nominee is not None:
        return _on_nominee(case, now)
    return None if candidates(case) else Outcome("rejected", "vacancy", now, figures(case))


def _waited_for(case: Case, member: int) -> bool:
    """Whether silence of this one stops it. Of who is proposed it always does: silence isn't yes."""
    asked = nominated(case) is None or case.nominee is not None
    about = case.nominee is not None and case.nominee.member == member
    return asked and (about or case.terms.silence == "needs_answer")


def _on_nominee(case: Case, now: datetime) -> Outcome | None:
    nominee = case.nominee
    here = {voter.member for voter in case.voters}
    if nominee is None or nominee.member not in here or objectors(case):
        return None
    until = case.terms.until.isoformat() if case.terms.until else None
    found = {"elected": nominee.member, "how": nominee.how, "until": until}
    return Outcome("adopted", "elected", now, figures(case) | found)


def goes_on(case: Case, came: Sitting | None, now: datetime) -> Case:
    """The window ended: reasons are heard, or somebody else is proposed than who met an objection."""
    if case.stage == "nominating":
        return replace(case, stage="hearing")
    here = {voter.member for voter in case.voters}
    there = case.nominee is not None and case.nominee.member in here
    return onward(over(case, "objected" if there else "left", now), now)
