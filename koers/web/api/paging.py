"""Long lists in pages: a page says after which one the next begins."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from ninja import Schema
from pydantic import Field

from koers.web.api.kinds import Count

T = TypeVar("T")


class Paging(Schema):
    """Which part of a list."""

    after: Count | None = Field(None, description="The `next` of the page before.")
    limit: int = Field(50, ge=1, le=100)


class Page(Schema, Generic[T]):
    """A part of a list."""

    items: list[T]
    next: int | None = Field(description="Send this as `after`; null on the last page.")


def page(rows: QuerySet[Any], paging: Paging, by: str, show: Callable[[Any], T]) -> dict[str, Any]:
    """One page, in the order of a number that no two rows share: "-number" begins at the newest.

    One question to the database, however long the list is.
    """
    found, more = _part(rows, paging, by)
    return {
        "items": [show(row) for row in found],
        "next": getattr(found[-1], by.lstrip("-")) if more else None,
    }


def part(rows: QuerySet[Any], paging: Paging, by: str) -> tuple[list[Any], int | None]:
    """The rows of one page, for what is shown together, and after which one the next begins."""
    found, more = _part(rows, paging, by)
    return found, getattr(found[-1], by.lstrip("-")) if more else None


def _part(rows: QuerySet[Any], paging: Paging, by: str) -> tuple[list[Any], bool]:
    beyond = f"{by.lstrip('-')}__{'lt' if by.startswith('-') else 'gt'}"
    wanted = rows.filter(**{beyond: paging.after}) if paging.after else rows
    found = list(wanted.order_by(by)[: paging.limit + 1])
    return found[: paging.limit], len(found) > paging.limit
