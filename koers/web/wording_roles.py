"""What the register of roles says."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.domain import roles
from koers.web.wording_numbers import number

PART: dict[str, Any] = {
    "name": gettext_lazy("Name"),
    "purpose": gettext_lazy("What it is for"),
    "domains": gettext_lazy("Decides about"),
    "accountabilities": gettext_lazy("Sees to"),
    "ties": gettext_lazy("Has to do with"),
}

#: How a role has to do with another one, and the same from the other side.
TIE: dict[str, Any] = {
    "leans_on": gettext_lazy("Leans on"),
    "reports_to": gettext_lazy("Reports to"),
    "hands_over_to": gettext_lazy("Hands over to"),
}

TIED: dict[str, Any] = {
    "leans_on": gettext_lazy("Leans on this role:"),
    "reports_to": gettext_lazy("Reports to this role:"),
    "hands_over_to": gettext_lazy("Hands over to this role:"),
}

STATE: dict[str, Any] = {
    "calm": gettext_lazy("Held"),
    "watch": gettext_lazy("A term ends soon"),
    "talk": gettext_lazy("Nobody holds it"),
}

SHOW: dict[str, Any] = {
    "": gettext_lazy("All"),
    "vacant": gettext_lazy("Nobody holds it"),
    "soon": gettext_lazy("Ends within sixty days"),
}

SETTLED: dict[str, Any] = {
    "open": gettext_lazy("Proposed"),
    "deciding": gettext_lazy("The team decides about it"),
    "adopted": gettext_lazy("Adopted"),
    "declined": gettext_lazy("Declined"),
}

ASKS: dict[str, tuple[Any, Any]] = {
    "adopt_role": (
        gettext_lazy("A change in a role was proposed"),
        gettext_lazy("Adopt it, or decline it with a reason."),
    ),
    "renew_term": (
        gettext_lazy("Somebody’s time in a role ends"),
        gettext_lazy("Let it last longer, or ask somebody else."),
    ),
}

#: To which page of the team an ask leads.
PAGE_OF = dict.fromkeys(ASKS, "roles")

NOTICES: dict[str, Any] = {
    "proposed": gettext_lazy("Your proposal is kept. Who facilitates or guards the process is asked."),
    "adopted": gettext_lazy("Adopted. It holds from now on."),
    "declined": gettext_lazy("Declined. Your reason is kept with it."),
    "filled": gettext_lazy("Kept."),
    "renewed": gettext_lazy("The term lasts longer."),
    "vacated": gettext_lazy("This term has ended."),
}

REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "purpose_missing": lambda f: _("Say in one sentence what the role is for."),
    "too_many_lines": lambda f: _("At most %(limit)d lines fit here. Put some together.") % f,
    "nothing_changed": lambda f: _("Nothing differs from the text of now. Change something first."),
    "role_ended": lambda f: _("This role was ended on %(at)s. Propose a new one, if you need it again.") % f,
    "role_moved_on": lambda f: _(
        "The role has changed since this was proposed. Decline it, and propose it again beside the new text."
    ),
    "proposal_settled": lambda f: _("This proposal was settled on %(at)s. Look at what came of it.") % f,
    "proposal_deciding": lambda f: _(
        "The team decides about this in a proposal. Wait for what comes of it, or withdraw that proposal."
    ),
    "tie_missing": lambda f: _("A role can’t have to do with itself, nor with one that isn’t there."),
    "tie_unknown": lambda f: (
        _("No role is called “%(name)s”. Write its name as it stands in the register.") % f
    ),
    "tie_ambiguous": lambda f: _("Several roles are called “%(name)s”. Add the team: “%(first)s”.") % f,
    "holder_missing": lambda f: _("Choose somebody of your team."),
    "holder_nameless": lambda f: _("This seat has no name yet. Give it a name at the table first."),
    "term_backwards": lambda f: _("Choose a last day that isn’t before the first."),
    "term_overlaps": lambda f: _("They hold this role in some of these days already. Choose other days."),
    "term_over": lambda f: _("This term is over. Give them a new one, if they go on."),
    "term_endless": lambda f: _("This term has no end, so it goes on already."),
    "term_not_later": lambda f: _("Choose a day after %(day)s, or none.") % f,
}


def tie(kind: str, role: Any) -> str:
    """One line of what a role has to do with."""
    return f"{TIE[kind]}: {role.name}, {role.team.name}"


def heading(counted: dict[str, int]) -> str:
    """What is seen in the register."""
    count, vacant = counted["all"], counted["vacant"]
    if not count:
        return _("No roles are written down yet")
    facts = {"n": number(count), "vacant": number(vacant)}
    if not vacant:
        said = ngettext(
            "There is one role, and somebody holds it", "There are %(n)s roles, and all are held", count
        )
        return said % facts
    said = ngettext(
        "Of %(n)s roles, %(vacant)s is held by nobody",
        "Of %(n)s roles, %(vacant)s are held by nobody",
        vacant,
    )
    return said % facts


def span(term: roles.Term) -> str:
    """From when until when, as somebody says it."""
    facts = {"first": _day(term.first)}
    if term.ended and (term.last is None or term.ended <= term.last):
        return _("from %(first)s, ended on %(last)s") % {**facts, "last": _day(term.ended)}
    if term.last:
        return _("from %(first)s up to and including %(last)s") % {**facts, "last": _day(term.last)}
    return _("since %(first)s") % facts


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def proposed(ends: bool, is_new: bool, name: str, role: str) -> str:
    """Who proposes what."""
    facts = {"name": name, "role": role}
    if ends:
        return _("%(name)s proposes to end the role %(role)s") % facts
    if is_new:
        return _("%(name)s proposes a new role: %(role)s") % facts
    return _("%(name)s proposes a change in the role %(role)s") % facts
