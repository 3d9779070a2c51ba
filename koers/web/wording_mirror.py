"""Words of the mirror: per fact what it says, what it doesn't say, two innocent explanations, a question."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.domain.signals import Reading

#: How a state is drawn: as a fill level with its word.
LEVEL = {"too_little_data": "none", "calm": "calm", "watch": "watch", "discuss": "talk"}


@dataclass(frozen=True)
class Words:
    """Everything that is said around one fact."""

    title: Any
    not_said: Any
    maybe: tuple[Any, Any]
    question: Any


WORDS: dict[str, Words] = {
    "ownerless": Words(
        gettext_lazy("Something without an owner"),
        gettext_lazy("That nothing is done about it."),
        (
            gettext_lazy("Everybody knows who does it, and nobody wrote it down."),
            gettext_lazy("The owner left a short while ago."),
        ),
        gettext_lazy("Who sees to it from now on?"),
    ),
    "vague": Words(
        gettext_lazy("Decisions without owner and without action"),
        gettext_lazy("That they aren’t carried out."),
        (
            gettext_lazy("They say what we don’t do, so there is nothing to do."),
            gettext_lazy("The actions are kept somewhere else."),
        ),
        gettext_lazy("Which of these would somebody miss if nobody saw to it?"),
    ),
    "told_late": Words(
        gettext_lazy("It takes long until everybody was told"),
        gettext_lazy("That the teller forgot it. It is about days, not about who."),
        (
            gettext_lazy("They were told, and nobody ticked it off."),
            gettext_lazy("The meeting at which it is told came later."),
        ),
        gettext_lazy("Could the day of telling be agreed when you decide?"),
    ),
    "read_differently": Words(
        gettext_lazy("Decided alike, understood differently"),
        gettext_lazy("That somebody wasn’t listening. A difference is about the text."),
        (
            gettext_lazy("The text leaves something open on purpose."),
            gettext_lazy("You are in the middle of clarifying it."),
        ),
        gettext_lazy("Which sentence would make it clear to somebody who wasn’t there?"),
    ),
    "overload_windows": Words(
        gettext_lazy("Windows close without people"),
        gettext_lazy("That people don’t care."),
        (
            gettext_lazy("It was a holiday."),
            gettext_lazy("Several proposals were open at once."),
        ),
        gettext_lazy("Would longer windows help, or fewer at the same time?"),
    ),
    "intentions_die": Words(
        gettext_lazy("Actions past their day without a word"),
        gettext_lazy("That they weren’t done."),
        (
            gettext_lazy("They were done, and nobody said so."),
            gettext_lazy("Something else had to come first, for good reasons."),
        ),
        gettext_lazy("Which of these may go, so that the others get done?"),
    ),
    "recurring": Words(
        gettext_lazy("A decision that comes back"),
        gettext_lazy("That deciding again was wrong. New information is a good reason."),
        (
            gettext_lazy("You looked back, and it had to be adapted."),
            gettext_lazy("The world changed."),
        ),
        gettext_lazy("What did you know the second time that you could have asked the first time?"),
    ),
    "never_read_back": Words(
        gettext_lazy("Decisions that nobody read back"),
        gettext_lazy("That they are understood differently."),
        (
            gettext_lazy("They were short and clear."),
            gettext_lazy("You talked it through in the meeting."),
        ),
        gettext_lazy("Which one would you least want to be understood differently? It takes four minutes."),
    ),
    "review_overdue": Words(
        gettext_lazy("A look back that is over its day"),
        gettext_lazy("That the decision doesn’t work."),
        (
            gettext_lazy("You looked back, and nobody wrote it down."),
            gettext_lazy("The figures weren’t there yet."),
        ),
        gettext_lazy("Did it bring what you expected?"),
    ),
    "without_effect": Words(
        gettext_lazy("Decisions that don’t say what they should bring"),
        gettext_lazy("That they bring nothing."),
        (
            gettext_lazy("It was so clear that nobody wrote it down."),
            gettext_lazy("A rule asked for it, whatever it brings."),
        ),
        gettext_lazy("How would you notice, half a year from now, that it was right?"),
    ),
    "priorities_outside": Words(
        gettext_lazy("Fewer than three priorities, or more than five"),
        gettext_lazy("That you chose wrong. Three to five is what a team can hold on to."),
        (
            gettext_lazy("One was reached a short while ago, and the next isn’t chosen yet."),
            gettext_lazy("One thing matters so much now that the rest waits."),
        ),
        gettext_lazy("What would you let go of, or add, if you chose today?"),
    ),
    "priorities_unseen": Words(
        gettext_lazy("Priorities that don’t say how you will see them"),
        gettext_lazy("That nobody works on them."),
        (
            gettext_lazy("You know it by heart, and nobody wrote it down."),
            gettext_lazy("It is new, and you are still looking for a good sign."),
        ),
        gettext_lazy("What would somebody outside this room notice first?"),
    ),
    "texts_overdue": Words(
        gettext_lazy("Agreements past their day to look again"),
        gettext_lazy("That they aren’t kept."),
        (
            gettext_lazy("They work so well that nobody thinks of them."),
            gettext_lazy("You talked about them, and nobody wrote it down."),
        ),
        gettext_lazy("Does it still hold? Keep it, or write a better one."),
    ),
    "topics_waiting": Words(
        gettext_lazy("Topics that wait for somebody"),
        gettext_lazy("That they don’t matter, or that somebody forgot them."),
        (
            gettext_lazy("You talked about them, and nobody wrote it down."),
            gettext_lazy("They were settled by themselves."),
        ),
        gettext_lazy("Who looks at these now, and which may go?"),
    ),
    "topics_postponed": Words(
        gettext_lazy("Topics that were postponed three times or more"),
        gettext_lazy("That somebody avoids them."),
        (
            gettext_lazy("You wait for somebody outside your team."),
            gettext_lazy("Something else had to come first, for good reasons."),
        ),
        gettext_lazy("What makes it hard to decide this? Would values first help more than another date?"),
    ),
}


def figure(reading: Reading) -> str:
    """What was counted, with its n."""
    if reading.state == "too_little_data":
        return _("Too little to say: %(n)s so far.") % {"n": reading.n}
    if reading.signal == "told_late":
        days = round(reading.figure)
        says = ngettext(
            "Half of %(n)s decisions took longer than %(days)s day.",
            "Half of %(n)s decisions took longer than %(days)s days.",
            days,
        )
        return says % {"n": reading.n, "days": days}
    return _("%(found)s of %(n)s.") % {"found": reading.found, "n": reading.n}
