"""What is said about a register that is brought in, and about teams in teams."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.domain.registers.planning import Differs, Plan
from koers.domain.registers.saying import Left
from koers.web.wording_numbers import number

OLD_PREVIEW = gettext_lazy("This preview is older than an hour. Choose the file again.")

NOTICES: dict[str, Any] = {
    "described": gettext_lazy("Kept."),
    "helping": gettext_lazy("You lead this team now. Let people in from the table."),
}

REFUSALS: dict[str, Callable[[dict[str, Any]], str]] = {
    "register_missing": lambda f: _("Choose a file first."),
    "register_too_large": lambda f: (
        _("%(place)s is too large: at most %(limit)s kB can be read. Take a smaller part of it.") % f
    ),
    "register_unknown": lambda f: (
        _("We can’t read %(place)s. Choose a ZIP, TOML, YAML, CSV or JSON file.") % f
    ),
    "register_broken": lambda f: (
        _("%(place)s stops being readable at line %(line)s. Look at that line, and choose the file again.")
        % f
    ),
    "register_refers": lambda f: (
        _(
            "%(place)s refers to another place in itself, or is nested too deep, at line %(line)s. "
            "Write it out there, and choose the file again."
        )
        % f
    ),
    "register_no_team": lambda f: (
        _("%(place)s is readable, but no team stands in it. Look below at what a register looks like.") % f
    ),
    "register_empty": lambda f: _("There is no register in this file. Choose another one."),
    "zip_broken": lambda f: _("%(place)s can’t be unpacked. Make the ZIP again, without a password.") % f,
    "too_many_files": lambda f: _("%(place)s has more than %(limit)s files. Bring it in in parts.") % f,
    "too_many_circles": lambda f: (
        _("There are %(count)s teams in it, and at most %(limit)s fit at once. Bring it in in parts.") % f
    ),
    "outer_missing": lambda f: _("Choose a team of your organisation."),
    "outer_inside": lambda f: _("That team lies in %(name)s itself. Choose another one.") % f,
    "team_is_led": lambda f: _("Somebody leads %(name)s already. Ask them.") % f,
}

_LEFT: dict[str, Callable[[int], str]] = {
    "circle_ended": lambda n: ngettext(
        "%(n)s team is no more, the register says", "%(n)s teams are no more, the register says", n
    ),
    "circle_twice": lambda n: ngettext(
        "%(n)s team has the name of another one", "%(n)s teams have the name of another one", n
    ),
    "role_twice": lambda n: ngettext(
        "%(n)s role has the name of another one in its team",
        "%(n)s roles have the name of another one in their team",
        n,
    ),
    "parent_missing": lambda n: ngettext(
        "%(n)s team lies in a team that isn’t there, so it stands by itself",
        "%(n)s teams lie in a team that isn’t there, so they stand by themselves",
        n,
    ),
    "parent_ring": lambda n: ngettext(
        "%(n)s team would lie in itself, so it stands by itself",
        "%(n)s teams would lie in themselves, so they stand by themselves",
        n,
    ),
    "people_elsewhere": lambda n: ngettext(
        "%(n)s team takes its people from other teams by a rule; who that is doesn’t stand there",
        "%(n)s teams take their people from other teams by a rule; who that is doesn’t stand there",
        n,
    ),
    "held_undated": lambda n: ngettext(
        "In %(n)s team it says who was there before, but not from when until when",
        "In %(n)s teams it says who was there before, but not from when until when",
        n,
    ),
    "too_long": lambda n: ngettext("%(n)s text is too long", "%(n)s texts are too long", n),
    "too_many_lines": lambda n: ngettext(
        "%(n)s role has more than twenty lines", "%(n)s roles have more than twenty lines", n
    ),
    "too_many_seats": lambda n: ngettext(
        "%(n)s team has more people than seats fit", "%(n)s teams have more people than seats fit", n
    ),
    "name_missing": lambda n: ngettext("%(n)s name isn’t filled in", "%(n)s names aren’t filled in", n),
    "term_backwards": lambda n: ngettext(
        "%(n)s time in a role ends before it begins", "%(n)s times in a role end before they begin", n
    ),
    "term_overlaps": lambda n: ngettext(
        "%(n)s time in a role overlaps another one of the same person",
        "%(n)s times in a role overlap another one of the same person",
        n,
    ),
    "tie_missing": lambda n: ngettext(
        "%(n)s role has to do with a role that isn’t there",
        "%(n)s roles have to do with a role that isn’t there",
        n,
    ),
    "not_a_day": lambda n: ngettext("%(n)s day can’t be read", "%(n)s days can’t be read", n),
}


def left(code: str, count: int) -> str:
    """Why something couldn't be placed, and how often."""
    say = _LEFT.get(code, _unread)
    return say(count) % {"n": count}


def _unread(n: int) -> str:
    return ngettext("%(n)s part isn’t what we expect there", "%(n)s parts aren’t what we expect there", n)


def place(one: Left) -> str:
    """Where it stands, with the name of what it is about."""
    name = one.facts.get("name") or one.facts.get("part") or one.facts.get("text") or ""
    return f"{name} ({one.place})" if name and one.place else str(name or one.place)


PART: dict[str, Any] = {
    "parent": gettext_lazy("lies in"),
    "purpose": gettext_lazy("what it is for"),
    "domains": gettext_lazy("what it decides about"),
    "accountabilities": gettext_lazy("what it sees to"),
}


def differs(one: Differs) -> str:
    """Of what something differs."""
    of = f"{one.role}, {one.circle}" if one.role else one.circle
    return f"{of}: {PART[one.part]}"


def heading(made: Plan) -> str:
    """What is seen in the preview."""
    if made.nothing:
        return _("Everything in this register is here already")
    if made.counts["known"]:
        return _("Part of this register is here already; this would be added")
    return _("This would come of it")


def counted(counts: dict[str, int]) -> str:
    """How many of each."""
    facts = {name: number(count) for name, count in counts.items()}
    parts = [
        ngettext("%(circles)s team", "%(circles)s teams", counts["circles"]) % facts,
        ngettext("%(people)s seat with a name", "%(people)s seats with a name", counts["people"]) % facts,
        ngettext("%(roles)s role", "%(roles)s roles", counts["roles"]) % facts,
        ngettext("%(terms)s time in a role", "%(terms)s times in a role", counts["terms"]) % facts,
    ]
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def seen(name: str, circles: int, roles: int, vacant: int) -> str:
    """What is seen on the map."""
    facts = {"name": name, "circles": number(circles), "roles": number(roles), "vacant": number(vacant)}
    inside = _("%(circles)s and %(roles)s") % {
        "circles": ngettext("%(circles)s team", "%(circles)s teams", circles) % facts,
        "roles": ngettext("%(roles)s role", "%(roles)s roles", roles) % facts,
    }
    said = _("In %(name)s there are %(inside)s") % {"name": name, "inside": inside}
    if not vacant:
        return said
    nobody = ngettext("%(vacant)s is held by nobody", "%(vacant)s are held by nobody", vacant) % facts
    return f"{said}; {nobody}"


def inside(circles: int, roles: int) -> str:
    """What lies in a team, in a few words."""
    facts = {"circles": number(circles), "roles": number(roles)}
    parts = [
        ngettext("%(roles)s role", "%(roles)s roles", roles) % facts if roles else "",
        ngettext("%(circles)s team", "%(circles)s teams", circles) % facts if circles else "",
    ]
    return ", ".join(part for part in parts if part)
