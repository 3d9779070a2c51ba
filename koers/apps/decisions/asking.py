"""What entries about deciding ask of whom: from how the process stands, so reading twice is the same."""

from koers.apps.decisions import queries
from koers.apps.decisions.models import Decision, Process
from koers.apps.ledger.asks import answered, ask
from koers.apps.ledger.models import Entry
from koers.apps.ledger.readers import asks
from koers.domain import processes
from koers.domain.processes import Case

DEEDS = (
    "open_process", "move_on", "edit_editorial", "edit_material", "call_material", "respond", "record_for",
    "confirm_response", "extend_once", "take_to_meeting", "withdraw_proposal", "declare_interest",
    "decide_recusal", "propose_recusal", "add_to_electorate", "leave_table", "note_away", "spare_away",
    "test_objection", "agree_set_aside", "make_concern", "confirm_met", "integrate", "get_unstuck",
    "close_process", "ask_question", "answer_question",
)  # fmt: skip


@asks.on(*DEEDS)
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
    for deed, members in wanted(process, whole.case, unanswered).items():
        if "due" in entry.data:
            answered(entry, deed)
        answered(entry, deed, _others(whole.case, members))
        ask(entry, members, deed, due=due)


def wanted(process: Process, case: Case, unanswered: bool) -> dict[str, list[int]]:
    """Per deed who is asked for it now."""
    asking = case.stage in processes.ASKING
    missing = [voter.member for voter in case.missing] if asking else []
    secret = [voter.member for voter in case.voters] if asking and process.secret else []
    amended = [one for one in case.open_objections if one.amendment is not None and not one.met_objector]
    return {
        "respond": [] if process.secret else missing,
        "cast_ballot": secret,
        "confirm_met": [one.member for one in amended] if asking else [],
        "integrate": [case.proposer] if case.stage == "integrating" else [],
        "answer_question": [case.proposer] if unanswered else [],
    }


def _others(case: Case, members: list[int]) -> list[int]:
    known = {voter.member for voter in case.electorate} | {case.proposer}
    return sorted(known - set(members))


@asks.on("seal_decision", "review_decision")
def owner_looks_back(entry: Entry) -> None:
    """On the day of the review its owner is asked; without an owner, whoever proposed it."""
    if entry.deed == "review_decision":
        answered(entry, "review_decision")
    day = entry.data.get("review") or entry.data.get("due")
    decision = Decision.objects.filter(pk=entry.subject.removeprefix("decision:")).first()
    if decision is None or not day:
        return
    who = decision.owner_id or decision.record["proposer"]
    ask(entry, [who], "review_decision", due=f"{day}T22:00:00+00:00")


@asks.on("seal_decision")
def earlier_is_over(entry: Entry) -> None:
    """What a later decision replaced or withdrew isn't looked back on any more."""
    if entry.data.get("change"):
        decision = Decision.objects.filter(pk=entry.subject.removeprefix("decision:")).first()
        if decision is not None and decision.replaces is not None:
            answered(entry, "review_decision", subject=decision.replaces.code)


@asks.on("add_audience")
def teller_tells(entry: Entry) -> None:
    """Whoever agreed to tell it."""
    ask(entry, [entry.data["teller"]], "tell_audience", due=f"{entry.data['due']}T22:00:00+00:00")


@asks.on("tell_audience", "drop_audience")
def told(entry: Entry) -> None:
    """Nothing left for this teller."""
    if not entry.data["left"]:
        answered(entry, "tell_audience", [entry.data["teller"]])
