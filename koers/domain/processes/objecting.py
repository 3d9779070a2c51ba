"""Objections: tested by questions, met by an amendment, turned into a concern, or set aside by all others."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from koers.domain.processes import consent, opening, texts, windows
from koers.domain.processes.case import Case, Objection, Outcome
from koers.domain.processes.checking import check, stage_after
from koers.domain.processes.conditions import not_own_proposal, objection_at
from koers.domain.refusals import Refused
from koers.domain.seats import Seat

#: Would it harm or miss a better way; does that come from this proposal; can't we try and adapt in time?
TESTS = ("harms", "from_this", "cannot_try")
ANSWERS = ("yes", "no", "unsure")
FINDINGS = ("holds", "concern", "set_aside")


def test_objection(
    case: Case,
    seat: Seat,
    now: datetime,
    number: int,
    tests: Mapping[str, str],
    finding: str,
    reason: str,
) -> Case:
    """Keep what the questions brought. Only the objector makes it a concern; only all others set it aside."""
    check(case, "test_objection", seat, now)
    not_own_proposal(case, seat, now)
    objection = _open_one(case, number)
    if set(tests) != set(TESTS) or not set(tests.values()) <= set(ANSWERS):
        raise Refused("tests_missing", "tests")
    if finding not in FINDINGS:
        raise Refused("finding_missing", "finding")
    why = opening.words(reason, "reason") if finding != "holds" else reason.strip()
    return changed(
        case, objection, tests=dict(tests), finding=finding, tester=seat.member, reason=why, aside=()
    )


def agree_set_aside(case: Case, seat: Seat, now: datetime, number: int) -> Case:
    """One of V agrees that an objection is set aside. It is, when all others of V do."""
    check(case, "agree_set_aside", seat, now)
    objection = _open_one(case, number)
    if objection.finding != "set_aside":
        raise Refused("not_found_aside")
    if seat.chair == objection.member:
        raise Refused("own_objection")
    agreed = {*objection.aside, seat.chair}
    others = {voter.member for voter in case.voters} - {objection.member}
    case = changed(case, objection, aside=tuple(sorted(agreed)), set_aside=others <= agreed)
    return _asked_again_when_clear(case, "agree_set_aside", now)


def make_concern(case: Case, seat: Seat, now: datetime, number: int) -> Case:
    """The objector says that it may stay as a concern beside the decision."""
    check(case, "make_concern", seat, now)
    objection = _open_one(case, number)
    _own(objection, seat)
    return _asked_again_when_clear(changed(case, objection, concern=True), "make_concern", now)


def _asked_again_when_clear(case: Case, deed: str, now: datetime) -> Case:
    """The window had ended with objections that are now gone: it opens once more, and the clock decides."""
    if case.stage != "integrating" or case.open_objections:
        return case
    return _reopened(replace(case, stage=stage_after(case, deed, "objecting")), now)


def _reopened(case: Case, now: datetime) -> Case:
    return texts.asked_again(case, now, windows.DAYS_TO_ANSWER_AGAIN)


def integrate(
    case: Case, seat: Seat, now: datetime, title: str, text: str, objections: Collection[int]
) -> Case:
    """Change the text so that these objections are met: a new version, and everybody is asked again."""
    check(case, "integrate", seat, now)
    met = [_open_one(case, number) for number in sorted(objections)]
    if not met:
        raise Refused("objections_missing", "objections")
    if stuck(case, now):
        raise Refused("stuck", rounds=consent.MOST_ROUNDS, days=consent.MOST_DAYS)
    stage = stage_after(case, "integrate")
    case = _amended(case, seat, now, title, text)
    for objection in met:
        case = changed(
            case, objection, amendment=case.text.seq, met_objector=False, met_proposer=True, aside=()
        )
    return _reopened(replace(case, stage=stage, rounds=case.rounds + 1), now)


def _amended(case: Case, seat: Seat, now: datetime, title: str, text: str) -> Case:
    new = opening.version(case.text.seq + 1, title, text, seat.chair, now, case.text.options)
    if (new.title, new.text) == (case.text.title, case.text.text):
        raise Refused("text_unchanged", "text")
    return replace(case, versions=(*case.versions, new))


def confirm_met(case: Case, seat: Seat, now: datetime, number: int) -> Case:
    """Objector or proposer says that the amendment meets the objection. It is met when both do."""
    check(case, "confirm_met", seat, now)
    objection = _open_one(case, number)
    if objection.amendment is None:
        raise Refused("not_amended")
    if seat.chair == objection.member:
        case = changed(case, objection, met_objector=True)
        objection = objection_at(case, number)
    if seat.chair == case.proposer:
        return changed(case, objection, met_proposer=True)
    if seat.chair != objection.member:
        raise Refused("not_yours", deed="confirm_met", who=["objector", "proposer"])
    return case


def stuck(case: Case, now: datetime) -> bool:
    """Two rounds of amending, or thirty days: then another way out is asked for."""
    assert case.opened is not None
    return case.rounds >= consent.MOST_ROUNDS or now >= case.opened + timedelta(days=consent.MOST_DAYS)


def get_unstuck(
    case: Case, seat: Seat, now: datetime, way: str, title: str = "", text: str = "", reason: str = ""
) -> Case:
    """A shorter trial, a helping group, or the method that was agreed before it opened."""
    check(case, "get_unstuck", seat, now)
    if way not in consent.WAYS_OUT:
        raise Refused("way_unknown", "way")
    if not stuck(case, now):
        raise Refused("not_stuck", rounds=consent.MOST_ROUNDS, days=consent.MOST_DAYS)
    if way == "shorter_trial":
        return _shorter(case, seat, now, title, text)
    if way == "fallback" and not case.terms.fallback:
        raise Refused("no_fallback", "way")
    why: dict[str, Any] = {"reason": opening.words(reason, "reason"), "method": case.terms.fallback}
    stage = stage_after(case, "get_unstuck", "escalated")
    return replace(case, stage=stage, outcome=Outcome("escalated", way, now, why))


def _shorter(case: Case, seat: Seat, now: datetime, title: str, text: str) -> Case:
    """Once: a trial with a review within eight weeks. The open objections are asked about it."""
    if case.shorter:
        raise Refused("shorter_already")
    if seat.member != case.proposer:
        raise Refused("not_yours", deed="get_unstuck", who=["proposer"])
    stage = stage_after(case, "get_unstuck", "objecting")
    still = case.open_objections
    case = _amended(case, seat, now, title, text)
    for objection in still:
        case = changed(
            case, objection, amendment=case.text.seq, met_objector=False, met_proposer=True, aside=()
        )
    return _reopened(replace(case, stage=stage, shorter=True), now)


def _open_one(case: Case, number: int) -> Objection:
    objection = objection_at(case, number)
    if not objection.open:
        raise Refused("objection_over", state=objection.state)
    return objection


def _own(objection: Objection, seat: Seat) -> None:
    if seat.member != objection.member:
        raise Refused("not_yours", deed="make_concern", who=["objector"])


def changed(case: Case, objection: Objection, **what: Any) -> Case:
    """The same objections, with something changed about one of them."""
    objections = tuple(
        replace(one, **what) if one.number == objection.number else one for one in case.objections
    )
    return replace(case, objections=objections)
