"""Ten real decisions: each difference in what people read stands on the wall at first sight."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from koers.web import wording_readbacks
from tests import decisions
from tests.published import needs

pytestmark = [
    pytest.mark.django_db(transaction=True),
    needs(*decisions.FOLDERS),
]


def rows(page: str) -> dict[str, str]:
    """The slots of the wall by their name."""
    found = re.findall(r'<li class="rb-slot.*?</li>', page, re.DOTALL)
    return {re.search(r"<h3>(.*?)</h3>", row)[1]: row for row in found}


@pytest.mark.parametrize("decision", decisions.DECISIONS, ids=lambda d: d.begins[:30])
def test_every_difference_is_on_the_wall_and_nothing_else_is_called_one(linde, client_of, decision):
    readback = decisions.read_back(linde, decision)
    client = client_of(linde.helper.person)
    page = client.get(reverse("readback_wall", args=[linde.team.key, readback.number])).content.decode()
    names = {linde.chair(name).pk: name for name in linde.names}
    with translation.override("nl"):
        wall = rows(page)
        for slot in ("status", "who", "when", "limit"):
            row = wall[str(wording_readbacks.SLOT[slot])]
            assert ("is-diff" in row) == (slot in decision.differs), slot
            for one in decision.differs.get(slot, ()):
                assert wording_readbacks.said(decisions._seated(linde, {slot: one})[slot], names) in row
            assert row.count('<mark class="differs">') == (slot in decision.differs)
        heading = re.search(r"<h1>(.*?)</h1>", page)[1]
        assert wording_readbacks.things(decision.differs) in heading


def test_no_name_from_the_minutes_is_shown():
    shown = " ".join(decision.text for decision in decisions.DECISIONS)
    assert not re.search(r"\b(" + "|".join(decisions.CALLED) + r")\b", shown)
