"""From the ledger's name of a thing ("topic:7") back to the thing."""

from functools import cache

from django.apps import apps

from koers.apps.ledger.models import StreamModel
from koers.domain.refusals import NotHere
from koers.domain.seats import Seat


def thing(seat: Seat, code: str) -> StreamModel:
    """What this code names, on the seat's own stream. `NotHere` when the seat knows no such thing."""
    name, _, pk = code.partition(":")
    model = _models().get(name)
    found = None
    if model is not None and pk.isdecimal() and seat.stream:
        found = model.objects.for_seat(seat).filter(pk=int(pk), stream=seat.stream).first()
    if found is None:
        raise NotHere
    kept: StreamModel = found
    return kept


@cache
def _models() -> dict[str, type[StreamModel]]:
    every = (model for model in apps.get_models() if issubclass(model, StreamModel))
    return {model.label or str(model._meta.model_name): model for model in every}
