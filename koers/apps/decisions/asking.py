"""What entries about deciding ask of whom: from how the process stands, so reading twice is the same."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.utils import timezone

from koers.apps.decisions import queries
from koers.apps.decisions.models import Decision, Process
from koers.apps.ledger.asks import answered, ask
from koers.apps.ledger.models import Ask, Entry
from koers.apps.ledger.readers import asks
from koers.apps.people import queries as people
from koers.domain import days, processes
from koers.domain.processes import Case, candidacy, mandate, resistance
from koers.domain.seats import system


@asks.on(
    "open_process", "move_on", "edit_editorial", "edit_material", "call_material", "respond", "record_for",
    "confirm_response", "extend_once", "take_to_meeting", "withdraw_proposal", "declare_interest",
    "decide_recusal", "propose_recusal", "add_to_electorate", "leave_table", "note_away", "spare_away",
    "test_objection", "agree_set_aside", "make_concern", "confirm_met", "integrate", "get_unstuck",
    "close_process", "ask_question", "answer_question", "name_adviser", "remind_advisers", "decide",
    "decider_leaves", "hand_over_decision", "decline_nomination", "end_naming", "propose_nominee",
    "ask_scores", "explain_resistance", "improve_option", "leave_option",
)  # fmt: skip
def who_must_do_what(entry: Entry) -> None:
    """Whoever has answered isn't asked any more; whoever is asked anew, is."""
    process = Process.objects.filter(
        stream=entry.stream_id, pk=entry.subject.removeprefix("process:")
    ).first()
    if process is None:
        return
    whole = queries.whole(process)
    due = process.closes.isoformat() if process.closes else None
    unanswered = any(not question.answer for question in whole.questions) and process.is_open
    asked = _asked(entry)
    for deed, members in wanted(process, whole.case, unanswered).items():
        # A new end of the window and a reminder are new asks; otherwise only what changed is written.
        anew = "due" in entry.data or entry.deed == "remind_advisers"
        stale = asked[deed] if anew else asked[deed] - set(members)
        if stale:
            answered(entry, deed, stale)
        if fresh := set(members) - (asked[deed] - stale):
            ask(entry, sorted(fresh), deed, due=_handed_by(whole.case) if deed == HAND_OVER else due)


HAND_OVER = "hand_over_decision"


def _handed_by(case: Case) -> str | None:
    """Until when somebody can still take over."""
    return case.lapses.isoformat() if case.lapses else None


def wanted(process: Process, case: Case, unanswered: bool) -> dict[str, list[int]]:
    """Per deed who is asked for it now."""
    asking = case.stage in processes.ASKING
    missing = [v.member for v in case.missing if not candidacy.asked_last(case, v.member)] if asking else []
    secret = [voter.member for voter in case.voters] if asking and process.secret else []
    amended = [one for one in case.open_objections if one.amendment is not None and not one.met_objector]
    recorded = [r.member for r in case.counting if r.recorded_by is not None] if asking else []
    return {
        "confirm_response": recorded,
        "respond": [] if process.secret else missing,
        "cast_ballot": secret,
        "confirm_met": [one.member for one in amended] if asking else [],
        "integrate": [case.proposer] if case.stage == "integrating" else [],
        **_of_whoever_decides(process, case, unanswered),
        **_between_windows(case),
    }


def _of_whoever_decides(process: Process, case: Case, unanswered: bool) -> dict[str, list[int]]:
    """What waits for the proposer; for who leads, when whoever would decide left."""
    if case.lapses:
        leads = people.who_guard(system(process.stream_id))
        return {"answer_question": [], "move_on": [], "decide": [], HAND_OVER: leads}
    taken_over = bool(case.handovers) and case.stage == "mapping"
    return {
        "answer_question": [case.proposer] if unanswered else [],
        "move_on": [case.proposer] if taken_over else [],
        "decide": [case.proposer] if case.stage == "weighing" else [],
        HAND_OVER: [],
    }


def _between_windows(case: Case) -> dict[str, list[int]]:
    """Who is asked for something while no window runs."""
    improving = case.stage == "improving"
    silent = [one for one in resistance.strongly(case) if not _explained(case, one)] if improving else []
    return {
        "explain_resistance": silent,
        "improve_option": [case.proposer] if improving else [],
        "propose_nominee": [case.proposer] if case.stage == "choosing" else [],
    }


def _explained(case: Case, member: int) -> bool:
    given = case.newest(member)
    return given is not None and bool(given.reason)


def _asked(entry: Entry) -> dict[str, set[int]]:
    """Who is asked what about it so far."""
    found: dict[str, set[int]] = defaultdict(set)
    asked = Ask.objects.filter(stream=entry.stream_id, subject=entry.subject)
    for deed, member in asked.values_list("deed", "member"):
        found[deed].add(member)
    return found


@asks.on("seal_decision")
def owner_looks_back(entry: Entry) -> None:
    """On the day of the review its owner is asked; without an owner, whoever proposed it.

    Nobody looks back on a decision any more that another one changed.
    """
    _looks_back(entry, entry.data["review"])
    _tells(entry)
    if earlier := entry.data["replaces"]:
        answered(entry, LOOK_BACK, subject=f"decision:{earlier}")


@asks.on("review_decision")
def looked_back(entry: Entry) -> None:
    """Done; when it is kept until a next time, that day it is asked again."""
    answered(entry, LOOK_BACK)
    if "due" in entry.data:
        _looks_back(entry, entry.data["due"])


@asks.on("take_decision")
def taken_over(entry: Entry) -> None:
    """Who sees to a decision from minutes looks back on it as on any other."""
    _looks_back(entry, entry.data["review"])


@asks.on("bring_decisions")
def brought_in(entry: Entry) -> None:
    """A day to look back that is still to come is kept; for one that went by elsewhere nobody is asked."""
    day = entry.data["review"]
    if day and date.fromisoformat(day) >= timezone.localdate(entry.at):
        _looks_back(entry, day)


LOOK_BACK = "review_decision"
#: An urgent action comes up as a topic; so long after it, it is asked what was said of it.
DAYS_TO_TALK = timedelta(days=7)
#: Nobody is asked half a year ahead.
AHEAD = timedelta(days=7)


def _looks_back(entry: Entry, day: str) -> None:
    decision = Decision.objects.filter(pk=entry.subject.removeprefix("decision:")).first()
    if decision is None:
        return
    who = decision.owner_id or decision.record["proposer"]
    if who is None:  # taken over from minutes, and nobody sees to it
        return
    due = _end_of(day)
    ask(entry, [who], LOOK_BACK, due=due.isoformat(), since=max(due - AHEAD, entry.at).isoformat())


@asks.on("add_audience")
def teller_tells(entry: Entry) -> None:
    """Whoever agreed to tell it."""
    ask(entry, [entry.data["teller"]], "tell_audience", due=_end_of(entry.data["due"]).isoformat())


def _end_of(day: str) -> datetime:
    """The moment at which this day is over, where people are."""
    return days.ends(date.fromisoformat(day), timezone.get_current_timezone())


@asks.on("tell_audience", "drop_audience")
def told(entry: Entry) -> None:
    """Nothing left for this teller."""
    if not entry.data["left"]:
        answered(entry, "tell_audience", [entry.data["teller"]])


# --- beside a decision of one person


def _tells(entry: Entry) -> None:
    """Who hears of it reads it. An urgent action comes up in a meeting; some mandates ask for a report."""
    decision = Decision.objects.filter(pk=entry.subject.removeprefix("decision:")).first()
    record = decision.record if decision else {}
    ask(entry, record.get("told", ()), "read_decision")
    if record.get("method") == "urgent":
        leads = people.who_lead(system(entry.stream_id))
        later = (entry.at + DAYS_TO_TALK).isoformat()
        ask(entry, leads or record["told"], "note_discussed", since=later)
    if record.get("follows") == "report":
        due = entry.at + timedelta(days=mandate.DAYS_TO_REPORT)
        ask(entry, [record["proposer"]], "report_back", due=due.isoformat())


@asks.on("read_decision")
def has_read(entry: Entry) -> None:
    """Nothing left to read for this one."""
    answered(entry, "read_decision", [entry.data["member"]])


@asks.on("flag_missed")
def look_back_now(entry: Entry) -> None:
    """Somebody should have been asked: looking back is due now."""
    answered(entry, LOOK_BACK)
    ask(entry, [_owner(entry)], LOOK_BACK, due=entry.at.isoformat())


@asks.on("ask_stop")
def stops_when_asked(entry: Entry) -> None:
    """Whoever acted is asked to stop."""
    ask(entry, [_owner(entry, acted=True)], "note_stopped")


@asks.on("note_stopped", "note_discussed", "report_back")
def done_once(entry: Entry) -> None:
    """It is done, whoever did it."""
    answered(entry, entry.deed)


def _owner(entry: Entry, *, acted: bool = False) -> int:
    decision = Decision.objects.get(pk=entry.subject.removeprefix("decision:"))
    proposer: int = decision.record["proposer"]
    return proposer if acted else decision.owner_id or proposer
