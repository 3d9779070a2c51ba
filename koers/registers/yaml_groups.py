"""All groups in one YAML file, as the Kubernetes project keeps them: chairs, technical leads, subprojects."""

from collections.abc import Iterator
from typing import Any

import yaml

from koers.domain.refusals import Refused
from koers.domain.registers.saying import Circle, Held, Holder, Left
from koers.domain.roles import Text
from koers.registers.looking import Look

LARGEST = 2_000_000
DEEPEST = 20
#: The kinds of groups, and the lists of who leads one; a name per list.
GROUPS = ("sigs", "workinggroups", "usergroups", "committees")
LEADS = {"chairs": "Chair", "tech_leads": "Tech lead"}
# The quick one is written in C; where it wasn't built the other does the same.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def circles(data: bytes, place: str, left: list[Left]) -> list[Circle]:
    """Every group, and inside it its subprojects.

    Raises
    ------
    Refused
        "register_broken" with the place, when it is no YAML, or one that grows while it is read.
    """
    look = Look(_parsed(data, place), place, left)
    if not any(kind in look.table for kind in GROUPS):
        raise Refused("register_no_team", "file", place=place)
    return [circle for kind in GROUPS for group in look.each(kind) for circle in _group(group)]


def _parsed(data: bytes, place: str) -> Any:
    if len(data) > LARGEST:
        raise Refused("register_too_large", "file", place=place, limit=LARGEST // 1000)
    try:
        _plain(data, place)
        return yaml.load(data, Loader=LOADER)  # noqa: S506 - one of the two safe ones
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        line = mark.line + 1 if mark else 1
        raise Refused("register_broken", "file", place=place, line=line) from None
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError, TypeError):
        raise Refused("register_broken", "file", place=place, line=1) from None


def _plain(data: bytes, place: str) -> None:
    """Without references, of which a few lines can mean millions, and not nested without end."""
    depth = 0
    for event in yaml.parse(data, Loader=LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST or isinstance(event, yaml.AliasEvent):
            mark = event.start_mark
            line = mark.line + 1 if mark else 1
            raise Refused("register_refers", "file", place=place, line=line)


def _group(group: Look) -> Iterator[Circle]:
    name = group.text("name")
    leadership = group.inside("leadership")
    held = tuple(_held(leadership, leads) for leads in LEADS if leads in leadership.table)
    if before := leadership.many("emeritus_leads"):
        leadership.leave("held_undated", name=name, count=len(before))
    yield Circle(name=name, purpose=group.text("mission_statement"), roles=held, place=group.place)
    for project in group.each("subprojects"):
        purpose = project.text("description")
        yield Circle(name=project.text("name"), parent=name, purpose=purpose, place=project.place)


def _held(leadership: Look, leads: str) -> Held:
    names = (one.text("name") or one.text("github") for one in leadership.each(leads))
    return Held(Text(LEADS[leads]), tuple(Holder(name) for name in names))
