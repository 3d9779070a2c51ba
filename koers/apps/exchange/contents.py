"""What a copy of an organisation holds: whatever hangs on its streams, found by the models themselves.

A new model comes along by itself. What doesn't is named here, with the reason; a test finds what is neither.
"""

from collections import deque
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model, Q, QuerySet

from koers.apps.ledger.models import Stream
from koers.apps.people.models import Organisation

ROOMS = "koers.apps."

#: Models that stay behind, and why.
LEFT_OUT: dict[str, str] = {
    "people.invitation": "a door for a day",
    "people.signinlink": "signs somebody in",
    "notices.letterbox": "of a person, not of an organisation",
    "notices.letter": "bookkeeping of letters",
    "notices.notice": "bookkeeping of letters",
    "access.token": "lets a program in",
    "access.webhook": "an address that this installation tells",
    "access.delivery": "bookkeeping of what was told",
    "readbacks.share": "opens a page to whoever has the link",
    "exchange.copy": "about copies themselves",
    "exchange.yes": "about copies themselves",
}

#: Fields that stay behind, and why.
FIELDS_LEFT_OUT: dict[str, dict[str, str]] = {
    "people.person": {
        "password": "opens an account",
        "last_login": "of this installation",
        "founder": "a power over this installation",
    },
    "people.member": {"ballot": "belongs to one browser", "awaited": "of this installation"},
    "ledger.entry": {"key": "a form's own key, or a link of a letter"},
}

#: Rows that stay behind, by a field: what is asked about a copy that isn't in it.
ROWS_LEFT_OUT: dict[str, dict[str, str]] = {"ledger.ask": {"deed": "let_copy"}}

#: What stays secret until another field is filled: the lot of a vote that is still open.
SECRET_UNTIL: dict[str, dict[str, str]] = {"decisions.process": {"lot": "outcome"}}

AnyModel = type[Model]
if TYPE_CHECKING:
    AnyField = Field[Any, Any]
    Key = ForeignKey[Any, Any]


def label(model: AnyModel) -> str:
    """What a copy calls a model: "scans.round"."""
    return model._meta.label_lower


@cache
def of_the_rooms() -> tuple[AnyModel, ...]:
    """Every model of every room, in the order of the rooms."""
    every = apps.get_models(include_auto_created=True)
    return tuple(model for model in every if model.__module__.startswith(ROOMS))


@cache
def models() -> tuple[AnyModel, ...]:
    """What a copy holds."""
    return tuple(model for model in of_the_rooms() if label(model) not in LEFT_OUT and _comes_along(model))


def _comes_along(model: AnyModel) -> bool:
    return way(model) is not None or any(True for _one in pointing_at(model))


@cache
def fields(model: AnyModel) -> "tuple[AnyField, ...]":
    """The fields of a row that come along."""
    left_out = FIELDS_LEFT_OUT.get(label(model), {})
    return tuple(field for field in model._meta.concrete_fields if field.name not in left_out)


@cache
def way(model: AnyModel) -> str | None:
    """How this model's rows hang on a stream: "stream", "round__stream". None when they don't.

    By the shortest way, and only by keys that are always filled.
    """
    if model is Stream:
        return "pk"
    waiting: deque[tuple[AnyModel, tuple[str, ...]]] = deque([(model, ())])
    seen = {model}
    while waiting:
        at, path = waiting.popleft()
        for key in keys(at):
            if key.null or target(key) in seen:
                continue
            if target(key) is Stream:
                return "__".join((*path, key.name))
            seen.add(target(key))
            waiting.append((target(key), (*path, key.name)))
    return None


def keys(model: AnyModel) -> "list[Key]":
    """The foreign keys of a model."""
    return [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]


def target(key: "Key") -> AnyModel:
    """What a foreign key points at."""
    return key.remote_field.model


def pointing_at(model: AnyModel) -> "Iterable[tuple[AnyModel, Key]]":
    """Who of a copy points at this model, which hangs on no stream itself: a person."""
    for other in of_the_rooms():
        if label(other) not in LEFT_OUT and way(other) is not None:
            yield from ((other, key) for key in keys(other) if target(key) is model)


def streams(organisation: Organisation) -> list[int]:
    """The organisation's stream and all below it."""
    found = fresh = [organisation.stream_id]
    while fresh:
        fresh = list(Stream.objects.filter(parent__in=fresh).order_by("pk").values_list("pk", flat=True))
        found = found + fresh
    return sorted(found)


def rows(model: AnyModel, within: list[int]) -> QuerySet[Any]:
    """The rows of these streams, in the order of their numbers."""
    path = way(model)
    if path is not None:
        held = model._base_manager.filter(**{f"{path}__in": within})
        left_out = ROWS_LEFT_OUT.get(label(model))
        return (held.exclude(**left_out) if left_out else held).order_by("pk")
    wanted = Q()
    for other, key in pointing_at(model):
        wanted |= Q(pk__in=rows(other, within).order_by().values(key.attname))
    return model._base_manager.filter(wanted).order_by("pk")
