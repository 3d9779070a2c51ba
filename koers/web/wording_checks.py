"""What a collaboration check and the process guardian say."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.domain import checks
from koers.web.wording_numbers import number

STEP: dict[str, Any] = {
    "former": gettext_lazy("What you agreed"),
    "helps": gettext_lazy("Helps"),
    "chafes": gettext_lazy("Chafes"),
    "hinders": gettext_lazy("Hinders"),
    "learned": gettext_lazy("Went wrong, learned"),
    "agree": gettext_lazy("Agree"),
}

QUESTION: dict[str, Any] = {
    "former": gettext_lazy("What came of what you agreed?"),
    "helps": gettext_lazy("What helps us in working together?"),
    "chafes": gettext_lazy("Where does it chafe between us?"),
    "hinders": gettext_lazy("What stands in our way?"),
    "learned": gettext_lazy("What went wrong, and what did we learn?"),
    "agree": gettext_lazy("What do we agree?"),
}

HINT: dict[str, Any] = {
    "helps": gettext_lazy("Something you saw or heard these weeks that you want more of."),
    "chafes": gettext_lazy(
        "What you noticed, and what it did to you. About what happens, not about who somebody is."
    ),
    "hinders": gettext_lazy(
        "Something outside or in how you arranged it: time, rules, tools, unclear roles."
    ),
    "learned": gettext_lazy("One moment, and what you would do differently now."),
}

TALK: dict[str, tuple[Any, Any]] = {
    "helps": (
        gettext_lazy("Read in silence first."),
        gettext_lazy("What do you want to keep doing, and who sees to that?"),
    ),
    "chafes": (
        gettext_lazy("Ask before you answer: what did you see happen?"),
        gettext_lazy("What would make it a little easier?"),
    ),
    "hinders": (
        gettext_lazy("Which of these can you change yourselves?"),
        gettext_lazy("For the rest: who has to know?"),
    ),
    "learned": (gettext_lazy("Thank who told it."), gettext_lazy("What does it mean for the next weeks?")),
}

STAGE: dict[str, Any] = {
    **dict.fromkeys(checks.STAGES, gettext_lazy("Going on now")),
    "kept": gettext_lazy("Done"),
    "stopped": gettext_lazy("Stopped"),
}

SAID: dict[str, Any] = {
    "kept": gettext_lazy("Kept"),
    "partly": gettext_lazy("Partly"),
    "not_kept": gettext_lazy("Not kept"),
    "under_way": gettext_lazy("Under way"),
}

STATE: dict[str, Any] = {
    "asked": gettext_lazy("is asked"),
    "passed": gettext_lazy("passed"),
    "left": gettext_lazy("left this seat"),
    "serving": gettext_lazy("guards now"),
    "ended": gettext_lazy("guarded"),
}

ASKS: dict[str, tuple[Any, Any]] = {
    "plan_check": (
        gettext_lazy("Plan the next collaboration check"),
        gettext_lazy("Twenty minutes. A day is proposed; move it or say yes."),
    ),
    "open_check": (
        gettext_lazy("Open the collaboration check"),
        gettext_lazy("It is planned for this day. You need twenty minutes and everybody’s phone."),
    ),
    "write_line": (
        gettext_lazy("Join the collaboration check"),
        gettext_lazy("Four short lines, by name. You see the others’ when yours is in."),
    ),
    "hand_over": (
        gettext_lazy("Hand over guarding the process"),
        gettext_lazy("Ask the next in line, with a few words. Or say why you go on."),
    ),
    "accept_guardian": (
        gettext_lazy("Do you take over guarding the process?"),
        gettext_lazy("Until the next check. Say yes, or pass with a reason."),
    ),
}

#: To which page of the team an ask leads.
PAGE_OF = {
    "plan_check": "checks",
    "open_check": "checks",
    "hand_over": "guardian",
    "accept_guardian": "guardian",
}

NOTICES: dict[str, Any] = {
    "planned": gettext_lazy("The day is kept."),
    "rhythm": gettext_lazy("The rhythm is kept."),
    "asked": gettext_lazy("The next in line is asked."),
    "accepted": gettext_lazy("You guard the process now."),
    "passed": gettext_lazy("Your reason is kept. The next in line is asked, if there is one."),
    "stays": gettext_lazy("You go on until the next check."),
    "willing": gettext_lazy("Kept."),
}


def day_in_full(at: date) -> str:
    """ "Tuesday 5 January"."""
    return date_format(at, _("l j F"))


def clock_at(stage: str) -> str:
    """What the clock shows when a step has had its share: guidance, not a limit."""
    done = checks.STAGES[: checks.STAGES.index(stage) + 1]
    return f"{checks.TOTAL_MINUTES - sum(checks.MINUTES[step] for step in done)}:00"


def heading(kept: int) -> str:
    """Over the list of former checks."""
    if not kept:
        return _("Twenty minutes on how you work together, every six to eight weeks")
    return ngettext("You held %(words)s check", "You held %(words)s checks", kept) % {"words": number(kept)}


def outcome(agreed: int, stage: str) -> str:
    """What came of a check, over the page to keep."""
    if stage == "stopped":
        return _("This check was stopped")
    if not agreed:
        return _("You talked it through, without a new agreement")
    return ngettext("You made one agreement", "You made two agreements", agreed)


def late(weeks: int) -> str:
    """A fact, without a judgement."""
    return _("The last check was %(weeks)d weeks ago.") % {"weeks": weeks} if weeks else ""


def next_check(day: date, planned: bool, today: date) -> str:
    """When the next one is."""
    facts = {"day": day_in_full(day)}
    if day < today:
        return _("The next check was due on %(day)s.") % facts
    if planned:
        return _("The next check is on %(day)s.") % facts
    return _("The next check is proposed for %(day)s.") % facts


def why_next(code: str, name: str, until: date | None) -> str:
    """Why this one is asked next: an explanation, never a ranking."""
    if code == "only_one":
        return _("%(name)s is next: nobody else wants to now.") % {"name": name}
    if code == "longest_ago" and until:
        facts = {"name": name, "day": date_format(until, "j F Y")}
        return _("%(name)s is next: of those who want to, it is longest ago, until %(day)s.") % facts
    return _("%(name)s is next, and hasn’t done it before.") % {"name": name}


def watches(late_actions: int, reading: int) -> list[tuple[str, str]]:
    """What a guardian watches, each with the fact of now."""
    agreements = (
        ngettext("%(n)d agreement is past its day.", "%(n)d agreements are past their day.", late_actions)
        % {"n": late_actions}
        if late_actions
        else _("No agreement is past its day.")
    )
    decisions = (
        _("One decision is being read back and not ended yet.")
        if reading
        else _("No decision waits to be read back.")
    )
    return [(_("Agreements"), agreements), (_("Decisions"), decisions)]


def went_on(stage: str) -> str:
    """To who is still writing: the others are further, and this line still counts."""
    if stage in checks.ENDED:
        return _("The check is over.")
    return _("The others are at: %(step)s. Your line still counts.") % {"step": STEP[stage]}


def listed(names: Sequence[str]) -> str:
    """ "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def writing(names: Sequence[str]) -> str:
    """Who is still writing."""
    if not names:
        return ""
    return ngettext("%(names)s is still writing", "%(names)s are still writing", len(names)) % {
        "names": listed(names)
    }


REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "check_open": lambda f: _("A check is going on already. Go on with that one."),
    "check_elsewhere": lambda f: _("The others are a step further already. Look again."),
    "former_unsaid": lambda f: (
        ngettext(
            "Of %(count)d agreement nothing is said yet. Say it, or skip the step with a reason.",
            "Of %(count)d agreements nothing is said yet. Say it, or skip the step with a reason.",
            f["count"],
        )
        % f
    ),
    "former_unknown": lambda f: _("Choose kept, partly or not kept."),
    "lines_not_shown": lambda f: _("First lay on the wall what was written, or skip the step with a reason."),
    "nobody_wrote": lambda f: _("Nobody has written yet. Give it a minute, or skip the step with a reason."),
    "line_first": lambda f: _("First write your own line. Then you see the others’."),
    "line_given": lambda f: _("Your line is in. From then on you see the others’."),
    "line_missing": lambda f: _("Write one line, or pass."),
    "why_missing": lambda f: _("Say why, in a few words."),
    "agreement_missing": lambda f: _("Write one or two agreements, or skip the step with a reason."),
    "weeks_unfit": lambda f: _("Choose from %(first)d to %(last)d weeks.") % f,
    "handover_open": lambda f: _("Somebody is asked already and hasn’t answered yet."),
    "nobody_willing": lambda f: _("Nobody else at the table wants to now. Talk about it together."),
    "asked_no_more": lambda f: _("This isn’t asked any more. Look again."),
}

assert set(STEP) == set(QUESTION) == set(checks.STAGES)
assert set(HINT) == set(TALK) == set(checks.ALONE)
