"""Words of deciding after advice: why somebody is asked, what became of an advice, what came out."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.domain.processes import Outcome
from koers.web.wording_numbers import number
from koers.web.wording_readbacks import listed

METHOD = gettext_lazy("Advice")
KIND = gettext_lazy("One person decides, after advice")
HOW = gettext_lazy("one person decides, after asking whom it touches and who knows about it.")
GOOD_FOR = gettext_lazy(
    "Good for what belongs to one role or one person. Whom it touches and who knows about it are asked "
    "first. Nobody votes."
)
QUESTION = gettext_lazy("What do you advise?")

STAGE: dict[str, Any] = {
    "mapping": gettext_lazy("Whom to ask"),
    "advising": gettext_lazy("Advice"),
    "weighing": gettext_lazy("Weighing"),
}

CHOICE: dict[str, tuple[Any, Any]] = {
    "advice": (
        gettext_lazy("This is my advice"),
        gettext_lazy("It is kept with the decision, under your name"),
    ),
    "no_advice": (
        gettext_lazy("I have no advice"),
        gettext_lazy("That says nothing about being for or against"),
    ),
}

PART: dict[str, Any] = {
    "affected": gettext_lazy("It touches this person"),
    "expert": gettext_lazy("Knows about it"),
    "both": gettext_lazy("Both: it touches them, and they know about it"),
}

#: The same beside a name.
PART_SHORT: dict[str, Any] = {
    "affected": gettext_lazy("is touched by it"),
    "expert": gettext_lazy("knows about it"),
    "both": gettext_lazy("is touched by it and knows about it"),
}

WORD: dict[str, Any] = {
    "taken": gettext_lazy("Taken over"),
    "partly": gettext_lazy("Partly taken over"),
    "not_taken": gettext_lazy("Not taken over"),
}

#: What whoever leads can say at a step, and what to watch.
GUIDE: dict[str, tuple[Any, Any]] = {
    "mapping": (
        gettext_lazy("“Whom does this touch, and who knows about it?”"),
        gettext_lazy("Anybody at the table may add a name. Rather one too many than one too few."),
    ),
    "advising": (
        gettext_lazy("“What would you do, and what should I look out for?”"),
        gettext_lazy("Advice isn’t a vote. Ask on until you understand it; you don’t have to agree."),
    ),
    "weighing": (
        gettext_lazy("“This is what I did with your advice, and this is why.”"),
        gettext_lazy("Nobody tells the decider what to decide. What everybody may ask is why."),
    ),
}

#: How it stands while no clock runs.
#: The button that asks.
ASK = gettext_lazy("Ask for advice")

STILL: dict[str, tuple[Any, Any]] = {
    "mapping": (
        gettext_lazy("Whom to ask?"),
        gettext_lazy("Everybody at the table may add names. Then the decider asks for advice."),
    ),
    "weighing": (
        gettext_lazy("The advice is in"),
        gettext_lazy("The decider writes what becomes of each piece of advice, and then decides."),
    ),
}

SAYS: list[Any] = [
    gettext_lazy("Whoever makes the proposal decides. Nobody can decide instead, and nobody can hold it up."),
    gettext_lazy("Whoever doesn’t answer is reminded once. Without an answer it says: asked, no answer."),
    gettext_lazy("For each piece of advice the decider writes what became of it, and why."),
]

OUTCOME = gettext_lazy("Decided after advice")
LAPSED = gettext_lazy("Lapsed: whoever would decide left, and nobody took over")
IN_RECORD = gettext_lazy("by one person")

ASKS: dict[str, tuple[Any, Any]] = {
    "decide": (
        gettext_lazy("The advice is in: weigh it and decide"),
        gettext_lazy("Write for each piece of advice what became of it. Then the decision is yours."),
    ),
    "move_on": (
        gettext_lazy("You took over a decision: ask for advice"),
        gettext_lazy("Whoever would decide left the table. Look who is asked, and begin."),
    ),
    "hand_over_decision": (
        gettext_lazy("Whoever would decide left the table"),
        gettext_lazy("Ask somebody else to decide. Otherwise it lapses."),
    ),
}

SENTENCE: dict[str, Any] = {
    "decide": gettext_lazy("The advice you asked for is in. Weigh it, and decide:"),
    "move_on": gettext_lazy("You took over this decision from somebody who left the table. Ask for advice:"),
    "hand_over_decision": gettext_lazy(
        "Whoever would decide this left the table. Ask somebody else, otherwise it lapses:"
    ),
}

REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "decider_gone": lambda f: _(
        "Whoever would decide left the table. Wait until the facilitator asked somebody else to."
    ),
    "decider_here": lambda f: _("Whoever decides is still at the table. Talk to them."),
    "decider_missing": lambda f: _("Choose somebody who sits at the table."),
    "decider_without_ground": lambda f: (
        _("This is decided by “%(ground)s”, and this person doesn’t have that. Choose somebody who does.") % f
    ),
    "who_missing": lambda f: _("Say who it was, and from where."),
    "own_advice": lambda f: _("Whoever decides isn’t asked for advice. Choose somebody else."),
    "adviser_missing": lambda f: _("Choose somebody who sits at the table."),
    "named_already": lambda f: _("This person is asked already."),
    "part_missing": lambda f: _("Say why: it touches this person, or this person knows about it."),
    "advisers_missing": lambda f: (
        _("Name somebody whom it touches first.")
        if f["part"] == "affected"
        else _("Name somebody who knows about it first.")
    ),
    "advice_missing": lambda f: _("Write your advice."),
    "not_halfway": lambda f: _("Half of the time hasn’t passed yet."),
    "nobody_to_remind": lambda f: _("Everybody has answered, or was reminded already."),
    "no_advice_of": lambda f: _("This person gave no advice that still has to be weighed."),
    "weighing_missing": lambda f: _("Choose: taken over, partly, or not."),
    "because_missing": lambda f: _("Write why."),
    "not_weighed": lambda f: (
        ngettext(
            "Write what became of one more piece of advice first.",
            "Write what became of %(count)d more pieces of advice first.",
            f["count"],
        )
        % f
    ),
    "not_reminded": lambda f: _("Somebody hasn’t answered and wasn’t reminded yet. Ask for advice first."),
    "not_by_advice": lambda f: _("This wasn’t decided after advice. Propose to change the decision instead."),
    "asked_before_deciding": lambda f: _(
        "You were asked before it was decided. Propose to change the decision."
    ),
    "flag_too_late": lambda f: (
        _("This can be said until %(days)d days after the decision. Propose to change the decision instead.")
        % f
    ),
}


def answer(one: Mapping[str, Any]) -> str:
    """What an adviser said, as the record keeps it."""
    if one["answer"] == "advice":
        return str(one["advice"])
    if one["answer"] == "no_advice":
        return " ".join(part for part in (_("Has no advice."), one["advice"]) if part)
    return _("Asked, no answer.")


def figures(out: Outcome, names: Mapping[int, str]) -> list[str]:
    """Who was asked, who answered, and what became of it."""
    found = out.figures
    if "asked" not in found:
        return []
    asked = ngettext("%(n)s person was asked", "%(n)s people were asked", found["asked"])
    facts = {"asked": _capital(asked % {"n": number(found["asked"])}), "answered": number(found["answered"])}
    says = ngettext("%(asked)s, one answered.", "%(asked)s, %(answered)s answered.", found["answered"])
    if not found["answered"]:
        says = _("%(asked)s, nobody answered.")
    said = [says % facts, _became(found)]
    if found["silent"]:
        silent = listed([names.get(member, "") for member in found["silent"]])
        said.append(_("Asked, no answer: %(names)s.") % {"names": silent})
    return [one for one in said if one]


def _became(found: Mapping[str, Any]) -> str:
    if not found["advice"]:
        return _("Nobody had advice to give.")
    parts = [
        (found["taken"], _("%(n)s taken over")),
        (found["partly"], _("%(n)s partly")),
        (found["not_taken"], _("%(n)s not")),
    ]
    says = listed([says % {"n": number(n)} for n, says in parts if n])
    return _("Of the advice: %(says)s.") % {"says": says}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def handed(was: str, now: str, why: str) -> str:
    """That somebody took over to decide from who left."""
    facts = {"was": was, "now": now, "why": why}
    return _("%(was)s would decide, and left the table. %(now)s took over: %(why)s") % facts


def recorded(who: str, by: str, how: str) -> str:
    """That somebody's words were written down by another."""
    return _("Recorded by %(by)s for %(name)s (%(how)s).") % {"by": by, "name": who, "how": how}
