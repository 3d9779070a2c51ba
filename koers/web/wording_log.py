"""What the log of decisions says."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.domain.searching import Wanted
from koers.web import wording_decisions, wording_earlier
from koers.web.wording_numbers import number

#: What the list can be narrowed by, and how "it doesn't matter" is said there.
FIELD: dict[str, tuple[Any, Any]] = {
    "year": (gettext_lazy("Year"), gettext_lazy("Every year")),
    "method": (gettext_lazy("How it was decided"), gettext_lazy("Every way")),
    "validity": (gettext_lazy("Validity"), gettext_lazy("Holds or not")),
    "understanding": (gettext_lazy("Understanding"), gettext_lazy("Understood or not")),
    "review": (gettext_lazy("Look back"), gettext_lazy("Looked back or not")),
    "priority": (gettext_lazy("Priority"), gettext_lazy("Every priority")),
    "owner": (gettext_lazy("Who sees to it"), gettext_lazy("Everybody")),
    "role": (gettext_lazy("About the role"), gettext_lazy("Every role")),
}

METHOD: dict[str, Any] = {**wording_decisions.METHOD, **wording_earlier.METHOD}

CHOICES: dict[str, dict[str, Any]] = {
    "method": METHOD,
    "validity": wording_decisions.VALIDITY,
    "understanding": wording_decisions.UNDERSTANDING,
    "review": wording_decisions.REVIEW,
}

COLUMNS: tuple[tuple[str, Any], ...] = (
    ("number", gettext_lazy("Number")),
    ("sealed", gettext_lazy("Decided on")),
    ("title", gettext_lazy("Title")),
    ("text", gettext_lazy("Decision")),
    ("method", gettext_lazy("How it was decided")),
    ("validity", gettext_lazy("Validity")),
    ("understanding", gettext_lazy("Understanding")),
    ("review", gettext_lazy("Look back")),
    ("owner", gettext_lazy("Who sees to it")),
    ("priority", gettext_lazy("Priority")),
)

REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "log_too_many": lambda f: (
        _("These are %(count)s decisions; at most %(limit)s fit in one file. Narrow the list first.") % f
    ),
}

NOTICES: dict[str, Any] = {
    "kept": gettext_lazy("Kept. It stands above the list, for you alone."),
    "dropped": gettext_lazy("This view is gone. The decisions stay."),
}


def heading(count: int, wanted: Wanted) -> str:
    """What is seen in the log."""
    facts = {"n": number(count), "q": wanted.q}
    if wanted.q:
        if not count:
            return _("No decision has “%(q)s” in it") % facts
        said = ngettext("%(n)s decision has “%(q)s” in it", "%(n)s decisions have “%(q)s” in them", count)
        return _capital(said % facts)
    if wanted.given:
        if not count:
            return _("No decision is like this")
        return _capital(
            ngettext("%(n)s decision is like this", "%(n)s decisions are like this", count) % facts
        )
    if not count:
        return _("Nothing has been decided here yet")
    return _capital(ngettext("%(n)s decision was taken", "%(n)s decisions were taken", count) % facts)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def feed_title(team: str) -> str:
    """What the feed is called in somebody's reader."""
    return _("Decisions of %(team)s") % {"team": team}
