"""Words of decisions by mandate and of urgent action: what follows them, and what is said beside them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.domain.authority import LEVELS
from koers.domain.processes import Ground, Outcome, mandate
from koers.web import wording_authority

METHOD: dict[str, Any] = {
    "mandate": gettext_lazy("Mandate"),
    "urgent": gettext_lazy("Urgent action"),
}

KIND: dict[str, Any] = {
    "mandate": gettext_lazy("Decided within a role or a mandate"),
    "urgent": gettext_lazy("Urgent action"),
}

HOW: dict[str, Any] = {
    "mandate": gettext_lazy("one person decides within a role or a mandate, and tells the others."),
    "urgent": gettext_lazy("whoever sees harm coming acts at once, tells at once, and stops when asked."),
}

GOOD_FOR: dict[str, Any] = {
    "mandate": gettext_lazy(
        "Good for what was left to you. You decide at once, within the limits that were agreed."
    ),
    "urgent": gettext_lazy(
        "Only when harm is coming and it can’t wait. Everybody hears of it at once, and may ask you to stop."
    ),
}

QUESTION: dict[str, Any] = {"mandate": "", "urgent": ""}

#: On a draft: the title of its opening, the button, and what happens then.
OPENING: dict[str, tuple[Any, Any, Any]] = {
    "advice": (
        gettext_lazy("Begin"),
        gettext_lazy("Open the proposal"),
        gettext_lazy("Then everybody at the table sees it, and may add whom to ask. You decide."),
    ),
    "mandate": (
        gettext_lazy("Decide"),
        gettext_lazy("Decide this"),
        gettext_lazy("From then on it is a decision. Another one can change it."),
    ),
    "urgent": (
        gettext_lazy("Tell everybody at once"),
        gettext_lazy("I act now, and tell it"),
        gettext_lazy(
            "Everybody at the table hears of it, and may ask you to stop. You talk about it together."
        ),
    ),
}

CHECK: dict[str, Any] = {
    "serves": gettext_lazy("How does it serve what you are for?"),
    "prevents": gettext_lazy("Which harm does it prevent, and why is that more than it does?"),
    "spends_nothing": gettext_lazy("How do you see to it that nothing is spent that nobody agreed to?"),
    "cannot_wait": gettext_lazy("Why can’t it wait until you can ask?"),
}

FOLLOWS: dict[str, Any] = {
    "notice": gettext_lazy("The others are told."),
    "reasons": gettext_lazy("The others are told, with the reasons."),
    "report": gettext_lazy("The others are told, and hear within a month how it went."),
    "log": gettext_lazy("It is kept in the log. Nobody is asked to do anything."),
}

OUTCOME: dict[str, Any] = {
    "by_mandate": gettext_lazy("Decided by mandate"),
    "by_role": gettext_lazy("Decided in a role"),
    "urgent": gettext_lazy("Urgent action"),
}

IN_RECORD: dict[str, Any] = {
    "by_mandate": gettext_lazy("within its limits"),
    "by_role": gettext_lazy("in a role of one’s own"),
    "urgent": gettext_lazy("without authority, told at once"),
}

URGENT_STATE: dict[str, Any] = {
    "acting": gettext_lazy("Nobody has asked to stop."),
    "asked_to_stop": gettext_lazy("Somebody asked to stop. Whoever acts stops now, and says so here."),
    "stopped": gettext_lazy("It was stopped."),
}

#: What a mark beside a decision is.
SAID: dict[str, Any] = {
    "stop": gettext_lazy("asks to stop"),
    "stopped": gettext_lazy("stopped"),
    "discussed": gettext_lazy("wrote down what you said of it"),
    "reported": gettext_lazy("tells how it went"),
}

ASKS: dict[str, tuple[Any, Any]] = {
    "read_decision": (
        gettext_lazy("Read what one of you decided"),
        gettext_lazy("One tap says that you have read it."),
    ),
    "note_stopped": (
        gettext_lazy("Stop your urgent action"),
        gettext_lazy("Somebody asked for it. Stop, and write down what is left to do."),
    ),
    "note_discussed": (
        gettext_lazy("Talk about an urgent action in your next meeting"),
        gettext_lazy("This stays here until you write down what you said of it."),
    ),
    "report_back": (
        gettext_lazy("Tell how your decision went"),
        gettext_lazy("It was left to you; the others hear afterwards."),
    ),
}

SENTENCE: dict[str, Any] = {
    "read_decision": gettext_lazy("One of you decided this. Read it, and say that you did:"),
    "note_stopped": gettext_lazy("Somebody asks you to stop your urgent action. Stop, and say so:"),
    "note_discussed": gettext_lazy("Talk in your next meeting about this urgent action:"),
    "report_back": gettext_lazy("Tell the others how this decision of yours went:"),
}

REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "ground_missing": lambda f: _(
        "Choose the role or the mandate in which you decide. Have you none? "
        "Then decide after advice, or together."
    ),
    "alone_irreversible": lambda f: _(
        "This can’t be undone, so nobody decides it alone. Decide together, by consent."
    ),
    "level_asks": lambda f: (
        _("In this mandate you decide after asking advice. Choose that.")
        if f["method"] == "advice"
        else _("In this mandate you decide together, by consent. Choose that.")
    ),
    "not_your_mandate": lambda f: (
        _("At this level whoever gave the mandate decides. Propose it to them.")
        if f["who"] == "giver"
        else _("At this level whoever has the mandate decides. Propose it to them.")
    ),
    "check_missing": lambda f: _("Answer this in a few words. Can’t you? Then it isn’t an urgent action."),
    "not_told": lambda f: _("You weren’t asked to read this."),
    "marked_already": lambda f: _("This was said already. It stands beside the decision."),
    "stopped_already": lambda f: _("It was stopped already."),
    "stop_yourself": lambda f: _("It is your own action: write down that you stopped."),
    "not_urgent": lambda f: _("This wasn’t an urgent action. Propose to change the decision."),
    "no_report_asked": lambda f: _("No report was asked of this decision."),
    "stopped_missing": lambda f: _("Write how you stopped, and what is left to do."),
    "discussed_missing": lambda f: _("Write in a sentence what you said of it."),
    "report_missing": lambda f: _("Write how it went."),
}


def figures(out: Outcome) -> list[str]:
    """By what right it was decided, and what follows."""
    found = out.figures
    if out.code == "urgent":
        return [str(_told(found["told"]))]
    says = (
        _("In the name of the mandate “%(name)s”.")
        if out.code == "by_mandate"
        else _("In the role “%(name)s”.")
    )
    return [says % {"name": found["ground"]}, *_takes(found), str(FOLLOWS[found["follows"]])]


def _told(count: int) -> str:
    says = ngettext("%(n)s other was told at once.", "%(n)s others were told at once.", count)
    return says % {"n": count}


def _takes(found: Mapping[str, Any]) -> list[str]:
    said = []
    if found["amount"] is not None:
        said.append(_("It costs %(amount)s.") % {"amount": wording_authority.euros(found["amount"])})
    if found["months"] is not None:
        says = ngettext("It binds for %(n)s month.", "It binds for %(n)s months.", found["months"])
        said.append(says % {"n": found["months"]})
    return said


def ground(given: Ground) -> list[str]:
    """By what right it will be decided, and what follows: on a draft."""
    if not given.code:
        return []
    if given.limits is None:
        return [_("In the role “%(name)s”.") % {"name": given.name}]
    follows = mandate.FOLLOWS.get(LEVELS[given.limits.level - 1])
    says = [_("In the name of the mandate “%(name)s”.") % {"name": given.name}]
    return [*says, *([str(FOLLOWS[follows])] if follows else [])]


def marked(kind: str, name: str, text: str) -> str:
    """What somebody said beside a decision, for how it went; reading it isn't told there."""
    says = {
        "missed": _("%(name)s should have been asked: %(text)s"),
        "stop": _("%(name)s asks to stop: %(text)s"),
        "stopped": _("%(name)s stopped: %(text)s"),
        "discussed": _("Talked about in a meeting: %(text)s"),
        "reported": _("%(name)s tells how it went: %(text)s"),
    }
    return says[kind] % {"name": name, "text": text} if kind in says else ""
