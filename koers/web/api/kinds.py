"""The plain kinds that every body and every reply is made of, and bodies made from what the rules know."""

import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from django.utils import timezone
from ninja import Schema
from pydantic import BaseModel, ConfigDict, Field, conlist, create_model

from koers.domain.processes import plain
from koers.domain.refusals import Refused

#: Larger than any text that a rule allows: the rule says what is too long, in words.
TEXT_LIMIT = 50_000
MOST = 200
#: What both databases can hold in a whole number.
LARGEST = 2**31 - 1

Text = Annotated[str, Field(max_length=TEXT_LIMIT)]
Word = Annotated[str, Field(max_length=200)]
Number = Annotated[int, Field(ge=1, le=LARGEST)]
Count = Annotated[int, Field(ge=0, le=LARGEST)]
#: "2/3" or "0.5".
Share = Annotated[str, Field(pattern=r"^([0-9]{1,4}/[1-9][0-9]{0,3}|[01]([.][0-9]{1,4})?)$")]

T = TypeVar("T")


class Body(Schema):
    """What a program sends: a field that we don't know is said, not passed over."""

    model_config = ConfigDict(extra="forbid")


def body_of(kind: type[Any], *without: str) -> type[Body]:
    """A body with the fields of one of the rules' own dataclasses, each with its default."""
    return create_model(f"{kind.__name__}Body", __base__=Body, **_fields(kind, without))


def _fields(kind: type[Any], without: tuple[str, ...]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    found = [one for one in fields(kind) if one.name not in without]
    return {one.name: _sent(hints[one.name], _must(one)) for one in found}


def _must(one: Any) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


def _sent(hint: Any, must: bool) -> tuple[Any, Any]:
    """How a field of this type is sent; left out means: as the rules have it."""
    plain_kinds = {str: Text, int: Count, Fraction: Share, bool: bool, date: date, datetime: datetime}
    kind = _kind(hint, plain_kinds)
    return (kind, ...) if must else (kind | None, None)


def _kind(hint: Any, known: dict[Any, Any]) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if hint in known:
        return known[hint]
    if origin in (Union, types.UnionType):
        return _kind(next(one for one in inner if one is not types.NoneType), known)
    if origin in (tuple, frozenset):
        return conlist(_kind(inner[0], known), max_length=MOST)
    if isinstance(hint, type) and is_dataclass(hint):
        return create_model(f"{hint.__name__}Body", __base__=Body, **_fields(hint, ()))
    return Annotated[dict[Word, Word], Field(max_length=MOST)]


def parts(row: object, names: str) -> dict[str, Any]:
    """Of something that is kept, the parts with these names."""
    return {name: getattr(row, name) for name in names.split()}


def aware(moment: datetime) -> datetime:
    """A moment without a zone is meant on the installation's own clock."""
    try:
        return (moment if moment.tzinfo else timezone.make_aware(moment)).astimezone(UTC)
    except OverflowError:
        raise Refused("moment_unfit") from None


def typed(kind: type[T], body: BaseModel | None, *without: str) -> T:
    """The rules' own dataclass from a body: what wasn't sent is as the rules have it."""
    sent = body.model_dump(mode="json", exclude_none=True, exclude=set(without)) if body else {}
    try:
        return plain.typed(kind, sent)
    except ValueError:
        raise Refused("body_unfit") from None
