"""Words of a role election: who was named, who was proposed, what came of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.domain.processes import Case, Outcome, Terms
from koers.web.wording_ballots import CHOOSING, TIE
from koers.web.wording_readbacks import listed

Names = Mapping[int, str]

NOBODY = gettext_lazy("Nobody")
WILLING: dict[str, tuple[Any, Any]] = {
    "no_objection": (gettext_lazy("No objection"), gettext_lazy("This person can begin")),
    "objection": (gettext_lazy("Objection"), gettext_lazy("It does harm to the role or to what we are for")),
}
#: The same for the one it is about.
MYSELF: dict[str, tuple[Any, Any]] = {
    "no_objection": (gettext_lazy("Yes, I take this role"), ""),
    "objection": (gettext_lazy("I have an objection myself"), gettext_lazy("With a reason")),
}

BECAME: dict[str, Any] = {
    "": gettext_lazy("%(name)s is proposed."),
    "declined": gettext_lazy("%(name)s was proposed and isn’t available."),
    "objected": gettext_lazy("%(name)s was proposed, and there was an objection."),
    "left": gettext_lazy("%(name)s was proposed and left the table."),
}
HOW: dict[str, Any] = {
    "reasons": gettext_lazy("On strength of the reasons."),
    "count": gettext_lazy("Named most."),
    "lot": gettext_lazy("Named as often as another; a lot decided."),
}


def outcome(out: Outcome, names: Names) -> list[str]:
    """What came out, sentence by sentence."""
    figures = out.figures
    said = [_elected(figures, names)] if "elected" in figures else []
    if named := figures.get("nominations"):
        often = sorted(named.items(), key=lambda one: (-one[1], names.get(int(one[0]), "")))
        said.append(listed([times(names.get(int(one), ""), n) for one, n in often]) + ".")
    said += [
        str(BECAME[ended]) % {"name": names.get(m, "")} for m, _how, ended in figures["proposed"] if ended
    ]
    if out.code == "vacancy":
        said.append(_("Nobody who was named is available, so nobody holds the role now."))
    return said


def _elected(figures: Mapping[str, Any], names: Names) -> str:
    facts = {"name": names.get(figures["elected"], "")}
    if not figures["until"]:
        return _("%(name)s holds the role from now on.") % facts
    until = date_format(date.fromisoformat(figures["until"]), _("j F Y"))
    return _("%(name)s holds the role from now on, until %(day)s.") % {**facts, "day": until}


def times(name: str, n: int) -> str:
    """ "Anouk was named 3 times"."""
    says = ngettext("%(name)s was named once", "%(name)s was named %(n)s times", n)
    return says % {"name": name, "n": n}


def terms(given: Terms) -> list[str]:
    """How it is decided, sentence by sentence."""
    said = [
        f"{CHOOSING[given.choosing]}.",
        _("If two are named as often: %(tie)s.") % {"tie": _low(given.tie)},
    ]
    if given.until:
        said.append(_("Elected until %(day)s.") % {"day": date_format(given.until, _("j F Y"))})
    return said


def _low(tie: str) -> str:
    says = str(TIE[tie])
    return says[:1].lower() + says[1:]


def course(case: Case, names: Names) -> list[tuple[str, str, str]]:
    """Everybody who was proposed, in order: what became of it, how it came, and why."""
    return [
        (str(BECAME[one.ended]) % {"name": names.get(one.member, "")}, str(HOW[one.how]), one.why)
        for one in case.proposed
    ]
