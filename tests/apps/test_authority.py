"""Who may decide, in memory: the matrix with its history, mandates with their limits, and what is asked."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from koers.apps.authority import commands, queries
from koers.apps.authority.models import Mandate, MatrixRow
from koers.apps.ledger import readers
from koers.apps.ledger.models import Ask, Entry
from koers.apps.people import commands as people
from koers.apps.people.models import Person
from koers.apps.roles import commands as role_commands
from koers.apps.roles.models import Role
from koers.domain import authority
from koers.domain.authority import Row
from koers.domain.refusals import NotHere, Refused
from koers.domain.roles import Text
from koers.domain.seats import Seat
from tests import cast
from tests.cast import Table

pytestmark = pytest.mark.django_db


def _today() -> date:
    return timezone.localdate()


def _given(**facts: Any) -> authority.Mandate:
    usual = authority.Mandate("ICT", "operation", 6, 25_000, 12, since=_today(), until=_in(100))
    return replace(usual, **facts)


def _in(days: int) -> date:
    return _today() + timedelta(days=days)


def _role(table: Table, holder: str, name: str = "Beheerder") -> Role:
    made = role_commands.propose_role(table.facilitator, table.team, Text(name, "Alles doet het."), "Nodig")
    role = role_commands.adopt_role(table.facilitator, made.pk, "Goed")
    role_commands.fill_role(table.facilitator, role.pk, table.chair(holder).pk, _today(), None)
    return role


def _mandate(table: Table, to: str = "Ravi", by: Seat | None = None, **facts: object) -> Mandate:
    given = _given(**facts)
    chair = table.chair(to).pk
    return commands.give_mandate(by or table.facilitator, table.team, given, "Sneller", to_member=chair)


def _asks(table: Table, deed: str) -> list[tuple[int, datetime | None, datetime]]:
    readers.asks.catch_up(table.team.stream_id)
    return list(Ask.objects.filter(deed=deed).values_list("member", "due", "since"))


# --- the matrix


def test_a_team_begins_with_a_matrix_that_it_needn_t_fill_in(linde: Table) -> None:
    assert queries.rows(linde.facilitator) == list(authority.USUAL)
    assert not MatrixRow.objects.exists()


def test_adopting_makes_it_the_team_s_own_once(linde: Table) -> None:
    commands.adopt_matrix(linde.facilitator, linde.team, "Past ons")
    assert {*queries.rows(linde.facilitator)} == {*authority.USUAL}
    with pytest.raises(Refused, match="matrix_adopted"):
        commands.adopt_matrix(linde.facilitator, linde.team, "Nog eens")


def test_a_change_keeps_the_old_row_with_who_changed_it_and_why(linde: Table) -> None:
    seat, other = linde.facilitator, Row("other", method="majority", days=3)
    commands.change_matrix(seat, linde.team, other, "Vlotter")
    commands.change_matrix(seat, linde.team, replace(other, days=4), "Iets te vlot")
    holding = authority.row_for(queries.rows(seat), "other")
    assert (holding.method, holding.days) == ("majority", 4)
    changes = list(queries.former_rows(seat).filter(kind="other"))
    assert [(one.days, one.because, one.by, bool(one.ended)) for one in changes] == [
        (4, "Iets te vlot", "Bram", False),
        (3, "Vlotter", "Bram", True),
        (5, "Vlotter", "Bram", True),
    ]
    assert len(queries.rows(seat)) == len(authority.KINDS)


def test_a_change_that_changes_nothing_leaves_nothing(linde: Table) -> None:
    with pytest.raises(Refused, match="nothing_changed"):
        commands.change_matrix(linde.facilitator, linde.team, Row("other"), "Zomaar")
    assert not MatrixRow.objects.exists()
    with pytest.raises(Refused, match="why_missing"):
        commands.change_matrix(linde.facilitator, linde.team, Row("other", days=3), " ")


def test_a_domain_has_one_row_of_its_own_and_falls_back_without_it(linde: Table) -> None:
    seat = linde.facilitator
    commands.change_matrix(seat, linde.team, Row("other", "ICT", method="majority"), "Veel en klein")
    row = commands.change_matrix(seat, linde.team, Row("other", "ict", method="consensus"), "Toch samen")
    assert row is not None
    assert [one.method for one in queries.standing_rows(seat).filter(domain__iexact="ict")] == ["consensus"]
    commands.drop_row(seat, row.pk, "Niet meer nodig")
    assert authority.row_for(queries.rows(seat), "other", ["ICT"]).method == "consent"
    with pytest.raises(Refused, match="row_ended"):
        commands.drop_row(seat, row.pk, "Nog eens")
    general = queries.standing_rows(seat).get(kind="other")
    with pytest.raises(Refused, match="general_row_stays"):
        commands.drop_row(seat, general.pk, "Weg")


def test_a_member_reads_the_matrix_and_changes_nothing(linde: Table) -> None:
    for command in (
        lambda seat: commands.adopt_matrix(seat, linde.team, "Ja"),
        lambda seat: commands.change_matrix(seat, linde.team, Row("other", days=2), "Ja"),
    ):
        with pytest.raises(Refused, match="not_yours"):
            command(linde.seat("Joost"))


# --- mandates


def test_a_mandate_is_somebody_s_or_a_role_s_within_its_days(linde: Table) -> None:
    own, role = _mandate(linde), _role(linde, "Anouk")
    of_role = commands.give_mandate(linde.facilitator, linde.team, _given(), "Dagelijks", to_role=role.pk)
    held = {name: queries.held_by(linde.seat(name), _today()) for name in ("Ravi", "Anouk", "Joost")}
    assert held == {"Ravi": [own], "Anouk": [of_role], "Joost": []}
    assert queries.held_by(linde.seat("Ravi"), _in(101)) == []


def test_only_who_leads_gives_in_the_team_s_name_and_a_role_only_by_who_holds_it(linde: Table) -> None:
    role, ravi = _role(linde, "Anouk"), linde.chair("Ravi").pk
    with pytest.raises(Refused, match="giver_needs_role"):
        _mandate(linde, by=linde.seat("Joost"))
    with pytest.raises(Refused, match="role_not_held"):
        commands.give_mandate(
            linde.seat("Joost"), linde.team, _given(), "Ja", to_member=ravi, from_role=role.pk
        )
    made = commands.give_mandate(
        linde.seat("Anouk"), linde.team, _given(), "Ja", to_member=ravi, from_role=role.pk
    )
    assert (made.from_role_id, made.giver_name, made.to_name) == (role.pk, "Anouk", "Ravi")


def test_it_goes_to_one_role_or_one_person_of_this_table(linde: Table, next_door: Table) -> None:
    seat, role = linde.facilitator, _role(linde, "Anouk")
    daan = next_door.chair("Daan").pk
    for receiver in ({}, {"to_role": role.pk, "to_member": linde.chair("Ravi").pk}, {"to_member": daan}):
        with pytest.raises(Refused, match="receiver_missing"):
            commands.give_mandate(seat, linde.team, _given(), "Ja", **receiver)  # type: ignore[arg-type]
    theirs = _role(next_door, "Daan")
    with pytest.raises(NotHere):
        commands.give_mandate(seat, linde.team, _given(), "Ja", to_role=theirs.pk)


def test_whoever_gave_it_is_asked_thirty_days_before_its_end_and_on_the_day_to_look(linde: Table) -> None:
    made = _mandate(linde, review=_in(50))
    helper = linde.helper.pk
    ((member, due, since),) = _asks(linde, "renew_mandate")
    assert (member, timezone.localdate(since)) == (helper, _in(70))
    assert due is not None
    assert timezone.localdate(due - timedelta(seconds=1)) == _in(100)
    assert timezone.localdate(_asks(linde, "review_mandate")[0][2]) == _in(50)
    commands.review_mandate(linde.facilitator, made.pk, "Werkt goed")
    assert _asks(linde, "review_mandate") == []
    commands.renew_mandate(linde.facilitator, made.pk, _in(200), "Nog een half jaar")
    assert [timezone.localdate(one[2]) for one in _asks(linde, "renew_mandate")] == [_in(170)]
    commands.withdraw_mandate(linde.facilitator, made.pk, "Ravi gaat iets anders doen")
    assert _asks(linde, "renew_mandate") == []
    assert [word.deed for word in made.words.all()] == ["review_mandate", "renew_mandate", "withdraw_mandate"]


def test_when_the_giver_left_who_leads_is_asked(linde: Table) -> None:
    role, ravi = _role(linde, "Lotte"), linde.chair("Ravi").pk
    made = commands.give_mandate(
        linde.seat("Lotte"), linde.team, _given(), "Ja", to_member=ravi, from_role=role.pk
    )
    lotte, names = linde.chair("Lotte"), linde.names
    people.free_seat(linde.facilitator, lotte.pk)
    people.set_table(linde.facilitator, linde.team, names[:-1])
    commands.renew_mandate(linde.facilitator, made.pk, _in(200), "Loopt door")
    assert [member for member, _, _ in _asks(linde, "renew_mandate")] == [linde.helper.pk]


def test_longer_is_later_and_only_by_whoever_gave_it_or_leads(linde: Table) -> None:
    made = _mandate(linde)
    for day in (None, _in(100), _today()):
        with pytest.raises(Refused, match="mandate_not_later"):
            commands.renew_mandate(linde.facilitator, made.pk, day, "Langer")
    with pytest.raises(Refused, match="not_yours"):
        commands.withdraw_mandate(linde.seat("Joost"), made.pk, "Weg")


def test_what_was_withdrawn_or_is_over_stays_as_it_was(linde: Table) -> None:
    gone, over = _mandate(linde), _mandate(linde, until=_in(3))
    commands.withdraw_mandate(linde.facilitator, gone.pk, "Klaar")
    with pytest.raises(Refused, match="mandate_over"):
        commands.renew_mandate(linde.facilitator, gone.pk, _in(300), "Toch")
    with (
        time_machine.travel(timezone.now() + timedelta(days=5)),
        pytest.raises(Refused, match="mandate_over"),
    ):
        commands.withdraw_mandate(linde.facilitator, over.pk, "Te laat")


def test_whoever_leaves_the_table_leaves_the_mandate(linde: Table) -> None:
    made, names = _mandate(linde, "Lotte"), linde.names
    people.free_seat(linde.facilitator, linde.chair("Lotte").pk)
    people.set_table(linde.facilitator, linde.team, names[:-1])
    made = Mandate.objects.get(pk=made.pk)
    assert authority.state(made.the_mandate(), _today()) == "ended"
    assert not queries.standing_mandates(linde.facilitator, _today()).exists()


def test_whoever_sits_on_that_chair_later_was_given_nothing(linde: Table) -> None:
    made = _mandate(linde, "Lotte")
    people.free_seat(linde.facilitator, linde.chair("Lotte").pk)
    cast.sit(linde, "Lotte", Person.objects.sit_down("Koos"))
    assert queries.held_by(linde.seat("Lotte"), _today()) == []
    assert authority.state(Mandate.objects.get(pk=made.pk).the_mandate(), _today()) == "ended"


def test_beyond_a_mandate_the_team_s_own_method_is_named(linde: Table) -> None:
    made = _mandate(linde)
    assert queries.instead(linde.facilitator, made) == "consent"  # the matrix leaves daily work to one person
    commands.change_matrix(linde.facilitator, linde.team, Row("operation", "ICT", method="majority"), "Zo")
    assert queries.instead(linde.facilitator, made) == "majority"


def test_giving_twice_with_one_key_gives_once_and_the_entry_holds_no_sentence(linde: Table) -> None:
    to = {"to_member": linde.chair("Ravi").pk, "key": "k"}
    for _ in range(2):
        commands.give_mandate(linde.facilitator, linde.team, _given(), "Sneller", **to)
    assert Mandate.objects.count() == 1
    entry = Entry.objects.get(deed="give_mandate")
    assert "Sneller" not in str(entry.data)
    assert entry.data["limits"] == [25_000, 12, False]


def test_the_organisation_reads_a_mandate_and_another_doesn_t(
    linde: Table, next_door: Table, elsewhere: Table
) -> None:
    made = _mandate(linde)
    assert Mandate.objects.for_seat(next_door.facilitator).get() == made
    assert not Mandate.objects.for_seat(elsewhere.facilitator).exists()
