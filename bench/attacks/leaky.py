"""A Koers that leaks, to see that the attacks find it.

Slots are numbers in the order of answering, nothing is shuffled at closing, and each chair remembers when it
answered first.
"""

import itertools
import random
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.utils import timezone

from bench.attacks.playing import Phone
from koers.apps.ledger import box
from koers.apps.people import queries as people
from koers.apps.people.models import Member
from koers.apps.scans import commands
from koers.apps.scans.models import Round
from koers.domain import ballots, scans


class Unshuffled(random.SystemRandom):
    """Leaves things as they lie."""

    def shuffle(self, x: Any) -> None:
        """Nothing."""


@contextmanager
def giving() -> Iterator[Callable[[Phone, Round, dict[str, str]], None]]:
    """How answers go in there."""
    numbers = itertools.count(1)
    given: dict[tuple[str, str], int] = {}

    def slot(secret: str, name: str) -> int:
        return given.setdefault((secret, name), next(numbers))

    def give(phone: Phone, scan: Round, form: dict[str, str]) -> None:
        chair = Member.objects.select_related("team__stream").get(pk=phone.member)
        if (phone.secret, scan.box) not in given:
            Member.objects.filter(pk=chair.pk).update(sat_down=timezone.now())
        ballot = ballots.ballot(form, scan.items, scans.FIVE)
        commands.answer(people.seat_of(chair), scan, ballot, phone.secret)

    with patch.object(box, "slot", slot), patch.object(secrets, "SystemRandom", Unshuffled):
        yield give
