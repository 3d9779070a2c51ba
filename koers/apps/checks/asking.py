"""What entries about checks and guarding ask of whom."""

from koers.apps.actions import asking as actions
from koers.apps.checks.models import Check
from koers.apps.ledger.asks import answered, ask
from koers.apps.ledger.models import Entry
from koers.apps.ledger.readers import asks

#: What a team's rhythm may ask. Each entry about it says all of it anew.
OF_RHYTHM = ("plan_check", "open_check", "hand_over")

# An agreement of a check is an action: its owner is asked what came of it, and a word here is that word.
asks.on("agree_check")(actions.owner_is_asked)
asks.on("word_former")(actions.over)


@asks.on(
    "set_check_rhythm",
    "plan_check",
    "propose_check",
    "open_check",
    "skip_step",
    "agree_check",
    "stop_check",
    "hand_over",
    "stay_on",
    "accept_guardian",
    "pass_guardian",
    "end_term",
)
def rhythm_asks(entry: Entry) -> None:
    """The day of the next check, and a hand-over."""
    if entry.subject.startswith("check_rhythm:"):
        for deed in OF_RHYTHM:
            answered(entry, deed)
        for one in entry.data["asks"]:
            ask(entry, one["members"], one["deed"], due=one["due"])


@asks.on("open_check")
def everybody_writes(entry: Entry) -> None:
    """As long as the check goes on, everybody at the table is asked to be there."""
    if entry.subject.startswith("check:"):
        ask(entry, entry.data["members"], "write_line")


@asks.on("claim_seat", "pull_up_chair")
def who_comes_later_writes_too(entry: Entry) -> None:
    """Whoever sits down during a check is asked as well."""
    for check in Check.objects.filter(stream=entry.stream_id, ended=None):
        ask(entry, [int(entry.subject.removeprefix("member:"))], "write_line", subject=check.code)


@asks.on("skip_step", "agree_check", "stop_check")
def nobody_writes(entry: Entry) -> None:
    """The check is over."""
    over = Check.objects.filter(stream=entry.stream_id, ended__isnull=False)
    if entry.subject in {check.code for check in over}:
        answered(entry, "write_line")


@asks.on("hand_over", "pass_guardian", "end_term")
def the_next_answers(entry: Entry) -> None:
    """Who is next in line accepts, or passes with a reason."""
    if entry.subject.startswith("term:") and "due" in entry.data:
        ask(entry, [entry.data["member"]], "accept_guardian", due=entry.data["due"])


@asks.on("accept_guardian", "pass_guardian", "end_term")
def the_next_answered(entry: Entry) -> None:
    """Answered, or gone."""
    if entry.subject.startswith("term:") and "due" not in entry.data:
        answered(entry, "accept_guardian")
