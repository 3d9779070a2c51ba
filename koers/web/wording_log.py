"""What the log of decisions says."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.apps.decisions.models import Decision
from koers.domain.searching import Wanted
from koers.web import wording_decisions, wording_earlier, wording_minutes
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
    "source": (gettext_lazy("Where it was decided"), gettext_lazy("Everywhere")),
}

SOURCE: dict[str, Any] = {
    "here": gettext_lazy("Here, in Koers"),
    "minutes": gettext_lazy("Before, it stands in minutes"),
    "list": gettext_lazy("Before, it came in from a list"),
}

CHOICES: dict[str, dict[str, Any]] = {
    "method": wording_decisions.METHOD,
    "validity": wording_decisions.VALIDITY,
    "understanding": wording_decisions.UNDERSTANDING,
    "review": wording_decisions.REVIEW,
    "source": SOURCE,
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
    ("source", gettext_lazy("Stands in")),
)

REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "log_too_many": lambda f: (
        _("These are %(count)s decisions; at most %(limit)s fit in one file. Narrow the list first.") % f
    ),
}

_MANY = gettext_lazy("More than %(n)s decisions are like this")

NOTICES: dict[str, Any] = {
    "kept": gettext_lazy("Kept. It stands above the list, for you alone."),
    "dropped": gettext_lazy("This view is gone. The decisions stay."),
}


def method(decision: Decision) -> str:
    """How it was decided; of what stands in minutes nobody here saw that."""
    if decision.from_minutes:
        return str(wording_minutes.TAKEN_OVER)
    if decision.imported:
        return wording_earlier.how(decision.record["imported"])
    return str(wording_decisions.METHOD[decision.method])


def source(decision: Decision) -> str:
    """The minutes it stands in, with their day, or the list it came from; "" when it was decided here."""
    if decision.imported:
        return str(decision.record["imported"]["file"])
    if not decision.from_minutes:
        return ""
    facts = {"title": decision.record["minutes"]["title"], "day": _day(decision.decided)}
    return _("%(title)s, %(day)s") % facts


def when(decision: Decision) -> str:
    """The day, and how it was decided or in which minutes it stands."""
    facts = {"day": _day(decision.decided), "method": method(decision)}
    if decision.from_minutes:
        facts["title"] = decision.record["minutes"]["title"]
        return _("%(day)s, from the minutes “%(title)s”") % facts
    if decision.imported:
        return _("%(day)s, from the list “%(title)s”") % (facts | {"title": source(decision)})
    return _("%(day)s, %(method)s") % facts


def _day(day: date) -> str:
    return date_format(day, _("j F Y"))


def heading(count: int, wanted: Wanted, most: int | None = None) -> str:
    """What is seen in the log; with more than `most` that is all that is said of how many."""
    facts = {"n": number(count), "q": wanted.q}
    if most is not None and count > most:
        facts["n"] = number_format(most, force_grouping=True)
        said = _("More than %(n)s decisions have “%(q)s” in them") if wanted.q else _MANY
        return str(said) % facts
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
    if text.startswith("één"):  # Dutch: the capital goes without
        return "Eén" + text[3:]
    return text[:1].upper() + text[1:]


def feed_title(team: str) -> str:
    """What the feed is called in somebody's reader."""
    return _("Decisions of %(team)s") % {"team": team}


def tracks(stands: dict[str, str]) -> list[str]:
    """How a decision stands, a line per track; "planned" alone would leave open what."""
    review = stands["review"]
    looks = _("Look back: %(state)s") % {"state": review[:1].lower() + review[1:]}
    return [stands["validity"], stands["understanding"], looks]
