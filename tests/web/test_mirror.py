"""What stands out, on the team's home and on its own page."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from koers.domain import signals
from koers.domain.signals import LIMITS, Reading
from tests.cast import Table
from tests.reading import At, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dutch")]


def _home(client: Client, table: Table) -> str:
    return said(client.get(reverse("mirror_fragment", args=[table.team.key])))


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let so many facts ask for an eye, and the last of them for a talk."""

    def let(count: int) -> list[str]:
        names = list(LIMITS)[:count]
        readings = [Reading(name, "discuss" if name == names[-1] else "watch", 1, 20) for name in names]
        monkeypatch.setattr(signals, "read", lambda history, today: readings)
        return names

    return let


@pytest.mark.parametrize(
    ("count", "more"), [(5, ""), (6, "Er valt nog één ding op."), (8, "Er vallen nog drie dingen op.")]
)
def test_at_home_five_stand_out_and_what_asks_for_a_talk_comes_first(
    linde: Table, at: At, found: Any, count: int, more: str
) -> None:
    names = found(count)
    words = _home(at("Ravi"), linde)
    places = {name: words.find(f"#{name}") for name in names}
    assert [name for name in sorted(places, key=places.__getitem__) if places[name] >= 0] == [
        names[-1],
        *names[:4],
    ]
    assert ("nog" in words) == bool(more)
    assert more in words
    assert bool(re.search("Er val(t|len) nog", words)) == bool(more)
    page = said(at("Ravi").get(reverse("mirror", args=[linde.team.key])))
    assert all(f'id="{name}"' in page for name in names)
