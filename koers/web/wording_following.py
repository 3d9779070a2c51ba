"""Words of coming back: how an action goes, what came of it, the next round, and rounds beside each other."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.domain.scans import Change, Moves
from koers.web.wording_numbers import number

PROGRESS: dict[str, Any] = {
    "underway": gettext_lazy("Under way"),
    "stuck": gettext_lazy("Stuck"),
    "done": gettext_lazy("Already done"),
}

OUTCOME: dict[str, Any] = {
    "done": gettext_lazy("Done"),
    "partly": gettext_lazy("Partly done"),
    "not_done": gettext_lazy("Not done"),
    "stopped": gettext_lazy("Stopped"),
}

EFFECT: dict[str, Any] = {
    "yes": gettext_lazy("Yes"),
    "a_bit": gettext_lazy("A bit"),
    "no": gettext_lazy("No"),
    "too_early": gettext_lazy("Too early to say"),
}

NOTICED: dict[str, Any] = {
    "yes": gettext_lazy("You notice it"),
    "a_bit": gettext_lazy("You notice it a bit"),
    "no": gettext_lazy("You don't notice it"),
    "too_early": gettext_lazy("It is too early to notice"),
}

ASKS: dict[str, tuple[Any, Any]] = {
    "note_progress": (
        gettext_lazy("Say how your action goes"),
        gettext_lazy("Under way, stuck, or done already. You are halfway."),
    ),
    "open_round": (
        gettext_lazy("Open the next round of the scan"),
        gettext_lazy("The same five questions. Not now is an answer too."),
    ),
}

APART: dict[str, Any] = {
    "nearly_same_people": gettext_lazy(
        "This round isn't laid beside the one of %(when)s. One or two other people answered, "
        "and the difference would show what they gave. From three on it can be done."
    ),
    "not_all_answered": gettext_lazy(
        "This round isn't laid beside the one of %(when)s. Without names it is only known who answered "
        "when everybody does, and not everybody did."
    ),
    "too_few": gettext_lazy(
        "This round isn't laid beside the one of %(when)s. There were too few answers to show dots."
    ),
}

LEFT_OUT: dict[str, Any] = {
    "nearly_same_people": gettext_lazy(
        "one or two people differ from a round above; the difference would show what they gave"
    ),
    "not_all_answered": gettext_lazy("not everybody answered, so it isn't known who did"),
    "too_few": gettext_lazy("too few answers to show dots"),
}


def going(code: str) -> str:
    """How an action goes, as its owner said."""
    return str(PROGRESS[code])


def came_of(code: str) -> str:
    """What came of an action."""
    return str(OUTCOME[code])


def noticed(code: str) -> str:
    """Whether the team notices anything of it."""
    return str(NOTICED[code])


def apart(why: str, when: str) -> str:
    """Why two rounds of a series don't stand side by side."""
    return APART[why] % {"when": when} if why else ""


def moved(change: Change | Moves, step: Callable[[float], str]) -> str:
    """The middle answer then and now, in a few words."""
    facts = {"before": step(change.median_before), "now": step(change.median_now)}
    if change.median_before == change.median_now:
        return (
            _("the middle stays %(now)s, a few dots lie higher") % facts
            if change.rose
            else _("the middle stays %(now)s") % facts
        )
    return _("the middle from %(before)s to %(now)s") % facts


def weeks(count: int) -> str:
    """How long it is between two rounds."""
    return ngettext("%(n)d week", "%(n)d weeks", count) % {"n": count}


def room(left: int) -> str:
    """How many new actions fit beside what is still open."""
    return ngettext("one new action", "%(n)s new actions", left) % {"n": number(left)}


REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "action_reported": lambda f: _("A word was already given on this action."),
    "action_moved": lambda f: (
        _("This action was given another day already: it was %(day)s first. Say what came of it, or stop it.")
        % f
    ),
    "action_has_owner": lambda f: _("%(name)s sees to this action. Agree it together first.") % f,
    "actions_open": lambda f: _(
        "Two actions of an earlier scan are still open, and more than two at once come to nothing. "
        "Say at Actions what came of one of them, or stop it. Then there is room here."
    ),
    "outcome_unknown": lambda f: _("Choose what came of it."),
    "progress_unknown": lambda f: _("Choose how it goes."),
    "effect_unknown": lambda f: _("Choose whether you notice anything. It may be too early."),
    "word_missing": lambda f: _("Say in a few words why."),
    "rhythm_unfit": lambda f: _("Choose from %(least)d to %(most)d weeks.") % f,
}
