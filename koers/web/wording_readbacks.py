"""Words of reading back: slots, answers, states, and the sentences a comparison is told in."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.domain import readbacks
from koers.domain.readbacks import Divergence, Reading, Said

SLOT: dict[str, Any] = {
    "what": gettext_lazy("What"),
    "status": gettext_lazy("Status"),
    "who": gettext_lazy("Who"),
    "when": gettext_lazy("When"),
    "limit": gettext_lazy("Limit"),
    "step": gettext_lazy("First step"),
}

#: The same, inside a sentence.
IN_SENTENCE: dict[str, Any] = {
    "what": gettext_lazy("what"),
    "status": gettext_lazy("the status"),
    "who": gettext_lazy("who"),
    "when": gettext_lazy("when"),
    "limit": gettext_lazy("the limit"),
    "step": gettext_lazy("the first step"),
}

STATUS: dict[str, Any] = {
    "decided": gettext_lazy("Decided"),
    "trial": gettext_lazy("Trial"),
    "explore": gettext_lazy("Explore"),
    "not_decided": gettext_lazy("Not decided"),
}

STATUS_SAID: dict[str, Any] = {
    "decided": gettext_lazy("decided"),
    "trial": gettext_lazy("a trial"),
    "explore": gettext_lazy("to explore"),
    "not_decided": gettext_lazy("not decided"),
}

STATE: dict[str, Any] = {
    "alike": gettext_lazy("alike"),
    "differs": gettext_lazy("differs"),
    "own_words": gettext_lazy("own words"),
    "not_asked": gettext_lazy("not asked"),
}


def state(reading: Reading) -> str:
    """How a slot stands, in a word or two."""
    return _("nobody says it") if nobody_said(reading) else str(STATE[reading.state])


TAG: dict[str, Any] = {
    "same": gettext_lazy("Same"),
    "differs": gettext_lazy("Different"),
    "unsure": gettext_lazy("I don’t know"),
}

STAGE: dict[str, Any] = {
    "writing": gettext_lazy("Writing"),
    "comparing": gettext_lazy("Comparing"),
    "alike": gettext_lazy("Understood alike"),
    "left_open": gettext_lazy("Left open on purpose"),
}

_COUNT = (
    gettext_lazy("one thing"), gettext_lazy("two things"), gettext_lazy("three things"),
    gettext_lazy("four things"), gettext_lazy("five things"),
)  # fmt: skip


def said(one: Said, names: Mapping[int, str]) -> str:
    """An answer as it stands on the wall. `names` are those of the members who could be chosen."""
    if one.kind == "not_said":
        return _("not said")
    if one.kind == "no_exception":
        return _("no exception")
    if one.kind == "choice":
        return str(STATUS_SAID[one.value])
    if one.kind == "person":
        return names.get(int(one.value), _("somebody who left the table"))
    if one.kind == "date":
        return _day(one)
    return amount(one) if one.kind == "amount" else one.value


def _day(one: Said) -> str:
    day = date_format(date.fromisoformat(one.value), _("j F Y"))
    return _("from %(day)s") % {"day": day} if one.way == "from" else _("by %(day)s") % {"day": day}


def amount(one: Said) -> str:
    """An amount with the marks of the reader's language: "5.000 euro", "5,000 euro"."""
    figure = number_format(Decimal(one.value), force_grouping=True)
    return f"{figure} {one.unit}".strip()


def listed(words: Sequence[object]) -> str:
    """ "A", "A and B", "A, B and C"."""
    texts = [str(word) for word in words]
    if len(texts) < 2:
        return "".join(texts)
    return _("%(first)s and %(last)s") % {"first": ", ".join(texts[:-1]), "last": texts[-1]}


def things(slots: Collection[object]) -> str:
    """ "three things"."""
    return str(_COUNT[len(slots) - 1])


def in_state(standing: Mapping[str, Reading], state: str) -> list[str]:
    """The slots that stand like this, in their order."""
    return [slot for slot, reading in standing.items() if reading.state == state]


def headline(standing: Mapping[str, Reading]) -> str:
    """What is seen, never what follows from it."""
    differs, own = in_state(standing, "differs"), in_state(standing, "own_words")
    alike = [slot for slot in in_state(standing, "alike") if not nobody_said(standing[slot])]
    facts = {"alike": _slots(alike), "things": things(differs) if differs else "", "own": _slots(own)}
    if alike and differs:
        return _("You read %(alike)s the same, and %(things)s differently") % facts
    if differs:
        return _("You read %(things)s differently") % facts
    if own and alike:
        return _("You read %(alike)s the same, and %(own)s is in own words") % facts
    if own:
        return _("Everything is in own words, you say what means the same")
    return _("You read everything the same")


def lede(standing: Mapping[str, Reading]) -> str:
    """What to do with it: differences are about the text, and own words are for people."""
    says = []
    if in_state(standing, "differs"):
        says.append(_("A difference means: our text isn’t clear enough yet."))
    if own := in_state(standing, "own_words"):
        says.append(
            _("You gave %(own)s in own words. Only you can say whether that is the same.")
            % {"own": _slots(own)}
        )
    if silent := [slot for slot, reading in standing.items() if nobody_said(reading)]:
        says.append(_("Nobody read anything about %(slots)s in it.") % {"slots": _slots(silent)})
    return " ".join(says)


def nobody_said(reading: Reading) -> bool:
    """Whether all are alike in reading nothing in it: no agreement to put over a page."""
    return reading.state == "alike" and reading.groups[0].wordings[0].said.kind == "not_said"


def _slots(slots: Sequence[str]) -> str:
    return listed([IN_SENTENCE[slot] for slot in slots])


def figures(reading: Reading) -> list[str]:
    """How far apart, each figure with its n, where something differs; and what was asked once more."""
    again = [_("asked again after clarifying")] if reading.lap > 1 else []
    if len(reading.groups) < 2:
        return again
    largest = len(reading.groups[0].tellers)
    says = [
        ngettext("%(count)d of %(n)d says this", "%(count)d of %(n)d say the same", largest)
        % {"count": largest, "n": reading.n}
    ]
    if reading.days:
        days = ngettext("%(days)d day", "%(days)d days", reading.days) % {"days": reading.days}
        facts = {"days": days, "n": reading.days_n}
        says.append(_("%(days)s between the first and the last of %(n)d") % facts)
    if reading.ratio and reading.ratio > 1:
        ratio = number_format(round(reading.ratio, 1), use_l10n=True).removesuffix(",0").removesuffix(".0")
        facts = {"ratio": ratio, "n": reading.ratio_n}
        says.append(_("the largest of %(n)d amounts is %(ratio)s times the smallest") % facts)
    return says + again


def tags_say(divergence: Divergence) -> str:
    """D in words, with its n."""
    if divergence.share is None:
        return _("Nobody has said of another’s sentence yet whether it says the same.")
    return ngettext(
        "Somebody weighed another’s sentence %(n)d time: different %(differs)d time (%(share)d %%).",
        "Another’s sentence was weighed %(n)d times: different %(differs)d times (%(share)d %%).",
        divergence.n,
    ) % {"n": divergence.n, "differs": divergence.differs, "share": round(100 * divergence.share)}


def tag_count(tag: str, count: int) -> str:
    """ "5 × same"."""
    return _("%(count)d × %(tag)s") % {"count": count, "tag": str(TAG[tag]).lower()}


def steps_say(named: Sequence[str], without: Sequence[str]) -> str:
    """Who names a first step, and who doesn't yet."""
    if not named:
        return _("Nobody names a first step yet. They don’t have to be the same.")
    if not without:
        return _("Everybody names a first step. They don’t have to be the same.")
    return ngettext(
        "%(names)s names no first step yet. They don’t have to be the same.",
        "%(names)s name no first step yet. They don’t have to be the same.",
        len(without),
    ) % {"names": listed(without)}


def waiting(names: Sequence[str]) -> str:
    """Who is still writing, where everybody can see it."""
    return ngettext("%(names)s is still writing", "%(names)s are still writing", len(names)) % {
        "names": listed(names)
    }


def ended(stage: str, standing: Mapping[str, Reading]) -> str:
    """How it ended, as a heading."""
    if stage == "alike":
        return _("Understood alike: you read the status, who and when the same")
    differs = in_state(standing, "differs")
    if not differs:
        return _("Left open on purpose")
    return _("You read %(slots)s differently, and left that open on purpose") % {"slots": _slots(differs)}


REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "text_missing": lambda f: _("Paste the text of the decision first."),
    "sentence_missing": lambda f: _("Write one sentence: what was decided, as you understood it?"),
    "clarified_missing": lambda f: _("Write the sentence that all of you can stand behind."),
    "clarify_first": lambda f: _("First write the sentence that all of you can stand behind."),
    "reason_missing": lambda f: _("Say why you leave it open."),
    "status_unknown": lambda f: _("Choose one of the four, or “not said”."),
    "person_unknown": lambda f: _("Choose somebody at the table, or fill in a role."),
    "way_missing": lambda f: _("Choose: from this day on, or by this day?"),
    "day_unknown": lambda f: _("Fill in a day, like 1-2-2027."),
    "amount_unknown": lambda f: _("Fill in a number, like 5000."),
    "tag_unknown": lambda f: _("Choose same, different, or I don’t know."),
    "slots_missing": lambda f: _("Choose at least one thing to ask again."),
    "told_already": lambda f: _("Your sentence is in. From then on you see the others’."),
    "tell_first": lambda f: _("First write your own sentence. Then you see the others’."),
    "too_few_tellings": lambda f: _("At least two people must have written, or there is nothing to compare."),
    "two_wordings": lambda f: _("Choose at least two wordings that say the same."),
    "not_in_own_words": lambda f: _(
        "These are different choices, days, amounts or people. Ask again, or leave it open on purpose."
    ),
    "not_alike": lambda f: _("You don’t read the status, who or when the same yet."),
    "readback_elsewhere": lambda f: _("The others are a step further already. Look again."),
}

assert set(SLOT) == set(IN_SENTENCE) == set(readbacks.SLOTS)
