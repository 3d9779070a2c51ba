"""Making a copy. The file is written outside any turn; what is told of it comes after."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from koers.apps.exchange.commands.agreeing import ready
from koers.apps.exchange.contents import streams
from koers.apps.exchange.models import Copy
from koers.apps.exchange.packing import Tell, pack
from koers.apps.ledger import clock, readers, sealer
from koers.apps.ledger.turn import turn
from koers.apps.people.models import Organisation
from koers.domain.refusals import Refused
from koers.domain.seats import system

#: A worker that is this long silent about a copy has died.
GIVES_UP = timedelta(hours=2)


def write_copy(
    organisation: Organisation, file: Path, *, addresses: bool = False, tell: Tell | None = None
) -> None:
    """Write a copy to this file, from the command line. It is told to the organisation."""
    up_to_date(organisation)
    pack(organisation, file, addresses=addresses, tell=tell)
    with turn(system(organisation.stream_id), "make_copy") as t:
        t.record(organisation.code, by="command_line", addresses=addresses)


def to_make() -> Iterator[Copy]:
    """Copies that every team agreed to; each is taken by one worker."""
    now = clock.now()
    for copy in Copy.objects.filter(made=None, ended=None, not_before__lte=now):
        if not copy.over_at(now) and ready(copy):
            mine = Copy.objects.filter(pk=copy.pk, made=None, not_before=copy.not_before)
            if mine.update(not_before=now + GIVES_UP):
                yield copy


def make_copy(copy: Copy, folder: Path) -> None:
    """Write the file that was asked for, and say that it is there."""
    file = folder / copy.file
    up_to_date(copy.organisation)
    pack(copy.organisation, file)
    try:
        with turn(system(copy.stream_id), "make_copy") as t:
            made = t.take(Copy, copy.pk)
            made.made, made.size = t.now, file.stat().st_size
            made.save(update_fields=["made", "size"])
            t.record(made, bytes=made.size)
    except Refused:
        file.unlink(missing_ok=True)  # it was taken back meanwhile


def up_to_date(organisation: Organisation) -> None:
    """Seal what isn't sealed yet, and let what is asked of people stand as it is."""
    for stream in streams(organisation):
        readers.asks.catch_up(stream)
        while sealer.seal(stream):
            pass
