"""People: founding, setting a table, inviting, sitting down, signing in, and what each of them refuses."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from koers.apps.ledger.models import Entry, Stream
from koers.apps.people import commands, queries, secrets
from koers.apps.people.models import Invitation, Member, Person, SignInLink
from koers.domain import rules, tables
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import NOBODY, POWERS, Seat
from tests import cast
from tests.cast import Table
from tests.races import at_once

pytestmark = pytest.mark.django_db
committing = pytest.mark.django_db(transaction=True)
DAY = timedelta(hours=24)


@pytest.fixture
def table(db: None) -> Table:
    """A team that nobody has joined yet."""
    return cast.set_table(cast.organisation(), "MT", cast.MT)


def join(table: Table, name: str, called: str = "", person: Person | None = None) -> Member:
    door = cast.door(table)
    guest = queries.guest_seat(door, person)
    return commands.claim_seat(guest, door, table.chair(name).pk, called or name, person)[0]


def deeds(table: Table) -> list[str]:
    return list(Entry.objects.filter(stream=table.team.stream_id).values_list("deed", flat=True))


# --- the permission table


def test_every_deed_is_somebodys_and_every_power_is_known() -> None:
    assert all(rules.who_may(deed) for deed in rules.WHO)
    assert {power for who in rules.WHO.values() for power in who} <= set(POWERS)


@pytest.mark.parametrize("power", POWERS)
def test_the_table_answers_both_ways(power: str) -> None:
    seat = Seat("somebody", frozenset({power}))
    assert rules.allowed(seat) == [deed for deed in rules.WHO if power in rules.who_may(deed)]


def test_an_observer_and_nobody_may_do_nothing(linde: Table) -> None:
    assert rules.allowed(queries.seat_of(cast.observer(linde))) == []
    assert rules.allowed(NOBODY) == []


# --- founding


def test_the_first_founder_is_made_once(db: None) -> None:
    assert commands.first_founder("Bram") == commands.first_founder("Somebody else")


def test_only_a_founder_founds(outsider: Person) -> None:
    with pytest.raises(Refused, match="not_yours"):
        commands.found_organisation(queries.seat_of_person(outsider), "Mine")


def test_an_organisation_founded_twice_with_one_form_is_one(db: None) -> None:
    seat = queries.seat_of_person(cast.founder())
    once, again = (commands.found_organisation(seat, "De Linde", key="form-1") for _ in range(2))
    assert once == again


def test_a_founder_opens_no_team_in_somebody_elses_organisation(linde: Table) -> None:
    hugo = queries.seat_of_person(cast.founder("Hugo"))
    with pytest.raises(NotHere):
        commands.open_team(hugo, linde.organisation, "Mine", ["Hugo"])


def test_there_is_one_installation_however_many_ask_at_once(transactional_db: None) -> None:
    assert len(set(at_once(*[lambda: commands.installation().pk] * 6))) == 1


# --- the table


def test_a_new_table_has_its_chairs_in_order_and_a_helper_at_none(table: Table) -> None:
    assert table.names == list(cast.MT)
    assert table.helper.number is None
    assert str(table.helper) == "Bram"
    assert table.facilitator.powers == {"facilitator"}


def test_a_table_set_by_number_has_chairs_without_names(db: None) -> None:
    table = cast.set_table(cast.organisation(), "MT", ("", "", ""))
    assert table.names == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["Joost", "joost "], "name_twice"),
        (["x" * 81], "too_long"),
        (["a"] * (tables.MOST_SEATS + 1), "too_many_seats"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(table: Table, names: list[str], code: str) -> None:
    with pytest.raises(Refused, match=code):
        commands.set_table(table.facilitator, table.team, names)
    assert table.names == list(cast.MT)


def test_setting_the_table_anew_renames_adds_and_removes(table: Table) -> None:
    commands.set_table(table.facilitator, table.team, ["Marijke", "Joost"])
    assert table.names == ["Marijke", "Joost"]
    commands.set_table(table.facilitator, table.team, ["Marijke", "Joost", "Samira"])
    assert table.names == ["Marijke", "Joost", "Samira"]


def test_who_sits_keeps_chair_and_name(table: Table) -> None:
    join(table, "Joost")
    commands.set_table(table.facilitator, table.team, ["", "", ""])
    assert table.names == ["1", "Joost", "3"]
    with pytest.raises(Refused, match="seat_in_use") as refused:
        commands.set_table(table.facilitator, table.team, [""])
    assert refused.value.facts == {"name": "Joost", "number": 2}


def test_setting_the_table_twice_with_one_form_is_one_deed(table: Table) -> None:
    for _ in range(2):
        commands.set_table(table.facilitator, table.team, ["A", "B"], key="form-1")
    assert deeds(table).count("set_table") == 1


def test_only_who_leads_sets_the_table(linde: Table) -> None:
    with pytest.raises(Refused, match="not_yours"):
        commands.set_table(linde.seat("Joost"), linde.team, ["Joost"])


# --- the door


def test_an_open_door_is_used_again(table: Table) -> None:
    assert cast.door(table) == cast.door(table)


def test_a_door_is_open_for_a_day(table: Table) -> None:
    door = cast.door(table)
    code = secrets.join_code(str(door.pk))
    assert queries.invitation_for(code, timezone.now()) == door
    assert queries.invitation_for(code.upper().replace(" ", ""), timezone.now()) == door
    assert queries.invitation_for(code, timezone.now() + DAY) is None
    guest = queries.guest_seat(door, None)
    with time_machine.travel(timezone.now() + DAY), pytest.raises(Refused, match="invitation_over"):
        commands.claim_seat(guest, door, table.chair("Joost").pk, "Joost")


def test_a_door_that_was_ended_stays_so(table: Table) -> None:
    door = cast.door(table)
    guest = queries.guest_seat(door, None)
    commands.end_invitation(table.facilitator, door.pk)
    with pytest.raises(Refused, match="invitation_over") as refused:
        commands.claim_seat(guest, door, table.chair("Joost").pk, "Joost")
    commands.end_invitation(table.facilitator, door.pk)
    door.refresh_from_db()
    assert door.ended == refused.value.facts["at"]
    assert cast.door(table) != door


def test_two_open_doors_never_have_the_same_code(
    linde: Table, next_door: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    for table in (linde, next_door):
        commands.end_invitation(table.facilitator, cast.door(table).pk)
    drawn = iter(["linde 4721", "linde 4721", "linde 4721", "linde 1234"])
    monkeypatch.setattr(secrets, "join_code", lambda nonce: next(drawn))
    doors = [cast.door(linde), cast.door(next_door)]
    assert doors[0].code_hash != doors[1].code_hash


def test_no_code_and_no_link_is_kept_as_it_is(table: Table) -> None:
    door, token = cast.door(table), commands.send_link(commands.first_founder("Bram"))
    kept = f"{vars(Invitation.objects.get(pk=door.pk))} {vars(SignInLink.objects.get())}"
    assert secrets.join_code(str(door.pk)) not in kept
    assert token not in kept


def test_a_code_from_another_team_opens_no_chair_here(table: Table, elsewhere: Table) -> None:
    door = cast.door(elsewhere)
    with pytest.raises(NotHere):
        commands.claim_seat(queries.guest_seat(door, None), door, table.chair("Joost").pk, "Joost")


# --- sitting down


def test_who_sits_down_has_a_chair_a_person_and_a_secret_of_which_a_hash_is_kept(table: Table) -> None:
    door = cast.door(table)
    guest = queries.guest_seat(door, None)
    chair, secret = commands.claim_seat(guest, door, table.chair("Joost").pk, "Joost 🙂")
    kept = Member.objects.get(pk=chair.pk)
    assert (kept.name, kept.taken, kept.ballot) == ("Joost 🙂", True, secrets.hashed(secret))
    assert "Joost" not in str(Entry.objects.get(subject=chair.code, deed="claim_seat").data)
    assert queries.seat_of(chair).powers == {"member"}


def test_a_chair_is_taken_once_however_many_want_it(transactional_db: None) -> None:
    table = cast.set_table(cast.organisation(), "MT", cast.MT)
    door = cast.door(table)
    guest, chair = queries.guest_seat(door, None), table.chair("Joost").pk
    answers = at_once(*[lambda: commands.claim_seat(guest, door, chair, "Joost")] * 6)
    assert sum(isinstance(answer, tuple) for answer in answers) == 1
    assert {answer.code for answer in answers if isinstance(answer, Refused)} == {"seat_taken"}
    assert Person.objects.filter(name="Joost").count() == 1


def test_the_same_name_twice_could_not_be_told_apart(table: Table) -> None:
    join(table, "Joost")
    with pytest.raises(Refused, match="name_twice"):
        join(table, "Lotte", called="JOOST")


def test_a_chair_without_a_name_wants_one(db: None) -> None:
    table = cast.set_table(cast.organisation(), "MT", ("",))
    door = cast.door(table)
    with pytest.raises(Refused, match="name_missing"):
        commands.claim_seat(queries.guest_seat(door, None), door, queries.table(table.facilitator)[0].pk, " ")


def test_nobody_sits_at_one_table_twice(table: Table) -> None:
    joost = join(table, "Joost").person
    with pytest.raises(Refused, match="sits_already"):
        join(table, "Lotte", person=joost)


def test_one_person_sits_at_two_tables(linde: Table, next_door: Table) -> None:
    commands.free_seat(next_door.facilitator, next_door.chair("Daan").pk)
    joost = linde.chair("Joost").person
    join(next_door, "Daan", called="Joost", person=joost)
    assert [team.name for team in queries.teams_of(joost)] == ["MT", "Wijkteam Noord"]


def test_who_helps_and_takes_part_has_one_chair_with_both_powers(table: Table) -> None:
    bram = table.helper.person
    chair, _ = commands.take_own_seat(table.facilitator, table.helper, table.chair("Joost").pk, "Bram")
    assert queries.member_at(bram, table.team.key) == chair
    assert queries.seat_of(chair).powers == {"member", "facilitator"}


def test_nobody_takes_a_chair_in_anothers_place(linde: Table, next_door: Table) -> None:
    commands.free_seat(linde.facilitator, linde.chair("Joost").pk)
    chair = linde.chair("Joost").pk
    with pytest.raises(NotHere):
        commands.take_own_seat(linde.facilitator, next_door.helper, chair, "Mine")


def test_a_freed_chair_is_for_somebody_else(linde: Table) -> None:
    chair = linde.chair("Joost")
    commands.free_seat(linde.facilitator, chair.pk)
    with pytest.raises(NotHere):
        queries.member_at(chair.person, linde.team.key)
    assert join(linde, "Joost").person != chair.person


def test_the_chair_of_who_helps_is_nobody_elses(linde: Table) -> None:
    with pytest.raises(NotHere):
        commands.free_seat(linde.facilitator, linde.helper.pk)


def test_a_chair_that_left_the_table_can_not_be_taken(table: Table) -> None:
    door, lotte = cast.door(table), table.chair("Lotte").pk
    commands.set_table(table.facilitator, table.team, ["Marieke"])
    with pytest.raises(Refused, match="seat_left"):
        commands.claim_seat(queries.guest_seat(door, None), door, lotte, "Lotte")


# --- the ballot secret


def test_the_browser_that_sat_down_holds_the_ballot(linde: Table) -> None:
    seat = linde.seat("Joost")
    assert commands.take_ballot(seat, linde.ballots["Joost"]) == linde.ballots["Joost"]
    for held in (None, "", linde.ballots["Lotte"]):
        with pytest.raises(Refused, match="ballot_elsewhere"):
            commands.take_ballot(seat, held)


def test_two_browsers_at_once_get_one_ballot(transactional_db: None) -> None:
    linde = cast.de_linde()
    Member.objects.filter(pk=linde.chair("Joost").pk).update(ballot="")
    seat = linde.seat("Joost")
    answers = at_once(*[lambda: commands.take_ballot(seat, None)] * 4)
    assert sum(isinstance(answer, str) for answer in answers) == 1


# --- signing in


def test_a_link_signs_in_once(db: None) -> None:
    bram = commands.first_founder("Bram")
    token = commands.send_link(bram)
    assert commands.sign_in(token) == bram
    with pytest.raises(Refused, match="link_over"):
        commands.sign_in(token)


def test_a_link_lives_a_day(db: None) -> None:
    token = commands.send_link(commands.first_founder("Bram"))
    with time_machine.travel(timezone.now() + DAY), pytest.raises(Refused, match="link_over"):
        commands.sign_in(token)


def test_a_link_that_was_never_sent_is_not_there(db: None) -> None:
    with pytest.raises(NotHere):
        commands.sign_in(secrets.fresh())


@committing
def test_a_link_followed_four_times_at_once_signs_in_once(db: None) -> None:
    token = commands.send_link(commands.first_founder("Bram"))
    answers = at_once(*[lambda: commands.sign_in(token)] * 4)
    assert sum(isinstance(answer, Person) for answer in answers) == 1


# --- who somebody is here


def test_an_outsider_is_at_no_table(linde: Table, elsewhere: Table, outsider: Person) -> None:
    stranger = elsewhere.chair("Yara").person
    for person in (outsider, stranger):
        with pytest.raises(NotHere):
            queries.member_at(person, linde.team.key)


def test_who_sits_where_is_known_by_chair_and_person(linde: Table, next_door: Table) -> None:
    joost = linde.chair("Joost")
    stream = linde.team.stream_id
    assert (joost.pk, joost.person_id) in queries.seated([stream])
    assert (joost.pk, joost.person_id) not in queries.seated([next_door.team.stream_id])
    commands.free_seat(linde.facilitator, joost.pk)
    assert (joost.pk, joost.person_id) not in queries.seated([stream])
    assert (linde.helper.pk, linde.helper.person_id) in queries.seated([stream])


def test_a_team_lies_in_the_stream_of_its_organisation(linde: Table) -> None:
    stream = Stream.objects.get(pk=linde.team.stream_id)
    assert stream.parent == linde.organisation.stream
    assert linde.facilitator.home == stream.parent_id
