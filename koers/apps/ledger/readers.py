"""Readers of the ledger: they remember one number per stream and so miss nothing.

A room says what an entry means to others (`on("open_round")`); it never calls them. A reader catches up
right after a commit, and again by the worker if the process died in between, so its work must be the same
when done twice from the same number.
"""

from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress

from django.db import transaction

from koers.apps.ledger import pulse
from koers.apps.ledger.models import Entry, Reader, Stream
from koers.domain.refusals import Refused

Reaction = Callable[[Entry], None]


class LedgerReader:
    """A named reader with its reactions per deed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.reactions: dict[str, list[Reaction]] = defaultdict(list)

    def on(self, *deeds: str) -> Callable[[Reaction], Reaction]:
        """Register what an entry with one of these deeds means."""

        def register(reaction: Reaction) -> Reaction:
            for deed in deeds:
                if reaction not in self.reactions[deed]:
                    self.reactions[deed].append(reaction)
            return reaction

        return register

    def catch_up(self, stream_id: int) -> int:
        """Read on from where this reader was; how many entries were new."""
        with transaction.atomic():
            Reader.objects.get_or_create(name=self.name, stream_id=stream_id)
            mark = Reader.objects.select_for_update().get(name=self.name, stream_id=stream_id)
            entries = list(Entry.objects.filter(stream=stream_id, seq__gt=mark.seq).order_by("seq"))
            for entry in entries:
                for reaction in self.reactions[entry.deed]:
                    reaction(entry)
                mark.seq = entry.seq
            if entries:
                mark.save(update_fields=["seq"])
        return len(entries)

    def catch_up_all(self) -> int:
        """Every stream this reader is behind on: for the worker, after a crash."""
        marks = dict(Reader.objects.filter(name=self.name).values_list("stream_id", "seq"))
        heads = Stream.objects.values_list("pk", "head")
        return sum(self.catch_up(pk) for pk, head in heads if head > marks.get(pk, 0))


class Follower(LedgerReader):
    """A reader whose reactions run commands: what happened to the right of a room changes a thing of its own.

    Each command is a turn of its own, with a key from the entry, so that reading it twice does it once. One
    that is refused by now, because somebody was faster, is over.
    """

    def catch_up(self, stream_id: int) -> int:
        """Read on from where this follower was; how many entries meant something."""
        head = Stream.objects.values_list("head", flat=True).get(pk=stream_id)
        mark, _ = Reader.objects.get_or_create(name=self.name, stream_id=stream_id)
        new = Entry.objects.filter(stream=stream_id, seq__gt=mark.seq, seq__lte=head, deed__in=self.reactions)
        entries = list(new.select_related("stream").order_by("seq"))
        for entry in entries:
            for reaction in self.reactions[entry.deed]:
                with suppress(Refused):
                    reaction(entry)
        Reader.objects.filter(pk=mark.pk, seq__lt=head).update(seq=head)
        return len(entries)


asks = LedgerReader("asks")


def start() -> None:
    """Let the readers of this process hear every commit."""
    pulse.listen(lambda stream, seq: asks.catch_up(stream) if seq else None)
