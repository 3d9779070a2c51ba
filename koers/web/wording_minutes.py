"""Words of minutes that are read in: what was found, how sure that is, and what came of it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.domain.minutes import ACTION, DECISION, Found
from koers.web.wording_numbers import number

TAKEN_OVER = gettext_lazy("Taken over from minutes")

#: Why it is proposed: the minutes say it with a word of their own, or it reads like one.
SURE: dict[str, Any] = {
    "said": gettext_lazy("the minutes say so"),
    "looks": gettext_lazy("it reads like one"),
}


def found(what: Found) -> str:
    """ "Three decisions and five actions, perhaps"."""
    counts = {kind: sum(item.kind == kind for item in what.items) for kind in (DECISION, ACTION)}
    if not what.items:
        return _("No decisions and no actions were found")
    return _("Perhaps %(decisions)s and %(actions)s") % {
        "decisions": decisions(counts[DECISION]),
        "actions": actions(counts[ACTION]),
    }


def decisions(count: int) -> str:
    """ "three decisions"."""
    return ngettext("one decision", "%(n)s decisions", count) % {"n": number(count) if count else _("no")}


def actions(count: int) -> str:
    """ "five actions"."""
    return ngettext("one action", "%(n)s actions", count) % {"n": number(count) if count else _("no")}


def taken(of_decisions: int, of_actions: int) -> str:
    """What was taken over just now."""
    facts = {"decisions": decisions(of_decisions), "actions": actions(of_actions)}
    return _("Taken over: %(decisions)s and %(actions)s. Nothing else of the minutes is kept.") % facts


def history(
    source: Mapping[str, Any], taken_over: datetime, names: Mapping[int, str]
) -> list[tuple[date, str]]:
    """When it was decided according to the minutes, and when and by whom it was written down here."""
    by = names.get(source["taken_by"] or 0)
    says = _("Taken over from the minutes by %(name)s") % {"name": by} if by else str(TAKEN_OVER)
    day = date.fromisoformat(source["day"])
    decided = _("Decided, as the minutes of %(day)s say") % {"day": date_format(day, _("j F Y"))}
    return [(day, decided), (timezone.localdate(taken_over), says)]


REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "minutes_empty": lambda f: _("Paste the minutes here, or choose a file with them."),
    "minutes_long": lambda f: (
        _(
            "These minutes are %(length)d characters long, and at most %(limit)d fit. "
            "Paste one meeting at a time."
        )
        % f
    ),
    "minutes_day_unfit": lambda f: _("Choose the day of the meeting, at the latest %(last)s.") % f,
    "nothing_taken": lambda f: _("Choose “Decision” or “Action” at what you want to take over."),
    "decision_text_missing": lambda f: _("Write down what was decided, or leave this one out."),
    "file_large": lambda f: _("This file is too large. Paste the text of the minutes instead."),
    "file_old_word": lambda f: _(
        "This is a Word file from before 2007, or one with a password. Save it as .docx, or paste its text."
    ),
    "file_broken": lambda f: _("This Word file can’t be opened. Save it again, or paste its text."),
    "file_not_text": lambda f: _("This file isn’t text. Choose Markdown, plain text or Word (.docx)."),
}
