"""A team per TOML file, as the Rust project keeps them: who leads, who belongs, in which team it lies."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from koers.domain.refusals import Refused
from koers.domain.registers.saying import Circle, Held, Holder, Left
from koers.domain.roles import Text
from koers.registers.looking import Look

LARGEST = 200_000
#: A key of thousands of parts on one line would take minutes to read.
LONGEST_LINE = 1_000
LEAD = "Lead"
INCLUDES = re.compile(r"include[sd]?-.*|included-teams")


def circle(data: bytes, place: str, left: list[Left]) -> Circle:
    """The team in one file.

    Raises
    ------
    Refused
        "register_broken" with the place, when it is no TOML.
    """
    look = Look(_parsed(data, place), place, left)
    people, site = look.inside("people"), look.inside("website")
    if not look.text("name"):
        raise Refused("register_no_team", "file", place=place)
    if any(INCLUDES.fullmatch(name) for name in people.table):
        people.leave("people_elsewhere", name=look.text("name"))
    if alumni := people.many("alumni"):
        people.leave("held_undated", name=look.text("name"), count=len(alumni))
    members = list(_members(people))
    return Circle(
        name=look.text("name"),
        parent=look.text("subteam-of"),
        purpose=site.text("description"),
        people=tuple(name for name, _ in members),
        roles=tuple(_roles(look, people, members)),
        place=place,
        ended=place.rpartition("/")[2].startswith("archive__") or "archive/" in place,
    )


def _parsed(data: bytes, place: str) -> dict[str, Any]:
    if len(data) > LARGEST:
        raise Refused("register_too_large", "file", place=place, limit=LARGEST // 1000)
    try:
        text = data.decode()
        for number, line in enumerate(text.split("\n"), start=1):
            if len(line) > LONGEST_LINE:
                raise Refused("register_broken", "file", place=place, line=number)
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        found = re.search(r"line (\d+)", str(wrong))
        at = int(found[1]) if found else text.count("\n") + 1
        raise Refused("register_broken", "file", place=place, line=at) from None
    except (UnicodeDecodeError, RecursionError, ValueError):
        raise Refused("register_broken", "file", place=place, line=1) from None


def _members(people: Look) -> Iterator[tuple[str, list[str]]]:
    """Who belongs to it, and the codes of what they hold in it."""
    for one in people.many("members"):
        if isinstance(one, str):
            yield one, []
        else:
            look = Look(one, f"{people.place}, members", people.left)
            if look.text("github"):
                yield look.text("github"), look.texts("roles")


def _roles(look: Look, people: Look, members: list[tuple[str, list[str]]]) -> Iterator[Held]:
    if leads := people.texts("leads"):
        yield Held(Text(LEAD), tuple(Holder(name) for name in leads))
    for role in look.each("roles"):
        code, name = role.text("id"), role.text("description")
        holders = tuple(Holder(who) for who, codes in members if code and code in codes)
        yield Held(Text(name or code), holders)
