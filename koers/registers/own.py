"""Our own register, as its page gives it along: JSON, and CSV with a line per holder."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from koers.domain import roles
from koers.domain.refusals import Refused
from koers.domain.registers.saying import Circle, Held, Holder, Left, Register, Tie, key
from koers.registers.looking import Look

LARGEST = 5_000_000
#: What a spreadsheet would take for a formula, also behind the apostrophes that keep it from that.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
#: What a sheet must have: which team, and what the role is called.
WANTED = {"team", "name"}


def from_json(data: bytes, place: str, left: list[Left]) -> list[Circle]:
    """The teams and roles in JSON."""
    look = Look(_parsed(data, place), place, left)
    if "roles" not in look.table:
        raise Refused("register_no_team", "file", place=place)
    circles = [
        Circle(
            team.text("name"),
            team.text("within"),
            team.text("purpose"),
            tuple(team.texts("people")),
            place=team.place,
        )
        for team in look.each("teams")
    ]
    return _together(circles, ((one.text("team"), _role(one), one.place) for one in look.each("roles")))


def to_json(register: Register) -> str:
    """A register as we take it along, with who sits at its tables."""
    teams = [
        {"name": one.name, "within": one.parent, "purpose": one.purpose, "people": one.people}
        for one in register.circles
    ]
    held = [_plain(one, role) for one in register.circles for role in one.roles]
    return json.dumps({"teams": teams, "roles": held}, ensure_ascii=False, separators=(",", ":"))


def _plain(circle: Circle, role: Held) -> dict[str, Any]:
    parts = {part: roles.lines(getattr(role.text, part)) for part in roles.LINES}
    holders = [
        {"name": who.name, "from": _said(who.first), "until": _said(who.last), "ended": _said(who.ended)}
        for who in role.holders
    ]
    ties = [{"kind": tie.kind, "role": tie.role, "team": tie.circle} for tie in role.ties]
    named = {"team": circle.name, "name": role.text.name, "purpose": role.text.purpose}
    return {**named, **parts, "holders": holders, "ties": ties}


def _said(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _parsed(data: bytes, place: str) -> Any:
    if len(data) > LARGEST:
        raise Refused("register_too_large", "file", place=place, limit=LARGEST // 1000)
    try:
        return json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as wrong:
        raise Refused("register_broken", "file", place=place, line=wrong.lineno) from None
    except (UnicodeDecodeError, RecursionError, ValueError):
        raise Refused("register_broken", "file", place=place, line=1) from None


def _role(one: Look) -> Held:
    lines = ("\n".join(one.texts(part)) for part in roles.LINES)
    holders = (
        Holder(who.text("name"), *(_day(who, who.text(day)) for day in ("from", "until", "ended")))
        for who in one.each("holders")
    )
    ties = tuple(Tie(to.text("kind"), to.text("role"), to.text("team")) for to in one.each("ties"))
    return Held(roles.Text(one.text("name"), one.text("purpose"), *lines), tuple(holders), ties)


def _day(look: Look, text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        look.leave("not_a_day", text=text[:40])
        return None


def _together(circles: Iterable[Circle], found: Iterable[tuple[str, Held, str]]) -> list[Circle]:
    """Each role at its team; a team that only its roles name comes after the others."""
    by_name = {key(circle.name): circle for circle in circles}
    held: dict[str, list[Held]] = {}
    for team, role, place in found:
        by_name.setdefault(key(team), Circle(team, place=place))
        held.setdefault(key(team), []).append(role)
    return [replace(circle, roles=tuple(held.get(name, ()))) for name, circle in by_name.items()]


# --- a sheet


def from_csv(data: bytes, place: str, left: list[Left]) -> list[Circle]:
    """The teams and roles in a sheet: lines of one role stand together."""
    rows = list(_rows(data, place))
    if not rows or not set(rows[0]) >= WANTED:
        raise Refused("register_no_team", "file", place=place)
    circles: dict[str, Circle] = {}
    held: dict[tuple[str, str], tuple[str, Held, str]] = {}
    for number, row in enumerate(rows, start=2):
        look = Look(row, f"{place}, line {number}", left)
        team, name = look.text("team"), look.text("name")
        circle = Circle(team, look.text("within"), look.text("team_purpose"), place=look.place)
        circles.setdefault(key(team), circle)
        if name:
            at = (key(team), key(name))
            _, one, where = held.get(at, (team, _row_role(look), look.place))
            held[at] = (team, replace(one, holders=(*one.holders, *_row_holder(look))), where)
    return _together(circles.values(), held.values())


def _rows(data: bytes, place: str) -> Iterator[dict[str, str]]:
    if len(data) > LARGEST:
        raise Refused("register_too_large", "file", place=place, limit=LARGEST // 1000)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data[: wrong.start].count(b"\n") + 1
        raise Refused("register_broken", "file", place=place, line=line) from None
    first = text.partition("\n")[0]
    table = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        header = [cell.strip().casefold() for cell in next(table, [])]
        for row in table:
            yield {name: _unquoted(cell) for name, cell in zip(header, row, strict=False)}
    except csv.Error:
        raise Refused("register_broken", "file", place=place, line=max(table.line_num, 1)) from None


def _unquoted(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def _row_role(look: Look) -> Held:
    text = roles.Text(*(look.text(part) for part in ("name", "purpose", *roles.LINES)))
    lines = (line.partition(": ") for line in look.text("ties").splitlines())
    ties = ((kind, *said.rpartition(" @ ")) for kind, _, said in lines)
    return Held(text, (), tuple(Tie(kind, role, team) for kind, role, _, team in ties))


def _row_holder(look: Look) -> list[Holder]:
    name = look.text("holder")
    days = (_day(look, look.text(day)) for day in ("from", "until", "ended"))
    return [Holder(name, *days)] if name else []
