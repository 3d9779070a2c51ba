"""A walk through a process: random deeds by random seats at random moments, in the rules alone.

Whatever is refused changes nothing; after every deed what must always hold is looked at. The state machines
of Hypothesis and `python -m bench.walks` take the same walks.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from koers.domain import decisions, processes
from koers.domain.authority import Mandate
from koers.domain.processes import (
    Case,
    Ground,
    Option,
    Terms,
    Voter,
    advice,
    candidacy,
    majority,
    plain,
    ranked,
    urgent,
)
from koers.domain.processes.methods import MODULES
from koers.domain.processes.recounting import FORMAT, FORMAT_VERSION, recount
from koers.domain.refusals import Refused
from koers.domain.seats import Seat, system
from koers.engine.methods.majority import commitment
from tests.walked import HOLDS, OPTIONS, OTHERS

START = datetime.fromisoformat("2026-11-02T09:00:00+00:00")
CLOCK = system(1)
POOL = range(1, 12)
TESTS = tuple(
    {"harms": one, "from_this": two, "cannot_try": "no"} for one in ("yes", "no") for two in ("yes", "unsure")
)


def seat(member: int, *powers: str) -> Seat:
    """Somebody's seat."""
    return Seat(f"member:{member}", frozenset({"member", *powers}), member, member, 1, 1, 1)


class Walk:
    """One process from draft to outcome, with what chance decides."""

    def __init__(
        self, method: str, chance: Random, pool: Sequence[int] = POOL, lead: int = 90, rule: str = ""
    ) -> None:
        self.chance, self.now, self.voted = chance, START, set[int]()
        self.rules = (rule,) if rule else majority.RULES_OF_COUNTING
        self.pool, self.people = pool, list(pool[: chance.randint(2, 8)])
        self.lead = seat(lead, "facilitator")
        self.terms, options = self._terms(method)
        first = processes.version(1, "Titel", "Tekst 0", pool[0], START, options)
        self.case = processes.draft(seat(pool[0]), method, self.terms, first)
        self.counts: Counter[str] = Counter()
        self.done: Counter[str] = Counter()
        self.ended: str = ""
        self.electorate: frozenset[int] = frozenset()
        self.responses: tuple[Any, ...] = ()

    def _terms(self, method: str) -> tuple[Terms, tuple[Option, ...]]:
        pick = self.chance.choice
        absence = pick(processes.ABSENCE)
        if method == "consent":
            silence = pick(("needs_answer", "silence_no_objection"))
            fallback, steps = pick(("", "majority")), self.chance.random() < 0.3
            return Terms(silence, "afspraak 1", absence=absence, fallback=fallback, step_by_step=steps), ()
        if method in processes.DECIDERS:
            return self._alone(method), ()
        if method in OTHERS:
            return OTHERS[method](self.chance)
        rule = pick(self.rules)
        among = rule in ("plurality", "run_off")
        people = among and self.chance.random() < 0.5
        secret = people or self.chance.random() < 0.3
        return Terms(
            "not_counted" if secret else pick(("needs_answer", "not_counted")),
            secrecy="secret" if secret else "by_name",
            absence=absence,
            rule=rule,
            double=("of_votes_cast", "of_all_members") if rule == "double" else (),
            quorum=pick((None, Fraction(1, 2), Fraction(1))),
            about_people=people,
        ), OPTIONS[: self.chance.randint(3, 4)] if among else ()

    def _alone(self, method: str) -> Terms:
        """By what right one decides: mostly within it."""
        pick = self.chance.choice
        if method == "urgent":
            return Terms("not_counted", checks=dict.fromkeys(urgent.CHECKS, "omdat"))
        limits = Mandate("inkoop", level=pick((6, 7)), amount=pick((None, 500)), until=date(2027, 12, 31))
        ground = Ground("mandate:1", "inkoop", pick(("holder", "both")), limits, amount=pick((100, 500)))
        return Terms("not_counted", ground=ground if method == "mandate" else pick((ground, Ground())))

    # --- doing

    def step(self, deed: str, place: int) -> bool:
        """Try a deed by whoever sits there, 0 is who leads; refused, it changes nothing."""
        before = self.case
        try:
            after = DEEDS[deed](self, self.seat(place))
        except Refused:
            assert self.case is before
            return False
        self.case = after
        self.done[deed] += 1
        self._look(before, deed)
        if self.case.method == "advice":
            self._advice(deed, place)
        return True

    def seat(self, place: int) -> Seat:
        """Whoever leads, somebody of the team, or somebody who joined later."""
        if place == 0:
            return self.lead
        return seat(self.pool[place - 1], *(("guardian",) if place == 2 else ()))

    def pass_time(self, minutes: int) -> None:
        """The clock goes on."""
        self.now += timedelta(minutes=minutes)

    # --- what always holds

    def _look(self, before: Case, deed: str) -> None:
        case = self.case
        assert (before.stage, deed) in MODULES[case.method].STEPS
        assert before.outcome is None, "a second outcome"
        assert case.stage in MODULES[case.method].STEPS[before.stage, deed]
        assert (case.outcome is None) == (case.stage not in processes.FINAL)
        self._electorate(before, deed)
        assert case.versions[: len(before.versions) - 1] == before.versions[:-1], "an earlier text changed"
        assert case.responses[: len(before.responses)] == before.responses, "a response changed"
        self._window(before, deed)
        if case.outcome is not None:
            self._outcome(before)

    def _advice(self, deed: str, place: int) -> None:
        """Only the decider moves it; what is decided was asked, reminded and weighed."""
        case = self.case
        assert deed not in DECIDER or self.seat(place).member == case.proposer, f"{deed} by another"
        assert case.proposer not in {voter.member for voter in case.voters}
        if case.stage == "weighing":
            assert not advice.unreminded(case), "weighed before somebody silent was reminded"
        if case.stage == "adopted":
            self._advised(case)

    def _advised(self, case: Case) -> None:
        """Who was asked answered or was reminded; of each advice the decider wrote what became of it."""
        assert case.outcome is not None
        assert case.without_decider is None, "decided by somebody who left"
        assert all(one.word for one in case.outside), "advice from outside wasn't weighed"
        silent = {voter.member for voter in case.missing}
        answered = {one.member for one in case.counting}
        assert answered | silent == {voter.member for voter in case.voters}
        assert all(voter.reminded for voter in case.missing)
        for given in advice.advice_given(case):
            assert any(one.member == given.member and one.at >= given.at for one in case.weighings)
        assert set(case.outcome.figures["silent"]) == silent

    def _electorate(self, before: Case, deed: str) -> None:
        if deed in ("open_process", "edit_draft"):
            return
        was, now = ({voter.member for voter in case.electorate} for case in (before, self.case))
        assert now == was or deed in ("add_to_electorate", "name_adviser"), "the electorate moved"
        assert {r.member for r in self.case.responses} <= now

    def _window(self, before: Case, deed: str) -> None:
        """A response never after closing, a deadline never sooner, no deed that closes it in the past."""
        end_before, end = processes.ends(before), processes.ends(self.case)
        if len(self.case.responses) > len(before.responses):
            assert end_before is None or self.now < end_before
        if end is not None and deed != "close_process":
            assert end > self.now, f"{deed} closed it in the past"
        closes = [case.window.closes if case.window else None for case in (before, self.case)]
        if closes[0] and closes[1]:
            assert closes[1] >= closes[0], "a deadline was shortened"

    def _outcome(self, before: Case) -> None:
        case = self.case
        assert case.outcome is not None
        self.ended = f"{case.stage}: {case.outcome.code}"
        if case.stage == "adopted":
            assert not before.open_objections, "adopted with an open objection"
            HOLDS.get(case.method, lambda _case: None)(case)
        if case.stage in ("adopted", "rejected"):
            assert recount(export_of(case)) == [], "recounted otherwise"
        assert all(r.at < case.outcome.at or r.at <= self.now for r in case.responses)


def export_of(case: Case) -> dict[str, Any]:
    """What `export_decision` gives of it, through JSON as a file holds it."""
    record = {
        "title": case.text.title, "text": case.text.text, "version": case.version, "method": case.method,
        "terms": plain.plain(case.terms), "outcome": plain.plain(case.outcome), **processes.kept(case),
    }  # fmt: skip
    export = {
        "format": FORMAT, "version": FORMAT_VERSION, "number": "2026-001", "record": record,
        "digest": decisions.seal(record), "case": plain.plain(case),
        "commitment": commitment(case.lot) if case.lot else None,
    }  # fmt: skip
    return dict(json.loads(json.dumps(export)))


# --- deeds, with what chance fills in

Deed = Callable[[Walk, Seat], Case]


def _plain(name: str) -> Deed:
    return lambda walk, who: getattr(processes, name)(walk.case, who, walk.now)


def _text(walk: Walk) -> tuple[str, str]:
    return "Titel", f"Tekst {walk.chance.randint(0, 9)}"


def _open(walk: Walk, who: Seat) -> Case:
    heavy = walk.chance.random() < 0.2 and walk.terms.secrecy == "by_name"
    voters = [
        Voter(one, f"naam {one}", person=one, weight=walk.chance.randint(1, 4) if heavy else 1)
        for one in walk.people
    ]
    if walk.case.method == "advice":
        voters = []
    lot = f"{walk.chance.random()}" if processes.draws_lot(walk.case) else ""
    return processes.open_process(walk.case, who, walk.now, voters, lot=lot)


def _respond(walk: Walk, who: Seat) -> Case:
    choice = _choice(walk)
    return processes.respond(
        walk.case, who, walk.now, choice, "omdat", criteria=("harm",), values=_values(walk, choice)
    )


def _values(walk: Walk, choice: str) -> dict[str, int]:
    """A rank or a score: for every option where that must be, else sometimes for fewer."""
    pick, ids = walk.chance.randint, [option.id for option in walk.case.text.options]
    if choice == "scores":
        return {one: pick(0, 10) for one in ids}
    if choice != "ballot":
        return {}
    if walk.terms.rule == "irv":
        order = walk.chance.sample(ids, pick(1, len(ids)))
        return {one: place for place, one in enumerate(order, start=1)}
    lowest, highest = ranked.span(walk.case)
    named = walk.chance.sample(ids, pick(1, len(ids)))
    return {one: pick(lowest, highest) for one in named}


def _choice(walk: Walk) -> str:
    options: Sequence[str] = processes.choices(walk.case)
    if walk.case.method == "consensus" and walk.chance.random() < 0.7:
        return "agree"
    if walk.case.stage == "consenting" and walk.chance.random() < 0.8:
        return "no_objection"
    if walk.case.method == "consent" and walk.chance.random() < 0.7:
        return "no_objection"
    return walk.chance.choice(options) if options else ""


def _record_for(walk: Walk, who: Seat) -> Case:
    member = walk.chance.choice(walk.people)
    choice = _choice(walk)
    return processes.record_for(
        walk.case, who, walk.now, member, choice, "omdat", how="per telefoon", criteria=("harm",),
        values=_values(walk, choice),
    )  # fmt: skip


def _cast(walk: Walk, who: Seat) -> Case:
    """A ballot goes into the box; the box is kept here, as it is in a table of its own."""
    processes.check(walk.case, "cast_ballot", who, walk.now)
    if who.chair in walk.voted:
        raise Refused("box_full")
    walk.voted.add(who.chair)
    walk.counts[_choice(walk)] += 1
    return replace(walk.case)


def _close(walk: Walk, who: Seat) -> Case:
    box = {one: walk.counts[one] for one in processes.choices(walk.case)} if walk.counts else {}
    secret = walk.case.terms.secrecy == "secret"
    window = walk.case.window
    by = walk.lead if window and window.closes is None else CLOCK
    closed = processes.close_process(walk.case, by, walk.now, box if secret else None)
    walk.counts, walk.voted = Counter(), set()
    return closed


def _edit(name: str) -> Deed:
    return lambda walk, who: getattr(processes, name)(walk.case, who, walk.now, *_text(walk))


def _draft(walk: Walk, who: Seat) -> Case:
    return processes.edit_draft(walk.case, who, walk.now, *_text(walk), walk.case.text.options)


def _numbered(name: str) -> Deed:
    return lambda walk, who: getattr(processes, name)(walk.case, who, walk.now, walk.chance.randint(1, 3))


def _test(walk: Walk, who: Seat) -> Case:
    finding = walk.chance.choice(processes.FINDINGS)
    tests = walk.chance.choice(TESTS)
    return processes.test_objection(
        walk.case, who, walk.now, walk.chance.randint(1, 2), tests, finding, "omdat"
    )


def _integrate(walk: Walk, who: Seat) -> Case:
    numbers = [one.number for one in walk.case.open_objections][: walk.chance.randint(1, 2)]
    return processes.integrate(walk.case, who, walk.now, *_text(walk), numbers)


def _unstuck(walk: Walk, who: Seat) -> Case:
    way = walk.chance.choice(("shorter_trial", "helping_group", "fallback"))
    return processes.get_unstuck(walk.case, who, walk.now, way, *_text(walk), reason="lastig")


def _leave(walk: Walk, who: Seat) -> Case:
    return processes.leave_table(walk.case, CLOCK, walk.now, walk.chance.choice(walk.people))


def _add(walk: Walk, who: Seat) -> Case:
    member = walk.chance.choice(walk.pool[:10])
    added = processes.add_to_electorate(
        walk.case, who, walk.now, Voter(member, f"naam {member}", person=member)
    )
    walk.people = sorted({*walk.people, member})
    return added


def _on_somebody(name: str, *more: Any) -> Deed:
    return lambda walk, who: getattr(processes, name)(
        walk.case, who, walk.now, walk.chance.choice(walk.people), *more
    )


def _decide(walk: Walk, who: Seat) -> Case:
    member = walk.chance.choice([*walk.people, *(one.member for one in walk.case.recusals)])
    agree = walk.chance.random() < 0.6
    return processes.decide_recusal(walk.case, who, walk.now, member, agree=agree)


def _away(walk: Walk, who: Seat) -> Case:
    first: date = walk.now.date() + timedelta(days=walk.chance.randint(-2, 9))
    last = first + timedelta(days=walk.chance.randint(-1, 12))
    return processes.note_away(walk.case, who, walk.now, walk.chance.choice(walk.people), first, last)


# --- advice

#: What only the decider does.
DECIDER = ("move_on", "weigh_advice", "adapt_text", "decide", "record_outside", "weigh_outside")


def _name(walk: Walk, who: Seat) -> Case:
    member, part = walk.chance.choice(walk.pool[:10]), walk.chance.choice(advice.PARTS)
    fresh = Voter(member, f"naam {member}", "omdat", member, part=part)
    named = processes.name_adviser(walk.case, who, walk.now, fresh)
    walk.people = sorted({*walk.people, member})
    return named


def _weigh(walk: Walk, who: Seat) -> Case:
    member, word = walk.chance.choice(walk.people), walk.chance.choice(advice.WORDS)
    return processes.weigh_advice(walk.case, who, walk.now, member, word, "omdat")


def _outside(walk: Walk, who: Seat) -> Case:
    part = walk.chance.choice(advice.PARTS)
    return processes.record_outside(walk.case, who, walk.now, "Fatima", part, "Begin klein", "per telefoon")


def _weigh_outside(walk: Walk, who: Seat) -> Case:
    number, word = walk.chance.randint(1, 3), walk.chance.choice(advice.WORDS)
    return processes.weigh_outside(walk.case, who, walk.now, number, word, "omdat")


def _decider_leaves(walk: Walk, who: Seat) -> Case:
    """Seldom: otherwise few walks would come to a decision."""
    if walk.chance.random() < 0.7:
        raise Refused("not_here")
    return processes.decider_leaves(walk.case, CLOCK, walk.now)


def _hand_over(walk: Walk, who: Seat) -> Case:
    to = walk.chance.choice(walk.people)
    return processes.hand_over_decision(walk.case, who, walk.now, to, walk.case.terms.ground, "omdat")


def _propose_nominee(walk: Walk, who: Seat) -> Case:
    member = walk.chance.choice([*candidacy.eligible(walk.case), walk.chance.choice(walk.pool)])
    return processes.propose_nominee(walk.case, who, walk.now, member, "omdat")


def _wording(name: str) -> Deed:
    return lambda walk, who: getattr(processes, name)(
        walk.case, who, walk.now, f"woorden {walk.chance.randint(0, 20)}"
    )


DEEDS: dict[str, Deed] = {
    "name_adviser": _name,
    "remind_advisers": lambda walk, who: processes.remind_advisers(walk.case, CLOCK, walk.now),
    "weigh_advice": _weigh,
    "adapt_text": _edit("adapt_text"),
    "record_outside": _outside,
    "weigh_outside": _weigh_outside,
    "decider_leaves": _decider_leaves,
    "hand_over_decision": _hand_over,
    "decide": _plain("decide"),
    "edit_draft": _draft,
    "open_process": _open,
    "move_on": _plain("move_on"),
    "edit_editorial": _edit("edit_editorial"),
    "edit_material": _edit("edit_material"),
    "call_material": _plain("call_material"),
    "respond": _respond,
    "cast_ballot": _cast,
    "confirm_response": _plain("confirm_response"),
    "record_for": _record_for,
    "ask_full_window": _plain("ask_full_window"),
    "extend_once": _numbered("extend_once"),
    "note_away": _away,
    "spare_away": _on_somebody("spare_away"),
    "take_to_meeting": _plain("take_to_meeting"),
    "test_objection": _test,
    "agree_set_aside": _numbered("agree_set_aside"),
    "make_concern": _numbered("make_concern"),
    "confirm_met": _numbered("confirm_met"),
    "integrate": _integrate,
    "get_unstuck": _unstuck,
    "declare_interest": lambda walk, who: processes.declare_interest(walk.case, who, walk.now, "familie"),
    "propose_recusal": _on_somebody("propose_recusal", "familie"),
    "decide_recusal": _decide,
    "leave_table": _leave,
    "add_to_electorate": _add,
    "decline_nomination": _plain("decline_nomination"),
    "end_naming": _plain("end_naming"),
    "propose_nominee": _propose_nominee,
    "add_option": _wording("add_option"),
    "ask_scores": _plain("ask_scores"),
    "explain_resistance": _wording("explain_resistance"),
    "improve_option": _wording("improve_option"),
    "leave_option": _plain("leave_option"),
    "close_process": _close,
    "withdraw_proposal": _plain("withdraw_proposal"),
}

#: Answering is what people do most; leaving and taking back would end every walk early.
OFTEN = {
    "respond": 14,
    "cast_ballot": 10,
    "close_process": 4,
    "integrate": 4,
    "confirm_met": 4,
    "move_on": 3,
    "hand_over_decision": 4,
    "weigh_outside": 3,
    "propose_nominee": 3,
    "improve_option": 3,
}
SELDOM = {
    "withdraw_proposal": 0.2,
    "declare_interest": 0.2,
    "leave_table": 0.3,
    "take_to_meeting": 0.1,
    "decline_nomination": 0.4,
}
WEIGHTS = [OFTEN.get(deed, SELDOM.get(deed, 1.0)) for deed in DEEDS]


def walk(method: str, seed: int, steps: int = 120, rule: str = "") -> Walk:
    """One random walk; most come to an outcome."""
    one = Walk(method, Random(seed), rule=rule)
    one.step("open_process", 1)
    deeds = [deed for deed in DEEDS if deed in MODULES[method].RULES]
    weights = [OFTEN.get(deed, SELDOM.get(deed, 1.0)) for deed in deeds]
    for _ in range(steps):
        if one.ended:
            return one
        (deed,) = one.chance.choices(deeds, weights)
        one.step(deed, one.chance.randint(0, min(len(one.people) + 1, 11)))
        one.pass_time(one.chance.choice((0, 1, 5, 20, 240, 1440)))
    while not one.ended and one.now < START + timedelta(days=200):
        finish(one)
    return one


def _later(one: Walk) -> str:
    return one.chance.choice(("improve_option", "explain_resistance"))


def finish(one: Walk) -> None:
    """Press on: the next step, everybody's answer, ways to meet an objection, the end of the window."""
    for who in (0, 1):
        one.step("name_adviser", who)
        one.step("move_on", who)
        one.step("integrate", who)
        one.step("get_unstuck", who)
        for deed in (
            "end_naming",
            "propose_nominee",
            "add_option",
            "ask_scores",
            _later(one),
            "leave_option",
        ):
            one.step(deed, who)
    for who in range(1, len(one.people) + 1):
        one.step(one.chance.choice(("respond", "make_concern", "confirm_met")), who)
    end = processes.ends(one.case)
    if end is not None and not one.ended:
        one.now = max(one.now, end)
    one.step("close_process", 0)
    for _ in one.people:
        one.step("weigh_advice", 1)
    one.step("decide", 1)
    one.pass_time(1440)
