"""The words of letters: a sentence for everything that can be asked of somebody."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.web import (
    wording_advice,
    wording_alone,
    wording_authority,
    wording_direction,
    wording_levels,
    wording_topics,
)
from koers.web.wording_numbers import number

SENTENCE: dict[str, Any] = {
    "answer": gettext_lazy(
        "Answer the five questions of the scan. This comes to everybody until the round closes, also to who "
        "has answered. Did you answer already? Then leave it."
    ),
    "pick": gettext_lazy(
        "Choose the S to work on. This comes to everybody until the dots show, also to who has chosen. "
        "Did you choose already? Then leave it."
    ),
    "let_copy": gettext_lazy(
        "Who runs your organisation asked for a copy of everything. Say whether your team’s part may come "
        "along."
    ),
    "tell": gettext_lazy("Say in one sentence, in your own words, what was decided here:"),
    "respond": gettext_lazy("Give your answer to this proposal:"),
    "confirm_response": gettext_lazy("Somebody recorded an answer for you. Look whether it is right:"),
    "cast_ballot": gettext_lazy(
        "Vote without a name. This comes to everybody until it closes, also to who has voted. "
        "Did you vote already? Then leave it."
    ),
    "confirm_met": gettext_lazy("The text was changed because of your objection. Say whether that meets it:"),
    "integrate": gettext_lazy(
        "There is an objection to your proposal. Look together for a text that meets it:"
    ),
    "answer_question": gettext_lazy("Somebody asked a question about your proposal:"),
    "propose_nominee": gettext_lazy(
        "The reasons were heard. Propose one of those who were named for this role:"
    ),
    "explain_resistance": gettext_lazy("You resist the option that leads strongly. Say why:"),
    "improve_option": gettext_lazy("Some resist the option that leads. Put it in other words, or leave it:"),
    "review_decision": gettext_lazy("Look back on this decision. Did it bring what you expected?"),
    "tell_audience": gettext_lazy("You tell others about this decision. Tick it off when they know."),
    **wording_advice.SENTENCE,
    **wording_alone.SENTENCE,
    "note_progress": gettext_lazy("You are halfway. Say how your action goes: one word is enough."),
    "open_round": gettext_lazy("Time for the next round of the scan. Open it, or say: not now."),
    "adopt_role": gettext_lazy("A change in a role was proposed. Adopt it, or decline it with a reason:"),
    "renew_term": gettext_lazy("A term in this role ends. Let it last longer, or ask somebody else:"),
    **wording_direction.SENTENCE,
    **wording_levels.SENTENCE,
    "plan_check": gettext_lazy("Plan the next collaboration check. A day is proposed; move it or say yes."),
    "open_check": gettext_lazy("The collaboration check is planned. You need twenty minutes together."),
    "write_line": gettext_lazy("The collaboration check is going on. Four short lines, by name."),
    "hand_over": gettext_lazy("Hand over guarding the process to the next, with a few words."),
    "accept_guardian": gettext_lazy(
        "You are asked to guard the process until the next check. Say yes, or pass."
    ),
    "report_action": gettext_lazy("Say what came of your action. One word is enough."),
    **wording_authority.SENTENCES,
    **wording_topics.SENTENCES,
}

REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "hour_unfit": lambda f: _("Choose an hour between %(first)s and %(last)s. At night Koers is quiet.") % f,
    "zone_unknown": lambda f: _("Choose a time zone from the list."),
    "days_missing": lambda f: _("Choose at least one day, or choose no mail at all."),
}


def subject(count: int) -> str:
    """The subject of a day's letter: no more than how much waits, since a locked screen shows it."""
    said = ngettext("Koers: %(count)s thing waits for you", "Koers: %(count)s things wait for you", count)
    return said % {"count": number(count)}


def confirm_subject() -> str:
    """The subject of the letter that asks whether the address is right."""
    return _("Koers: is this your address?")


def until(says: str) -> str:
    """Until when something can be done, as a sentence."""
    return f"{says[:1].upper()}{says[1:]}."


def on_day(day: str) -> str:
    """Its last day."""
    return _("On %(day)s at the latest.") % {"day": day}
