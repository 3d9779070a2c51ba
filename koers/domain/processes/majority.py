"""Majority: it goes ahead when enough are for it. Its steps, its rules, its outcome."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from koers.domain.processes import windows
from koers.domain.processes.case import BLANK, Case, Outcome, Response, Sitting, Terms
from koers.domain.refusals import Refused
from koers.engine.methods import majority as counting
from koers.engine.methods.majority import Votes

RESPONSES = ("for", "against", "blank")
#: Rules on one text; `double` takes two of them.
ON_A_TEXT = ("of_votes_cast", "of_those_present", "of_all_members", "qualified", "double")
AMONG_OPTIONS = ("plurality", "run_off")
RULES_OF_COUNTING = ON_A_TEXT + AMONG_OPTIONS
LEAST_OPTIONS = 3

STAGES = ("draft", "voting")
ASKING = ("voting",)
REASONED: tuple[str, ...] = ()

STEPS: dict[tuple[str, str], tuple[str, ...]] = {
    ("draft", "edit_draft"): ("draft",),
    ("draft", "open_process"): ("voting", "invalid"),
    ("draft", "withdraw_proposal"): ("withdrawn",),
    ("voting", "ask_question"): ("voting",),
    ("voting", "answer_question"): ("voting",),
    ("voting", "react"): ("voting",),
    ("voting", "edit_editorial"): ("voting",),
    ("voting", "edit_material"): ("voting",),
    ("voting", "call_material"): ("voting",),
    ("voting", "respond"): ("voting",),
    ("voting", "cast_ballot"): ("voting",),
    ("voting", "confirm_response"): ("voting",),
    ("voting", "record_for"): ("voting",),
    ("voting", "ask_full_window"): ("voting",),
    ("voting", "extend_once"): ("voting",),
    ("voting", "spare_away"): ("voting",),
    ("voting", "propose_recusal"): ("voting",),
    ("voting", "decide_recusal"): ("voting", "escalated"),
    ("voting", "declare_interest"): ("voting", "escalated"),
    ("voting", "leave_table"): ("voting", "escalated"),
    ("voting", "add_to_electorate"): ("voting",),
    ("voting", "close_process"): ("adopted", "rejected", "invalid", "lapsed", "voting"),
    ("voting", "withdraw_proposal"): ("withdrawn",),
}

RULES: dict[str, tuple[str, ...]] = {
    "edit_draft": ("proposer",),
    "open_process": ("proposer",),
    "ask_question": ("elector", "not_recused", "window_open"),
    "answer_question": ("proposer",),
    "react": ("voter", "window_open"),
    "edit_editorial": ("proposer", "by_name", "window_open"),
    "edit_material": ("proposer", "by_name", "window_open"),
    "call_material": ("voter", "by_name", "window_open", "text_uncounted"),
    "respond": ("voter", "by_name", "window_open"),
    "cast_ballot": ("voter", "secret", "window_open"),
    "confirm_response": ("voter", "by_name", "window_open"),
    "record_for": ("voter", "by_name", "window_open"),
    "ask_full_window": ("voter", "in_window", "window_open"),
    "extend_once": ("proposer", "in_window", "window_open"),
    "spare_away": ("leads", "by_name", "window_open"),
    "declare_interest": ("elector", "not_recused", "by_name", "window_open"),
    "propose_recusal": ("elector", "not_recused", "by_name", "window_open"),
    "decide_recusal": ("elector", "not_recused", "by_name", "window_open"),
    "leave_table": (),
    "add_to_electorate": ("leads", "by_name", "window_open"),
    "close_process": ("closable",),
    "withdraw_proposal": ("proposer", "window_open"),
}


def fits(case: Case) -> None:
    """Refuse terms and options that don't fit."""
    terms = case.terms
    if terms.rule not in RULES_OF_COUNTING:
        raise Refused("rule_unknown", "rule")
    if terms.silence == "silence_no_objection":
        raise Refused("term_unfit", "silence")
    if terms.secrecy == "secret" and terms.silence == "needs_answer":
        raise Refused("secret_needs_no_answer", "silence")
    if not 0 < terms.share <= 1 or (terms.strictly and terms.share == 1):
        raise Refused("share_unfit", "share")
    if terms.quorum is not None and not 0 < terms.quorum <= 1:
        raise Refused("share_unfit", "quorum")
    if terms.about_people and terms.secrecy != "secret":
        raise Refused("people_are_secret", "secrecy")
    _options_fit(case)


def _options_fit(case: Case) -> None:
    terms, options = case.terms, case.text.options
    among = terms.rule in AMONG_OPTIONS
    if among and len(options) < LEAST_OPTIONS:
        raise Refused("options_missing", "options", least=LEAST_OPTIONS)
    if options and not among:
        raise Refused("options_unfit", "options")
    if len({option.id for option in options}) < len(options) or any(not one.text for one in options):
        raise Refused("options_twice", "options")
    double = set(terms.double)
    if (terms.rule == "double") != (len(double) == 2 and double <= set(ON_A_TEXT[:-1])):
        raise Refused("rule_unknown", "double")


def first(case: Case) -> str:
    """Everybody is asked at once."""
    return "voting"


def known(case: Case) -> frozenset[str]:
    """Everything that could ever be answered: options of every text among them."""
    return frozenset({*RESPONSES, *(option.id for version in case.versions for option in version.options)})


def said(case: Case, given: Response, role: str, criteria: tuple[str, ...]) -> Case:
    """A vote changes nothing else."""
    return case


def outcome(case: Case, now: datetime) -> Outcome | Sitting:
    """What comes out when the window ends: an outcome, or one more sitting (a tie on people, a run-off)."""
    silent = [] if case.terms.secrecy == "secret" else [voter.member for voter in case.missing]
    if silent and case.terms.silence == "needs_answer":
        return Outcome("lapsed", "missing", now, figures(case) | {"missing": silent})
    if not quorum_met(case):
        return Outcome("invalid", "no_quorum", now, figures(case))
    return _on_a_text(case, now) if case.terms.rule in ON_A_TEXT else _among_options(case, now)


def at_opening(case: Case, now: datetime) -> Outcome | None:
    """In a meeting the quorum is looked at before anything else."""
    if not case.terms.live or quorum_met(case):
        return None
    return Outcome("invalid", "no_quorum", now, figures(case))


# --- the figures


def weights(case: Case) -> dict[int, int]:
    """What each of V weighs; nobody more than all the others together."""
    return counting.capped({voter.member: voter.weight for voter in case.voters})


def counts(case: Case) -> dict[str, int]:
    """The weight behind each choice. Of a secret ballot what came out of the box."""
    if case.terms.secrecy == "secret":
        return dict(case.ballots or {})
    weighs, found = weights(case), dict.fromkeys(choices(case), 0)
    for response in case.counting:
        found[response.choice] = found.get(response.choice, 0) + weighs[response.member]
    return found


def choices(case: Case) -> tuple[str, ...]:
    """What can be answered in this sitting."""
    if case.terms.rule in ON_A_TEXT:
        return RESPONSES
    options = tuple(option.id for option in case.text.options)
    return (*(case.standing or options), BLANK)


def votes(case: Case) -> Votes:
    """For, against and blank, of those present and of all members."""
    found, weighs = counts(case), weights(case)
    cast = sum(found.values())
    here = sum(weighs.get(member, 0) for member in case.terms.present) if case.terms.live else cast
    return Votes(
        found.get("for", 0), found.get("against", 0), found.get(BLANK, 0), max(here, cast),
        sum(weighs.values()),
    )  # fmt: skip


def present(case: Case) -> int:
    """How many are there: who answered, and in a meeting who is present. Heads, not weights."""
    secret = case.terms.secrecy == "secret"
    answered = sum((case.ballots or {}).values()) if secret else len(case.counting)
    return max(answered, sum(voter.member in case.terms.present for voter in case.voters))


def quorum_needed(case: Case) -> int:
    """How many of V must be there; 0 without a quorum and at a second meeting of the statutes."""
    terms = case.terms
    if terms.quorum is None or (terms.second_meeting and terms.second_article):
        return 0
    return counting.needed(terms.quorum, len(case.voters), strictly=terms.quorum_strictly)


def quorum_met(case: Case) -> bool:
    """Whether enough are there."""
    return present(case) >= quorum_needed(case)


def figures(case: Case) -> dict[str, object]:
    """What an outcome by majority rests on."""
    return {
        "rule": case.terms.rule,
        "counts": counts(case),
        "voters": len(case.voters),
        "members": votes(case).members,
        "present": present(case),
        "quorum": quorum_needed(case),
        "sitting": case.sitting,
        "weighted": any(weight != 1 for weight in weights(case).values()),
    }


# --- on one text: for or against


def enough(terms: Terms, votes: Votes) -> bool:
    """Whether the threshold is met."""
    return all(_reached(rule, terms, votes) for rule in (terms.double or (terms.rule,)))


def _reached(rule: str, terms: Terms, votes: Votes) -> bool:
    if rule == "qualified":
        return counting.qualified(votes, terms.share, strictly=terms.strictly)
    return RULE[rule](votes)


RULE = {
    "of_votes_cast": counting.of_votes_cast,
    "of_those_present": counting.of_those_present,
    "of_all_members": counting.of_all_members,
}


def _on_a_text(case: Case, now: datetime) -> Outcome | Sitting:
    found = votes(case)
    if found.tie and case.terms.rule == "of_votes_cast":
        return _tie(case, now, ("against", "for"))
    status = "adopted" if enough(case.terms, found) else "rejected"
    return Outcome(status, case.terms.rule, now, figures(case))


def _tie(case: Case, now: datetime, tied: tuple[str, ...]) -> Outcome | Sitting:
    """On matters: rejected, unless the statutes give a casting vote. On people: again, then lot."""
    if case.terms.about_people:
        return _again_then_lot(case, now, tied)
    casting = case.newest(case.terms.casting) if case.terms.casting and case.terms.casting_article else None
    if casting and case.counts(casting) and casting.choice in tied:
        status = "rejected" if casting.choice == "against" else "adopted"
        return Outcome(status, "casting_vote", now, figures(case) | _won(casting.choice))
    return Outcome("rejected", "tie", now, figures(case) | {"tied": list(tied)})


def _again_then_lot(case: Case, now: datetime, tied: tuple[str, ...]) -> Outcome | Sitting:
    if not any(sitting.why == "tie" for sitting in case.sittings):
        return _sitting(case, "tie", now)
    winner = counting.lot(tied, case.lot)
    status = "rejected" if winner == "against" else "adopted"
    drawn = {"tied": list(tied), "lot": case.lot, "commitment": counting.commitment(case.lot)}
    return Outcome(status, "lot", now, figures(case) | drawn | _won(winner))


def _won(choice: str) -> dict[str, str]:
    return {} if choice in RESPONSES else {"winner": choice}


def _sitting(case: Case, why: str, now: datetime) -> Sitting:
    found = counts(case)
    blank = found.pop(BLANK, 0)
    return Sitting(case.sitting, found, blank, why, now)


# --- among three or more options


def _among_options(case: Case, now: datetime) -> Outcome | Sitting:
    found = {option: count for option, count in counts(case).items() if option != BLANK}
    if not any(found.values()):
        return Outcome("rejected", "no_votes", now, figures(case))
    return _most(case, now, found) if case.terms.rule == "plurality" else _run_off(case, now, found)


def _most(case: Case, now: datetime, found: Mapping[str, int]) -> Outcome | Sitting:
    winners = counting.most(found)
    if len(winners) > 1:
        return _tie(case, now, winners)
    return Outcome("adopted", "plurality", now, figures(case) | {"winner": winners[0]})


def _run_off(case: Case, now: datetime, found: Mapping[str, int]) -> Outcome | Sitting:
    winner = counting.absolute(found)
    if winner:
        return Outcome("adopted", "run_off", now, figures(case) | _drawn(case) | {"winner": winner})
    on = counting.two_highest(found)
    if set(on) != set(found):
        return _sitting(case, "run_off", now)
    if len(counting.most(found)) == len(on):
        return _tie(case, now, on)
    return _second_place(case, now, on)


def _second_place(case: Case, now: datetime, on: tuple[str, ...]) -> Outcome | Sitting:
    """Several tie for the second place: again; then on matters rejected, on people a lot says who goes on."""
    if not any(sitting.why == "tie" for sitting in case.sittings):
        return _sitting(case, "tie", now)
    if case.terms.about_people:
        return _sitting(case, "lot", now)
    return Outcome("rejected", "tie", now, figures(case) | {"tied": list(on)})


def _drawn(case: Case) -> dict[str, str]:
    """The lot, revealed when it was used."""
    if not any(sitting.why == "lot" for sitting in case.sittings):
        return {}
    return {"lot": case.lot, "commitment": counting.commitment(case.lot)}


def goes_on(case: Case, came: Sitting | None, now: datetime) -> Case:
    """The same once more: after a tie about the same, in a run-off about the two highest."""
    assert came is not None
    window = case.window
    if window is not None and window.closes is not None:
        window = windows.again(window, now, windows.DAYS_TO_ANSWER_AGAIN)
    return replace(
        case,
        window=window,
        sitting=case.sitting + 1,
        sittings=(*case.sittings, came),
        standing=stands_next(case, came),
        ballots=None,
    )


def stands_next(case: Case, counted: Sitting) -> tuple[str, ...]:
    """About which options the vote after this one is; () is about all.

    After a tie about the same. In a run-off the two highest, and whoever ties with the second. When that
    is all of them and a second vote ties again, the lot says which of the seconds goes on beside the first.
    """
    if counted.why == "tie":
        return case.standing
    on = counting.two_highest(counted.counts)
    if counted.why == "run_off":
        return on
    (first,) = counting.most(counted.counts)
    return (first, counting.lot([one for one in on if one != first], case.lot))


def went_on(case: Case) -> tuple[str, ...]:
    """About which options the last vote had to be, by the counts of the earlier ones.

    An option that a new text left out since then doesn't stand any more.
    """
    standing: tuple[str, ...] = ()
    for counted in case.sittings:
        standing = stands_next(replace(case, standing=standing), counted)
    here = {option.id for option in case.text.options}
    return tuple(one for one in standing if one in here)
