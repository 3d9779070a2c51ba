"""What entries about the course ask of whom."""

from koers.apps.direction.models import SentenceRound
from koers.apps.ledger.asks import answered, ask
from koers.apps.ledger.models import Entry
from koers.apps.ledger.readers import asks


@asks.on("open_sentence")
def everybody_completes_it(entry: Entry) -> None:
    """Whoever sits is asked to complete the sentence, alone."""
    ask(entry, entry.data["members"], "give_sentence")


@asks.on("claim_seat", "pull_up_chair")
def who_comes_later_completes_it_too(entry: Entry) -> None:
    """Whoever sits down while the sentences are written is asked as well."""
    for found in SentenceRound.objects.filter(stream=entry.stream_id, ended=None):
        ask(entry, [int(entry.subject.removeprefix("member:"))], "give_sentence", subject=found.code)


@asks.on("give_sentence")
def completed(entry: Entry) -> None:
    """Theirs is in."""
    answered(entry, "give_sentence", [entry.data["member"]])


@asks.on("merge_sentences")
def who_gave_says_whether_it_carries(entry: Entry) -> None:
    """A new text asks everybody who gave a sentence whether it carries theirs."""
    ask(entry, entry.data["members"], "carry_sentence")


@asks.on("carry_sentence")
def carried(entry: Entry) -> None:
    """Said of the newest text."""
    answered(entry, "carry_sentence", [entry.data["member"]])


@asks.on("settle_sentence", "stop_sentence")
def sentence_over(entry: Entry) -> None:
    """The round is over; what came of it is a draft, which somebody puts to a decision."""
    answered(entry, "give_sentence")
    answered(entry, "carry_sentence")
    if draft := entry.data.get("becomes"):
        ask(entry, entry.data["settle"], "adopt_document", subject=draft)


@asks.on("draft_document")
def somebody_settles(entry: Entry) -> None:
    """Who leads or guards brings a draft to a decision."""
    ask(entry, entry.data["settle"], "adopt_document")


@asks.on("adopt_document", "decline_document")
def settled(entry: Entry) -> None:
    """Settled, and from its day on it asks to be looked at again."""
    answered(entry, "adopt_document")


@asks.on("adopt_document", "look_again")
def looked_at_again(entry: Entry) -> None:
    """What holds from now on asks nothing before its day."""
    _on_its_day(entry)


def _on_its_day(entry: Entry) -> None:
    """A later day takes the place of an earlier one."""
    subject = entry.data["looks"]
    answered(entry, "look_again", subject=subject)
    if asked := entry.data["asks"]:
        ask(entry, asked["members"], "look_again", due=asked["due"], subject=subject, since=asked["since"])


# --- delegation levels


@asks.on("open_levels", "pick_again")
def everybody_picks(entry: Entry) -> None:
    """Alone, in every lap anew."""
    ask(entry, entry.data["members"], "pick_level")


@asks.on("pick_level")
def picked(entry: Entry) -> None:
    """Theirs is in."""
    answered(entry, "pick_level", [entry.data["member"]])


@asks.on("show_levels", "stop_levels")
def picking_over(entry: Entry) -> None:
    """They lie open, or it stopped."""
    answered(entry, "pick_level")
