"""What the page of copies says."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.apps.ledger.models import Entry
from koers.web.wording_numbers import number

ASKS: dict[str, tuple[Any, Any]] = {
    "let_copy": (
        gettext_lazy("May what your team said leave in a copy?"),
        gettext_lazy("Who runs the organisation asked for one. One yes from your table is enough."),
    ),
}

#: To which page of the team an ask leads.
PAGE_OF = dict.fromkeys(ASKS, "copies")

NOTICES: dict[str, Any] = {
    "asked": gettext_lazy("Every team is asked now. The copy is made when all have said yes."),
    "let": gettext_lazy("Kept. Your team’s part may come along."),
    "ended": gettext_lazy("Taken away. Everybody can read that it was."),
}

REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "copy_asked": lambda f: _("A copy was asked for on %(at)s already. Take that one back first.") % f,
    "copy_own_yes": lambda f: _(
        "You asked for this copy yourself. Let somebody else at your table say whether your team’s part may "
        "leave."
    ),
    "copy_not_made": lambda f: _("This copy isn’t there yet. It is made when every team has said yes."),
    "copy_made": lambda f: _("This copy was made on %(at)s already.") % f,
    "copy_over": lambda f: _("This copy isn’t there any more. Ask for a new one."),
    "copy_elsewhere": lambda f: _(
        "The file isn’t on this machine. Ask whoever runs the server: it lies there in the folder “copies”."
    ),
}

_TOLD: dict[str, Any] = {
    "ask_copy": gettext_lazy("Asked for by %(name)s"),
    "let_copy": gettext_lazy("%(team)s said yes"),
    "make_copy": gettext_lazy("Made"),
    "fetch_copy": gettext_lazy("Fetched"),
    "end_copy": gettext_lazy("Taken away"),
}


def heading(state: str, missing: int) -> str:
    """How far it is, over the page."""
    if state == "made":
        return _("The copy is there")
    if state == "none":
        return _("A copy of everything")
    if not missing:
        return _("All have said yes: the copy is being made")
    said = ngettext("One team hasn’t said yes yet", "%(n)s teams haven’t said yes yet", missing)
    return (said % {"n": number(missing)}).capitalize()


def told(entry: Entry, teams: Mapping[int, str], askers: Mapping[str, str]) -> str:
    """One thing that happened with a copy. Teams by number, who asked by the copy's code."""
    if entry.data.get("by") == "command_line":
        return _("Made on the server, by who runs it")
    facts = {"team": teams.get(entry.data.get("team", 0), ""), "name": askers.get(entry.subject, "")}
    return str(_TOLD[entry.deed]) % facts
