"""A Koers that leaks, to see that the attacks find it: slots in order of answering, and who answered when."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.utils import timezone

from bench.attacks.playing import Phone
from koers.apps.ledger import box
from koers.apps.people import queries as people
from koers.apps.people.models import Member
from koers.apps.scans import commands
from koers.apps.scans.models import Round
from koers.domain import ballots, scans


@contextmanager
def giving() -> Iterator[Callable[[Phone, Round, dict[str, str]], None]]:
    """Answers go into a box that numbers them, and each chair remembers when it answered last."""
    numbers = itertools.count(1)
    given: dict[tuple[str, str], int] = {}

    def slot(secret: str, name: str) -> int:
        return given.setdefault((secret, name), next(numbers))

    def give(phone: Phone, scan: Round, form: dict[str, str]) -> None:
        with patch.object(box, "slot", slot):
            chair = Member.objects.select_related("team__stream").get(pk=phone.member)
            ballot = ballots.ballot(form, scan.items, scans.FIVE)
            first = (phone.secret, scan.box) not in given
            commands.answer(people.seat_of(chair), scan, ballot, phone.secret)
            if first:
                Member.objects.filter(pk=chair.pk).update(sat_down=timezone.now())

    yield give
