"""The demo tells its story through the commands, in both languages."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from koers.apps.actions.models import Action
from koers.apps.checks import queries as checks
from koers.apps.checks.models import Check, Rhythm
from koers.apps.decisions.models import Decision, Mark, Process, Review
from koers.apps.decisions.records import queries as records
from koers.apps.ledger import sealer
from koers.apps.ledger.models import Link
from koers.apps.mirror import queries as mirror
from koers.apps.people import queries as people
from koers.apps.people.models import Member, Team
from koers.apps.readbacks import queries
from koers.apps.readbacks.models import Readback
from koers.apps.roles import queries as roles
from koers.apps.scans.models import Round
from koers.demo import fill
from koers.domain import signals
from koers.domain.decisions import IMPORTED
from koers.domain.processes import DECIDERS
from koers.domain.processes.recounting import recount

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

ORGANISATIONS = {"nl": "Zorggroep De Linde", "en": "De Linde Care Group"}


@pytest.fixture(scope="module", params=["nl", "en"])
def language(request: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The story told once in each language, for tests that only read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill.fill(request.param)
        yield request.param
        transaction.set_rollback(True)


def test_the_story_is_told_whole(language):
    assert Team.objects.count() == 5
    assert {t.organisation.name for t in Team.objects.select_related("organisation")} == {
        ORGANISATIONS[language]
    }
    assert Round.objects.filter(stage="agreed").count() == 8
    assert set(Action.objects.values_list("outcome", flat=True)) == {
        "done",
        "partly",
        "not_done",
        "stopped",
        "",
    }
    assert Member.objects.filter(facilitator=True).count() == 5
    assert list(sealer.verify(sealer.rows(), sealer.heads())) == []


def test_the_third_round_is_the_one_on_the_screens(language):
    scan = Round.objects.get(team=Team.objects.earliest("pk"), number=3)
    assert dict(scan.tallies.values_list("item", "counts"))["structure"] == [1, 4, 1, 1, 0]
    assert not [t for t in connection.introspection.table_names() if t.startswith("box_")]


def test_somebody_in_two_teams_is_one_person(language):
    assert Member.objects.filter(name="Samira El Amrani").values("person").distinct().count() == 1


def test_the_management_team_read_two_decisions_back(language):
    day = {"nl": "vanaf 1 ", "en": "From 1 "}[language]
    links = Link.objects.filter(kind="read_back").values_list("target", flat=True)
    of_decisions = [int(code.removeprefix("readback:")) for code in links]
    page, handover = Readback.objects.exclude(pk__in=of_decisions).order_by("number")
    assert (page.stage, page.lap) == ("alike", 2)
    assert (handover.stage, handover.lap) == ("comparing", 1)
    standing = queries.standing(handover)
    assert [slot for slot, one in standing.items() if one.state == "differs"] == ["status", "when", "limit"]
    assert [slot for slot, one in standing.items() if one.state == "alike"] == ["what", "who"]
    assert queries.tagged(None, handover).divergence.n == 42
    assert any(day in telling.sentence for telling in queries.tellings(handover))
    assert not [t.sentence for t in queries.tellings(handover) if "{" in t.sentence]


def test_the_big_teams_checked_twice_and_handed_over(language):
    for team in Team.objects.filter(checks__isnull=False).distinct():
        assert [check.stage for check in checks.of_team(_lead(team))] == ["kept", "kept"]
        rhythm = Rhythm.objects.get(team=team)
        assert 0 < (rhythm.next - (rhythm.last or rhythm.next)).days <= 56
        assert rhythm.proposed
    management, home = sorted(set(Check.objects.values_list("team", flat=True)))
    states = {team: list(Member.objects.filter(team=team, guardian=True)) for team in (management, home)}
    assert all(len(guards) == 1 for guards in states.values())
    served = [term for term in checks.terms(_lead(management)) if term.began]
    assert len({term.member_id for term in served}) == len(served) == 3
    assert checks.open_handover(_lead(home)) is not None


def test_three_tables_wrote_their_roles_down(language):
    lead = _lead(Team.objects.earliest("pk"))
    assert roles.counts(lead, timezone.localdate()) == {"all": 7, "vacant": 1, "soon": 1}
    assert roles.register(lead).values("team").distinct().order_by().count() == 3


def _lead(team):
    return people.seat_of(Member.objects.select_related("team__stream").get(team=team, facilitator=True))


def test_the_management_team_decided_for_a_year(language):
    together = Decision.objects.exclude(method__in=(*DECIDERS, IMPORTED))
    decisions = list(together.order_by("sealed"))
    assert len(decisions) == 13
    assert (decisions[-1].sealed - decisions[0].sealed).days > 300
    assert {one.method for one in decisions} == {
        "consent",
        "majority",
        "consensus",
        "election",
        "resistance",
        "ranked",
    }
    assert [one.number for one in decisions if one.changed_by()] == [decisions[2].number]
    assert sum(bool(one.record["dissent"]) for one in decisions) == 1
    assert sum(bool(one.record["objections"]) for one in decisions) == 2
    assert set(Review.objects.values_list("verdict", flat=True)) == {"keep", "adapt"}
    seat = _lead(decisions[0].team)
    stages = {one.stage for one in records.readbacks_of(seat, *decisions).values()}
    assert stages == {"comparing", "alike"}
    assert Process.objects.exclude(method__in=DECIDERS).get(decision=None).is_open
    facts = {one.signal: one.state for one in signals.read(mirror.history(seat), timezone.localdate())}
    raised = {signal for signal, state in facts.items() if state in ("watch", "discuss")}
    assert raised >= {"told_late", "read_differently", "recurring", "review_overdue", "never_read_back"}
    assert not any("{" in one.text + one.title for one in decisions)


def test_four_times_one_of_the_management_team_decided(language):
    alone = {one.method: one for one in Decision.objects.filter(method__in=DECIDERS)}
    assert set(alone) == set(DECIDERS)
    assert alone["advice"].figures["silent"]
    assert alone["advice"].flagged
    assert alone["mandate"].figures["follows"] == "report"
    kinds = {one.kind for one in Mark.objects.all()}
    assert kinds == {"read", "missed", "stop", "stopped", "discussed", "reported"}
    assert Process.objects.get(method="advice", decision=None).stage == "advising"
    seat = _lead(alone["urgent"].team)
    assert [recount(records.export_decision(seat, one.pk)) for one in alone.values()] == [[], [], []]
