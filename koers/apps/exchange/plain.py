"""A row as a line of JSON, and back: the same text on every database."""

import json
import math
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, JSONField, Model
from django.utils.dateparse import parse_date, parse_datetime, parse_time

from koers.apps.exchange.contents import fields

if TYPE_CHECKING:
    from koers.apps.exchange.contents import AnyField

#: What JSON holds for a field, by the name of its column's type.
KINDS: dict[str, type] = {"BooleanField": bool, "CharField": str, "TextField": str, "EmailField": str}
NUMBERS = (
    "AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField", "SmallIntegerField",
    "PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField",
)  # fmt: skip
KINDS |= dict.fromkeys(NUMBERS, int)
MOMENTS: dict[str, Any] = {
    "DateTimeField": parse_datetime,
    "DateField": parse_date,
    "TimeField": parse_time,
}
#: Every kind of field that can be written and read. A test finds a model that has another.
KNOWN = frozenset({*KINDS, *MOMENTS, "JSONField"})
LARGEST_KEY = 2**53


class Wrong(ValueError):
    """A value that a field can't hold."""


def kind(field: "AnyField") -> str:
    """The kind of a field; a foreign key's is the kind of what it points at."""
    while isinstance(field, ForeignKey):
        field = field.target_field
    return field.get_internal_type()


def line(row: dict[str, Any]) -> bytes:
    """A row as text: keys in order, no spaces."""
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_said)
    return f"{text}\n".encode()


def _said(value: date | time) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return value.isoformat()


def parsed(text: bytes) -> Any:
    """JSON as the database can hold it: no half characters, no zero characters, no infinite numbers."""
    found = json.loads(text.decode("utf-8"), parse_constant=_no_number, parse_float=_finite)
    if b"\\u" in text:
        _whole(found)
    return found


def _no_number(text: str) -> float:
    raise Wrong(text)


def _finite(text: str) -> float:
    if not math.isfinite(number := float(text)):
        raise Wrong(text)
    return number


def _whole(value: Any) -> None:
    """Refuse characters that UTF-8 or PostgreSQL doesn't know."""
    if isinstance(value, str):
        value.encode()
        if "\0" in value:
            raise Wrong("\\u0000")
    elif isinstance(value, dict):
        for key, inner in value.items():
            _whole(key)
            _whole(inner)
    elif isinstance(value, list):
        for inner in value:
            _whole(inner)


def instance(model: type[Model], row: Any) -> Model:
    """The row that a line holds. Raises `Wrong` for anything that the model wouldn't hold."""
    wanted = {field.attname: field for field in fields(model)}
    if not isinstance(row, dict) or row.keys() != wanted.keys():
        raise Wrong("fields")
    return model(**{name: _value(field, row[name]) for name, field in wanted.items()})


def _value(field: "AnyField", given: Any) -> Any:
    if given is None:
        if not field.null:
            raise Wrong(field.name)
        return None
    if isinstance(field, JSONField):
        return given
    value = _moment(field, given) if kind(field) in MOMENTS else _simple(field, given)
    try:
        field.run_validators(value)
    except ValidationError as wrong:
        raise Wrong(field.name) from wrong
    return value


def _simple(field: "AnyField", given: Any) -> Any:
    if type(given) is not KINDS[kind(field)]:
        raise Wrong(field.name)
    is_key = field.primary_key or isinstance(field, ForeignKey)
    if is_key and isinstance(given, int) and not 0 < given <= LARGEST_KEY:
        raise Wrong(field.name)
    if isinstance(given, str) and field.max_length and len(given) > field.max_length:
        raise Wrong(field.name)
    return given


def _moment(field: "AnyField", given: Any) -> Any:
    try:
        value = MOMENTS[kind(field)](given)
        if isinstance(value, datetime):
            value = value.astimezone(UTC)
    except (TypeError, ValueError, OverflowError) as wrong:
        raise Wrong(field.name) from wrong
    if value is None:
        raise Wrong(field.name)
    return value
