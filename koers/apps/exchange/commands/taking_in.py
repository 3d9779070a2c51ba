"""Taking a copy in: all of it or nothing, into an installation that is still empty.

Numbers stay as they were. The ledger's seals are over numbers, so with others no seal would hold.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import Error, transaction
from django.db.models import Model

from koers.apps.exchange import plain
from koers.apps.exchange.contents import keys, label, models, streams, target
from koers.apps.exchange.numbers import go_on_after
from koers.apps.exchange.packing import BOX, Tell, boxes_among
from koers.apps.exchange.unpacking import Archive
from koers.apps.ledger import box, sealer
from koers.apps.ledger.models import Stream
from koers.apps.ledger.turn import turn
from koers.apps.ledger.writing import writing
from koers.apps.notices.models import Letterbox
from koers.apps.people.commands import installation
from koers.apps.people.models import Member, Organisation, Person
from koers.domain.copies import Unfit
from koers.domain.seats import system

AT_ONCE = 500
LEDGER = "data/ledger.entry.jsonl"
STREAMS = "data/ledger.stream.jsonl"
#: What a database, or the way to it, says of a value that it can't hold.
UNWELCOME = (Error, ValueError, TypeError, OverflowError)

Numbered = tuple[int, Model]


def take_in(file: Path, *, accounts: bool = False, tell: Tell | None = None) -> Organisation:
    """Take in a copy. With `accounts` the confirmed addresses in it open the accounts of their people again.

    Raises
    ------
    Unfit
        When it can't be taken in whole, with the place. Nothing is changed then.
    """
    tell = tell or (lambda name, count: None)
    archive = Archive(file)
    _only_into_nothing(archive)
    for name, size in archive.check():
        tell(name, size)
    with writing():
        _only_into_nothing(archive)
        for model in models():
            _rows(archive, model, accounts, tell)
        organisation = _one_organisation()
        _nothing_points_outside()
        _ledger_is_whole(archive)
        _settled(archive, organisation)
    return organisation


def _only_into_nothing(archive: Archive) -> None:
    """Whatever is here already has the numbers that the copy needs."""
    for one in Stream.objects.filter(pk__in=archive.manifest.heads, kind="organisation"):
        if archive.manifest.heads[one.pk][2] == one.seal:
            raise Unfit("here_already", organisation=archive.manifest.organisation)
    if Stream.objects.exists() or Person.objects.exists():
        raise Unfit("not_empty")


def _rows(archive: Archive, model: type[Model], accounts: bool, tell: Tell) -> None:
    name = f"data/{label(model)}.jsonl"
    lines = _instances(archive, name, model, accounts)
    count = 0
    while batch := list(islice(lines, AT_ONCE)):
        count += len(batch)
        _keep(name, model, batch)
        tell(name, count)


def _instances(archive: Archive, name: str, model: type[Model], accounts: bool) -> Iterator[Numbered]:
    for line, row in archive.rows(name):
        try:
            one = plain.instance(model, row)
        except plain.Wrong as wrong:
            raise Unfit("row", name, line, field=str(wrong)) from wrong
        if isinstance(one, Person):
            one.set_unusable_password()
            one.email = one.email if accounts else None
        yield line, one


def _keep(name: str, model: type[Model], batch: list[Numbered]) -> None:
    """Into the database, at once; when it doesn't want one of them, one by one, to find out which."""
    try:
        with transaction.atomic():
            model._base_manager.bulk_create([one for _line, one in batch])
    except UNWELCOME as unwelcome:
        for line, one in batch:
            try:
                with transaction.atomic():
                    model._base_manager.bulk_create([one])
            except UNWELCOME as wrong:
                raise Unfit("row", name, line, field="") from wrong
        raise Unfit("row", name, batch[0][0], field="") from unwelcome


def _one_organisation() -> Organisation:
    """The one that this is a copy of, with every stream below its own."""
    found = list(Organisation.objects.all()[:2])
    if len(found) != 1 or Stream.objects.filter(kind="installation").exists():
        raise Unfit("organisation", "data/people.organisation.jsonl")
    loose = Stream.objects.exclude(pk__in=streams(found[0])).order_by("pk").first()
    if loose or found[0].stream.parent_id is not None:
        raise Unfit("outside", STREAMS, row=loose.pk if loose else found[0].stream_id, field="parent")
    return found[0]


def _nothing_points_outside() -> None:
    for model in models():
        for key in keys(model):
            there = target(key)._base_manager.values(key.target_field.attname)
            lost = model._base_manager.filter(**{f"{key.attname}__isnull": False})
            one = lost.exclude(**{f"{key.attname}__in": there}).order_by("pk").first()
            if one is not None:
                raise Unfit("outside", f"data/{label(model)}.jsonl", row=one.pk, field=key.name)


def _ledger_is_whole(archive: Archive) -> None:
    heads = sealer.heads()
    if heads != archive.manifest.heads:
        raise Unfit("heads", STREAMS)
    broken = next(iter(sealer.verify(sealer.rows(), heads)), None)
    if broken:
        raise Unfit("ledger", LEDGER, stream=broken.stream, seq=broken.seq)


def _settled(archive: Archive, organisation: Organisation) -> None:
    """What isn't in a copy: who may come in here, the numbers to go on from, boxes for what is open."""
    go_on_after(archive.manifest.last_numbers)
    Person.objects.filter(pk=organisation.founder_id).update(founder=True)
    _addresses()
    Member.objects.filter(left=None, person__isnull=False, person__email=None).exclude(
        person=organisation.founder_id
    ).update(awaited=True)
    _boxes(archive, streams(organisation))
    with turn(system(installation().pk), "take_in_organisation") as t:
        t.record(organisation.code)


def _addresses() -> None:
    """An address that was confirmed stays so. No letter goes before its owner asks for letters here."""
    known = Person.objects.filter(email__isnull=False)
    Letterbox.objects.bulk_create(
        Letterbox(person=person, confirmed=person.email or "", never=True) for person in known
    )


def _boxes(archive: Archive, within: list[int]) -> None:
    """An empty box for each that stood open: whoever had answered answers once more."""
    wanted: set[Any] = set(archive.manifest.open_boxes)
    if not all(BOX.match(f"box_{name}") for name in wanted):
        raise Unfit("manifest", "manifest.json")
    if set(boxes_among(wanted, within)) != wanted:
        raise Unfit("manifest", "manifest.json")
    for name in sorted(wanted):
        box.make(name)
