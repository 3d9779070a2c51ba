"""What the pages of delegation levels and of interests say."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.web import wording_checks

ASKS: dict[str, tuple[Any, Any]] = {
    "pick_level": (
        gettext_lazy("Pick how much you leave to whoever carries it"),
        gettext_lazy("From 1 to 7, alone. All are shown at once."),
    ),
}

#: To which page of the team an ask leads.
PAGE_OF = {"pick_level": "levels"}

SENTENCE: dict[str, Any] = {
    "pick_level": gettext_lazy("Pick how much you leave to whoever carries it, from 1 to 7:"),
}

NOTICES: dict[str, Any] = {
    "noted": gettext_lazy("Noted. The organisation can read it."),
    "over": gettext_lazy("Noted that it is over. It stays to be read."),
}

REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "matter_unsaid": lambda f: _("Say which kind of matter it is about."),
    "level_missing": lambda f: _("Choose a level from 1 to 7."),
    "levels_open": lambda f: _("You are picking on another question already. Go on with that one."),
    "levels_elsewhere": lambda f: _("The others are a step further already. Look again."),
    "pick_first": lambda f: _("Pick yourself first. Then you see the others’."),
    "too_few_picks": lambda f: _("From two picks on you can show them."),
    "side_unsaid": lambda f: _("Say what you are or what you have there."),
    "where_missing": lambda f: _("Say where: an organisation, a company, a family."),
    "interest_backwards": lambda f: _("Choose a last day after the first."),
    "interest_over": lambda f: _("This is over since %(day)s already.") % f,
}


def picking(names: Sequence[str]) -> str:
    """Who is still picking."""
    if not names:
        return ""
    said = ngettext("%(names)s is still picking", "%(names)s are still picking", len(names))
    return said % {"names": wording_checks.listed(names)}


def explain(low: str, high: str) -> str:
    """Who tells first why."""
    return _("First %(low)s tells why so little, and %(high)s why so much.") % {"low": low, "high": high}


def all_alike() -> str:
    """All picked the same."""
    return _("You all picked the same.")


def declared(what: str, where: str) -> str:
    """What somebody declared, as a question to themselves."""
    return _("You declared: %(what)s, %(where)s. Does this touch you?") % {"what": what, "where": where}
