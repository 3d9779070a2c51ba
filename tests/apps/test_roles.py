"""Roles in memory: proposing and adopting, who holds them, what is asked before a term ends."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from koers.apps.ledger import readers
from koers.apps.ledger.models import Ask, Entry
from koers.apps.people import commands as people
from koers.apps.roles import commands, queries
from koers.apps.roles.models import Proposal, Role, Term
from koers.domain.refusals import NotHere, Refused
from koers.domain.roles import Text
from tests.cast import Table

pytestmark = pytest.mark.django_db

GUIDE = Text("Gids", "Wie nieuw is doet mee.", "", "Legt uit hoe we besluiten")


def _role(table: Table, text: Text = GUIDE) -> Role:
    made = commands.propose_role(table.facilitator, table.team, text, "Nodig")
    return commands.adopt_role(table.facilitator, made.pk, "Goed")


def _today() -> date:
    return timezone.localdate()


def _asked(table: Table, deed: str) -> list[tuple[int, datetime | None]]:
    readers.asks.catch_up(table.team.stream_id)
    return list(Ask.objects.filter(deed=deed).values_list("member", "since"))


def test_anybody_proposes_and_nothing_changes_until_it_is_adopted(linde: Table) -> None:
    role = _role(linde)
    other = Text("Gids", "Wie nieuw is hoort erbij.")
    made = commands.propose_role(linde.seat("Joost"), linde.team, other, "Beter", role.pk)
    role.refresh_from_db()
    assert (role.text, role.version) == (GUIDE, 1)
    commands.adopt_role(linde.facilitator, made.pk, "Eens")
    role.refresh_from_db()
    assert (role.text, role.version) == (other, 2)
    assert [(v.version, v.old.purpose if v.before else "") for v in queries.versions(role)] == [
        (2, GUIDE.purpose),
        (1, ""),
    ]


def test_a_declined_one_keeps_its_reason_and_is_settled_once(linde: Table) -> None:
    made = commands.propose_role(linde.seat("Joost"), linde.team, GUIDE, "Nodig")
    commands.decline_role(linde.facilitator, made.pk, "Nu niet")
    kept = Proposal.objects.get()
    assert (kept.state, kept.reason, kept.settled_by) == ("declined", "Nu niet", "Bram")
    with pytest.raises(Refused, match="proposal_settled"):
        commands.adopt_role(linde.facilitator, made.pk, "Toch")
    assert not Role.objects.exists()


def test_a_proposal_beside_an_old_text_isnt_adopted_over_a_newer_one(linde: Table) -> None:
    role, ravi = _role(linde), linde.seat("Ravi")
    first, second = (
        commands.propose_role(ravi, linde.team, Text("Gids", purpose), "Beter", role.pk)
        for purpose in ("Eerst.", "Daarna.")
    )
    commands.adopt_role(linde.facilitator, first.pk, "Eens")
    with pytest.raises(Refused, match="role_moved_on"):
        commands.adopt_role(linde.facilitator, second.pk, "Ook")
    role.refresh_from_db()
    assert role.purpose == "Eerst."


def test_an_ended_role_leaves_the_register_and_asks_nothing_any_more(linde: Table) -> None:
    role = _role(linde)
    commands.fill_role(linde.facilitator, role.pk, linde.chair("Joost").pk, None, _today() + timedelta(9))
    assert len(_asked(linde, "renew_term")) == 1
    made = commands.propose_end(linde.seat("Joost"), linde.team, role.pk, "Klaar")
    commands.adopt_role(linde.facilitator, made.pk, "Eens")
    assert not queries.register(linde.facilitator).exists()
    assert _asked(linde, "renew_term") == []
    with pytest.raises(Refused, match="role_ended"):
        commands.fill_role(linde.facilitator, role.pk, linde.chair("Ravi").pk, None, None)


def test_the_same_form_sent_twice_does_it_once(linde: Table) -> None:
    twice = [commands.propose_role(linde.seat("Joost"), linde.team, GUIDE, "Nodig", key="k") for _ in "ab"]
    assert twice[0].pk == twice[1].pk
    role = _role(linde)
    for _ in "ab":
        commands.fill_role(linde.facilitator, role.pk, linde.chair("Joost").pk, None, None, key="f")
    assert Term.objects.count() == 1


def test_one_person_holds_a_role_once_at_a_time_and_two_people_together(linde: Table) -> None:
    role, lead = _role(linde), linde.facilitator
    joost, ravi = linde.chair("Joost").pk, linde.chair("Ravi").pk
    commands.fill_role(lead, role.pk, joost, _today(), _today() + timedelta(9))
    commands.fill_role(lead, role.pk, ravi, _today(), None)
    with pytest.raises(Refused, match="term_overlaps"):
        commands.fill_role(lead, role.pk, joost, _today() + timedelta(9), None)
    commands.fill_role(lead, role.pk, joost, _today() + timedelta(10), None)
    assert Term.objects.count() == 3


def test_who_leads_is_asked_sixty_days_before_a_term_ends(linde: Table) -> None:
    role, last = _role(linde), _today() + timedelta(200)
    commands.fill_role(linde.facilitator, role.pk, linde.chair("Joost").pk, None, last)
    ((member, since),) = _asked(linde, "renew_term")
    assert member == linde.helper.pk
    assert since is not None
    assert timezone.localdate(since) == last - timedelta(60)
    commands.renew_term(linde.facilitator, Term.objects.get().pk, None)
    assert _asked(linde, "renew_term") == []


def test_who_facilitates_or_guards_is_asked_to_settle(linde: Table) -> None:
    made = commands.propose_role(linde.seat("Joost"), linde.team, GUIDE, "Nodig")
    assert [member for member, _ in _asked(linde, "adopt_role")] == [linde.helper.pk]
    commands.decline_role(linde.facilitator, made.pk, "Nu niet")
    assert _asked(linde, "adopt_role") == []


@pytest.mark.parametrize("hour", ["2026-11-21T22:59:00+00:00", "2026-11-21T23:00:00+00:00"])
def test_a_term_ends_at_the_midnight_of_the_team(linde: Table, hour: str) -> None:
    """Amsterdam is an hour ahead in November: the day turns at 23:00 UTC."""
    role = _role(linde)
    commands.fill_role(linde.facilitator, role.pk, linde.chair("Joost").pk, date(2026, 11, 1), None)
    Term.objects.update(last=date(2026, 11, 21))
    with time_machine.travel(datetime.fromisoformat(hour).astimezone(UTC), tick=False):
        today = timezone.localdate()
        held = today == date(2026, 11, 21)
        assert queries.counts(linde.facilitator, today)["vacant"] == (0 if held else 1)
        assert queries.terms([role])[role.pk][0].term.holds(today) == held


def test_whoever_leaves_the_table_leaves_the_role(linde: Table) -> None:
    role, lotte = _role(linde), linde.chair("Lotte")
    commands.fill_role(linde.facilitator, role.pk, lotte.pk, None, None)
    assert queries.counts(linde.facilitator, _today())["vacant"] == 0
    people.free_seat(linde.facilitator, lotte.pk)
    people.set_table(linde.facilitator, linde.team, linde.names[:-1])
    assert queries.counts(linde.facilitator, _today())["vacant"] == 1
    assert not queries.terms([role])[role.pk][0].term.holds(_today())


def test_a_vacated_role_is_vacant_the_same_day(linde: Table) -> None:
    role = _role(linde)
    commands.fill_role(linde.facilitator, role.pk, linde.chair("Joost").pk, None, None)
    commands.vacate_role(linde.facilitator, Term.objects.get().pk)
    assert queries.counts(linde.facilitator, _today()) == {"all": 1, "vacant": 1, "soon": 0}
    commands.fill_role(linde.facilitator, role.pk, linde.chair("Joost").pk, None, None)
    assert queries.counts(linde.facilitator, _today())["vacant"] == 0


def test_the_whole_organisation_reads_and_only_the_team_changes(
    linde: Table, next_door: Table, elsewhere: Table
) -> None:
    role = _role(linde)
    assert list(queries.register(next_door.facilitator)) == [role]
    assert not queries.register(elsewhere.facilitator).exists()
    with pytest.raises(NotHere):
        commands.propose_role(next_door.facilitator, next_door.team, GUIDE, "Nodig", role.pk)
    with pytest.raises(NotHere):
        commands.fill_role(next_door.facilitator, role.pk, next_door.chair("Daan").pk, None, None)
    with pytest.raises(Refused, match="holder_missing"):
        commands.fill_role(linde.facilitator, role.pk, next_door.chair("Daan").pk, None, None)


def test_a_plain_member_proposes_and_doesnt_adopt(linde: Table) -> None:
    made = commands.propose_role(linde.seat("Joost"), linde.team, GUIDE, "Nodig")
    with pytest.raises(Refused, match="not_yours"):
        commands.adopt_role(linde.seat("Joost"), made.pk, "Ja")


def test_no_reason_and_no_text_of_a_role_stand_in_the_ledger(linde: Table) -> None:
    _role(linde)
    said = str(list(Entry.objects.filter(deed__in=["propose_role", "adopt_role"]).values_list("data")))
    assert "Nodig" not in said
    assert GUIDE.purpose not in said


def test_searching_looks_at_every_word_and_not_at_capitals(linde: Table) -> None:
    _role(linde)
    _role(linde, Text("Énergiecoach", "We verspillen niets."))
    seat, today = linde.facilitator, _today()
    found = {
        q: [r.name for r in queries.found(seat, q, "", today)] for q in ("gids BESLUITEN", "énergie", "x%")
    }
    assert found == {"gids BESLUITEN": ["Gids"], "énergie": ["Énergiecoach"], "x%": []}
