"""Plain data and back: what a database's JSON or an export can hold, without losing a kind.

A moment becomes ISO text in UTC, a fraction "2/3", a tuple a list. `typed` reads by the fields' own types,
and refuses what doesn't fit instead of guessing.
"""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def plain(value: Any) -> Any:
    """As JSON can hold it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, frozenset):
        return sorted(plain(one) for one in value)
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


def typed(kind: type[T], data: Mapping[str, Any]) -> T:
    """The dataclass that this plain data is. `ValueError` says which field doesn't fit."""
    if not isinstance(data, Mapping):
        raise ValueError(f"{kind.__name__}: not an object")
    hints, known = get_type_hints(kind), {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if unknown := set(data) - known:
        raise ValueError(f"{kind.__name__}: unknown {', '.join(sorted(map(str, unknown)))}")
    try:
        return kind(**{name: _read(hints[name], one, name) for name, one in data.items()})
    except TypeError as error:
        raise ValueError(f"{kind.__name__}: {error}") from error


def _read(hint: Any, value: Any, name: str) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (one,) = (arg for arg in inner if arg is not types.NoneType)
        return None if value is None else _read(one, value, name)
    if origin in (tuple, frozenset):
        return origin(_read(inner[0], one, name) for one in _is(list, value, name))
    if origin is not None:
        return dict(_is(dict, value, name))
    if isinstance(hint, type) and is_dataclass(hint):
        return typed(hint, value)
    return _one(hint, value, name)


def _one(hint: Any, value: Any, name: str) -> Any:
    if hint in (datetime, date, Fraction):
        text = _is(str, value, name)
        try:
            return Fraction(text) if hint is Fraction else hint.fromisoformat(text)
        except (ValueError, ZeroDivisionError) as error:
            raise ValueError(f"{name}: {value!r} doesn't fit") from error
    if hint is int and isinstance(value, bool):
        raise ValueError(f"{name}: {value!r} doesn't fit")
    return _is(hint, value, name)


def _is(kind: Any, value: Any, name: str) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"{name}: {value!r} doesn't fit")
    return value
