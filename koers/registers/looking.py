"""Looking into what a file gave: any value may be of any kind; what isn't as expected is left out by name."""

from collections.abc import Iterator
from typing import Any

from koers.domain.registers.saying import Left


class Look:
    """A table of a file, with the place where it stands and the list of what couldn't be placed."""

    def __init__(self, table: Any, place: str, left: list[Left]) -> None:
        self.place, self.left = place, left
        self.table = table if isinstance(table, dict) else {}
        if not isinstance(table, dict):
            self.leave("not_a_table")

    def leave(self, code: str, **facts: Any) -> None:
        """This isn't taken."""
        self.left.append(Left(self.place, code, facts))

    def text(self, name: str) -> str:
        """A text; "" when it isn't there."""
        value = self.table.get(name)
        if isinstance(value, str):
            return value
        if value is not None:
            self.leave("not_a_text", part=name)
        return ""

    def many(self, name: str) -> list[Any]:
        """A list; empty when it isn't there."""
        value = self.table.get(name)
        if isinstance(value, list):
            return value
        if value is not None:
            self.leave("not_a_list", part=name)
        return []

    def texts(self, name: str) -> list[str]:
        """Those of a list that are texts."""
        values = self.many(name)
        if not all(isinstance(value, str) for value in values):
            self.leave("not_a_text", part=name)
        return [value for value in values if isinstance(value, str)]

    def inside(self, name: str) -> "Look":
        """The table of this name; an empty one when it isn't there."""
        return Look(self.table.get(name, {}), f"{self.place}, {name}", self.left)

    def each(self, name: str) -> Iterator["Look"]:
        """The tables in a list, each with its place in it."""
        for number, one in enumerate(self.many(name), start=1):
            yield Look(one, f"{self.place}, {name} {number}", self.left)
