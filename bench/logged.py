"""Teams with a long past of decisions: written, looked back on, read back, replaced, taken over."""

import random
from datetime import timedelta
from typing import Any

DUTCH = "rooster nacht besluit overleg wachttijd opname zorg budget opleiding dienst regel tafel huisarts"
ENGLISH = "roster night decision meeting waiting training shift rule table client agreement review plan"
VOCABULARY = f"{DUTCH} {ENGLISH}".split()
RARE = "lantaarn"


def fill(count: int, teams: int) -> Any:
    """So many decisions over so many teams; the table of the first team.

    Of every hundred five stand in minutes, five are replaced, thirty were looked back on and ten read back;
    of every thousand one has a rare word.
    """
    from tests import cast, records

    home = cast.organisation()
    first = cast.seated(home, "MT", cast.MT)
    tables = [first, *(cast.set_table(home, f"Team {n}", ("Els",)) for n in range(1, teams))]
    like = records.decided(first)
    # A team's own are counted, so that every team has some of each kind.
    made = [_decision(tables[n % teams], n // teams, n, count, like) for n in range(count - 1)]
    _keep(made)
    return first


def _decision(table: Any, nth: int, n: int, count: int, like: Any) -> Any:
    from django.utils import timezone

    from koers.apps.decisions.models import Decision

    chance = random.Random(n)
    words = chance.choices(VOCABULARY, k=90) + ([RARE] if nth % 1000 == 500 else [])
    day = timezone.now() - timedelta(hours=n * 24 * 1800 // count)
    elsewhere = nth % 20 == 7
    return Decision(
        stream_id=table.team.stream_id,
        team=table.team,
        number=f"{day.year}-{n:06}",
        title=" ".join(words[:6]).capitalize(),
        text=" ".join(words[6:]),
        method="minutes" if elsewhere else chance.choice(("consent", "majority")),
        record=like.record | ({"minutes": {"title": "Overleg", "day": "2026-01-05"}} if elsewhere else {}),
        digest=like.digest,
        owner=table.chair("Joost") if "Joost" in table.names and nth % 5 == 0 else None,
        priority=chance.choice(("", "Rust", "Kwaliteit", "Geld")),
        sealed=day,
        decided=day.date(),
        in_force=day.date(),
        review_on=day.date() + timedelta(days=180),
    )


def _keep(made: list[Any]) -> None:
    """The decisions, and what came of some of them."""
    from koers.apps.decisions.models import Decision, Review
    from koers.apps.ledger.models import Link
    from koers.apps.people.models import Member
    from koers.apps.readbacks.models import Readback

    Decision.objects.bulk_create(made, batch_size=500)
    by = Member.objects.filter(left=None).earliest("pk")
    chance = random.Random(1)
    looked = (("keep", timedelta(days=90)), ("keep", None), ("adapt", None), ("stop", None))
    reviews, readbacks = [], []
    for n, one in enumerate(made):
        if chance.random() < 0.3:
            verdict, later = chance.choice(looked)
            again = one.review_on + later if later else None
            reviews.append(
                Review(
                    decision=one,
                    verdict=verdict,
                    came="yes",
                    by=by,
                    at=one.sealed + timedelta(days=9),
                    next_on=again,
                )
            )
        if chance.random() < 0.1:
            stage = chance.choice(("alike", "comparing", "writing"))
            readbacks.append((one, stage, n))
    Review.objects.bulk_create(reviews, batch_size=500)
    kept = [
        Readback(
            stream_id=one.stream_id, team_id=one.team_id, number=n + 1, text=one.text, stage=stage, opener=by,
            opened=one.sealed, asked=one.sealed,
        )
        for one, stage, n in readbacks
    ]  # fmt: skip
    Readback.objects.bulk_create(kept, batch_size=500)
    links = [
        Link(stream_id=one.stream_id, kind="read_back", source=one.code, target=readback.code)
        for (one, _stage, _n), readback in zip(readbacks, kept, strict=True)
    ]
    Link.objects.bulk_create(links, batch_size=500)
    _replace(made)


def _replace(made: list[Any]) -> None:
    """One in twenty takes the place of the one before it."""
    from koers.apps.decisions.models import Decision

    by_team: dict[int, list[Any]] = {}
    for one in made:
        by_team.setdefault(one.team_id, []).append(one)
    changed = []
    for ones in by_team.values():
        for earlier, later in zip(ones[20::20], ones[19::20], strict=False):
            later.replaces, later.change = earlier, "supersedes"
            changed.append(later)
    Decision.objects.bulk_update(changed, ["replaces", "change"], batch_size=200)
