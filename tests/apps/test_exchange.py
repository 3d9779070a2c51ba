"""A copy of everything: what is in it, what isn't, and that it comes back the same."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from koers.apps.exchange import commands, contents, plain
from koers.apps.exchange import queries as copies
from koers.apps.exchange.models import Copy
from koers.apps.ledger import box, readers, sealer
from koers.apps.ledger.models import Ask, Entry, Stream
from koers.apps.notices.models import Letterbox
from koers.apps.people import commands as people
from koers.apps.people import queries
from koers.apps.people.models import Member, Organisation, Person, Team
from koers.apps.readbacks import commands as reading
from koers.apps.scans.models import Round
from koers.demo import fill
from koers.domain.ballots import Ballot
from koers.domain.copies import Unfit
from koers.domain.refusals import Refused
from koers.domain.scans import FIVE
from tests import cast, copying, proposals, rounds
from tests.cast import Table

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

#: Fields that sound like a secret and aren't.
NO_SECRETS = {
    "ledger.entry.hash": "the chain itself",
    "ledger.salt.salt": "opens a mark in the ledger, without which nobody can check a name",
    "scans.round.salt": "opens the mark of what a round showed",
    "people.team.key": "stands in every address of the team",
    "decisions.decision.source_key": "by which a decision from elsewhere is known again",
}


# --- what is in it


def test_every_model_is_in_a_copy_or_is_left_out_for_a_reason() -> None:
    every = {contents.label(model) for model in contents.of_the_rooms()}
    held = {contents.label(model) for model in contents.models()}
    assert every - held == set(contents.LEFT_OUT)
    assert held & set(contents.LEFT_OUT) == set()
    assert all(contents.LEFT_OUT.values())


def test_every_field_that_is_left_out_is_there() -> None:
    named = {f"{model}.{field}" for model, left in contents.FIELDS_LEFT_OUT.items() for field in left}
    there = {f"{contents.label(m)}.{f.name}" for m in contents.of_the_rooms() for f in m._meta.get_fields()}
    assert named - there == set()


def test_a_copy_can_hold_every_kind_of_field_that_there_is() -> None:
    kinds = {plain.kind(field) for model in contents.models() for field in contents.fields(model)}
    assert kinds - plain.KNOWN == set()


def test_nothing_that_sounds_like_a_secret_comes_along() -> None:
    sounds = re.compile(r"password|secret|token|hash|nonce|salt|ballot$|key$")
    found = {
        f"{contents.label(model)}.{field.name}"
        for model in contents.models()
        for field in contents.fields(model)
        if sounds.search(field.name)
    }
    assert found == set(NO_SECRETS)


def test_every_row_of_the_organisation_is_in_it_and_none_of_another(
    linde: Table, next_door: Table, elsewhere: Table, tmp_path: Path
) -> None:
    copy = copying.made(linde.organisation, tmp_path)
    assert {row["name"] for row in copying.rows(copy, "people.team")} == {"MT", "Wijkteam Noord"}
    assert len(copying.rows(copy, "people.member")) == Member.objects.exclude(team=elsewhere.team).count()
    text = b"".join(copying.files(copy).values())
    assert b"Marieke" in text
    assert b"Willem" not in text
    assert b"Het Baken" not in text


def test_what_opens_something_stays_behind(linde: Table, tmp_path: Path) -> None:
    bram = linde.helper.person
    assert bram is not None
    people.open_account(queries.seat_of_person(bram), "bram@linde.example", "vier blauwe laarzen")
    people.send_link(bram)
    ended = rounds.read_back(linde, linde.names)
    reading.leave_open(linde.facilitator, ended.pk, "Later meer.")
    reading.share_readback(linde.facilitator, ended.pk)
    text = b"".join(copying.files(copying.made(linde.organisation, tmp_path)).values()).decode()
    bram.refresh_from_db()
    share = ended.shares.get()
    hidden = [bram.password, "bram@linde.example", share.token_hash, bram.links.get().token_hash]
    hidden += [linde.chair("Joost").ballot, cast.door(linde).code_hash]
    assert [secret for secret in hidden if secret in text] == []


def test_an_address_comes_along_only_when_asked_and_confirmed(linde: Table, tmp_path: Path) -> None:
    joost, ravi = linde.chair("Joost").person, linde.chair("Ravi").person
    for person, name in ((joost, "joost"), (ravi, "ravi")):
        Person.objects.filter(pk=person.pk).update(email=f"{name}@linde.example")
    Letterbox.objects.create(person=joost, confirmed="joost@linde.example")
    copy = copying.made(linde.organisation, tmp_path, addresses=True)
    assert {row["email"] for row in copying.rows(copy, "people.person")} == {None, "joost@linde.example"}


def test_what_lies_in_an_open_box_stays_there(linde: Table, tmp_path: Path) -> None:
    scan = rounds.opened(linde)
    given = Ballot(dict.fromkeys(FIVE, 2), {"structure": "Een geheim waarom"})
    rounds.commands.answer(linde.seat("Joost"), scan, given, linde.ballots["Joost"])
    vote = proposals.opened(linde, "majority", proposals.SECRET)
    copy = copying.made(linde.organisation, tmp_path)
    assert "Een geheim waarom" not in b"".join(copying.files(copy).values()).decode()
    assert copying.manifest(copy)["open_boxes"] == sorted([scan.box, vote.box])


def test_the_lot_of_an_open_vote_stays_secret(linde: Table, tmp_path: Path) -> None:
    vote = proposals.opened(linde, "majority", proposals.SECRET)
    type(vote).objects.filter(pk=vote.pk).update(lot="3f9a")
    copy = copying.made(linde.organisation, tmp_path)
    assert [row["lot"] for row in copying.rows(copy, "decisions.process")] == [""]
    type(vote).objects.filter(pk=vote.pk).update(outcome={"status": "adopted"})
    copy = copying.made(linde.organisation, tmp_path)
    assert [row["lot"] for row in copying.rows(copy, "decisions.process")] == ["3f9a"]


def test_a_spreadsheet_takes_no_cell_for_a_formula(linde: Table, tmp_path: Path) -> None:
    Member.objects.filter(pk=linde.chair("Joost").pk).update(name="=HYPERLINK(1)")
    copy = copying.made(linde.organisation, tmp_path)
    assert b",'=HYPERLINK(1)," in copying.files(copy)["tables/members.csv"]


# --- there and back


def _same(one: Path, other: Path) -> list[str]:
    """The files in which two copies differ, but for the envelope."""
    first, second = copying.files(one), copying.files(other)
    return sorted(
        name
        for name in first.keys() | second.keys()
        if name != "manifest.json" and first[name] != second[name]
    )


def test_the_demo_comes_back_the_same(tmp_path: Path) -> None:
    fill.fill()
    organisation = Organisation.objects.get()
    first = copying.made(organisation, tmp_path, "first.zip")
    assert all(copying.rows(first, name) for name in ("decisions.decision", "scans.tally", "roles.role"))
    asked = list(Ask.objects.order_by("pk").values_list("member", "deed", "subject", "since", "due"))
    copying.emptied()
    commands.take_in(first)
    assert _same(first, copying.made(organisation, tmp_path, "second.zip")) == []
    assert list(sealer.verify(sealer.rows(), sealer.heads())) == []
    assert list(Ask.objects.order_by("pk").values_list("member", "deed", "subject", "since", "due")) == asked
    assert readers.asks.catch_up(organisation.stream_id) == 0


@pytest.fixture
def moved(linde: Table, tmp_path: Path) -> Table:
    """De Linde in the middle of a round, taken in elsewhere."""
    scan = rounds.opened(linde)
    given = Ballot(dict.fromkeys(FIVE, 2), {})
    rounds.commands.answer(linde.seat("Joost"), scan, given, linde.ballots["Joost"])
    copy = copying.made(linde.organisation, tmp_path)
    copying.emptied()
    commands.take_in(copy)
    return Table(Member.objects.get(pk=linde.helper.pk), {})


def test_everybody_is_there_by_name_and_nobody_can_come_in_but_the_founder(moved: Table) -> None:
    assert moved.names == list(cast.MT)
    assert [chair.taken for chair in queries.table(moved.facilitator)] == [False] * 7
    assert list(Person.objects.filter(founder=True).values_list("name", flat=True)) == ["Bram"]
    bram = people.first_founder("Somebody else")
    assert queries.member_at(bram, moved.team.key).facilitator
    assert not any(person.has_usable_password() for person in Person.objects.all())


def test_who_takes_their_chair_again_is_who_they_were(moved: Table) -> None:
    before = moved.chair("Joost").person
    chair = cast.sit(moved, "Joost")
    assert chair.person == before
    assert chair.taken
    assert queries.member_at(chair.person, moved.team.key) == chair
    with pytest.raises(Refused, match="seat_taken"):
        cast.sit(moved, "Joost")


def test_a_code_of_one_table_opens_no_other(moved: Table) -> None:
    home = moved.organisation
    joost = moved.chair("Joost").person
    other = cast.set_table(home, "Wijkteam Zuid", ("Joost",))
    Member.objects.filter(pk=other.chair("Joost").pk).update(person=joost, awaited=True)
    came = cast.sit(moved, "Joost").person
    assert came == joost
    assert list(queries.teams_of(came)) == [moved.team]
    somebody = cast.sit(other, "Joost").person
    assert somebody != joost
    assert list(queries.teams_of(somebody)) == [other.team]


def test_numbers_that_the_ledger_speaks_of_are_not_given_again(moved: Table) -> None:
    spoken = set(Entry.objects.filter(subject__startswith="invitation:").values_list("subject", flat=True))
    assert f"invitation:{cast.door(moved).pk}" not in spoken
    highest = max(Stream.objects.exclude(kind="installation").values_list("pk", flat=True))
    assert people.installation().pk > highest


def test_an_open_round_goes_on_with_an_empty_box(moved: Table) -> None:
    scan = Round.objects.get()
    assert box.count(scan.box) == 0
    chair = cast.sit(moved, "Joost")
    given = Ballot(dict.fromkeys(FIVE, 4), {})
    rounds.commands.answer(moved.seat("Joost"), scan, given, moved.ballots["Joost"])
    assert box.count(scan.box) == 1
    assert chair.pk in scan.electorate


def test_accounts_open_again_only_when_asked(linde: Table, tmp_path: Path) -> None:
    joost = linde.chair("Joost").person
    Person.objects.filter(pk=joost.pk).update(email="joost@linde.example")
    Letterbox.objects.create(person=joost, confirmed="joost@linde.example")
    copy = copying.made(linde.organisation, tmp_path, addresses=True)
    copying.emptied()
    commands.take_in(copy)
    assert set(Person.objects.values_list("email", flat=True)) == {None}
    copying.emptied()
    commands.take_in(copy, accounts=True)
    known = Person.objects.get(email="joost@linde.example")
    assert queries.member_at(known, linde.team.key).taken
    assert not Member.objects.get(person=known).awaited
    assert known.letterbox.address == ""  # no letter before he asks for it
    again = copying.made(linde.organisation, tmp_path, "again.zip", addresses=True)
    assert _same(copy, again) == []


def test_where_it_is_already_it_isnt_taken_in(linde: Table, tmp_path: Path) -> None:
    copy = copying.made(linde.organisation, tmp_path)
    with pytest.raises(Unfit, match="here_already"):
        commands.take_in(copy)


def test_where_something_else_is_it_isnt_taken_in(linde: Table, tmp_path: Path) -> None:
    copy = copying.made(linde.organisation, tmp_path)
    copying.emptied()
    people.first_founder("Hugo")
    with pytest.raises(Unfit, match="not_empty"):
        commands.take_in(copy)
    assert list(Person.objects.values_list("name", flat=True)) == ["Hugo"]


def test_a_copy_says_in_the_ledger_that_it_was_made(linde: Table, tmp_path: Path) -> None:
    commands.write_copy(linde.organisation, tmp_path / "copy.zip")
    entry = Entry.objects.filter(stream=linde.organisation.stream_id).latest("seq")
    assert (entry.deed, entry.actor, entry.data["by"]) == ("make_copy", "system", "command_line")
    assert (tmp_path / "copy.zip").stat().st_mode & 0o777 == 0o600
    assert "make_copy" not in json.dumps(copying.rows(tmp_path / "copy.zip", "ledger.entry"))


# --- asking, agreeing, making, fetching


@pytest.fixture
def asked(linde: Table, next_door: Table) -> Copy:
    bram = copies.administrator_of(linde.organisation, linde.helper.person_id)
    return commands.ask_copy(bram, linde.organisation)


def test_it_is_made_when_every_team_said_yes(
    asked: Copy, linde: Table, next_door: Table, tmp_path: Path
) -> None:
    assert list(commands.to_make()) == []
    commands.let_copy(linde.seat("Joost"), asked.pk)
    assert list(commands.to_make()) == []
    commands.let_copy(next_door.seat("Els"), asked.pk)
    [copy] = commands.to_make()
    assert list(commands.to_make()) == []  # one worker takes it
    commands.make_copy(copy, tmp_path)
    copy.refresh_from_db()
    assert copy.size == (tmp_path / copy.file).stat().st_size
    assert {row["deed"] for row in copying.rows(tmp_path / copy.file, "ledger.entry")} >= {
        "ask_copy",
        "let_copy",
    }


def test_who_asks_cant_say_yes_for_a_team(asked: Copy, linde: Table) -> None:
    people.take_own_seat(linde.facilitator, linde.helper, _spare(linde), "Bram")
    with pytest.raises(Refused, match="copy_own_yes"):
        commands.let_copy(linde.seat("Bram"), asked.pk)


def _spare(table: Table) -> int:
    people.set_table(table.facilitator, table.team, [*table.names, ""])
    return queries.table(table.facilitator).get(person=None).pk


def test_an_administrator_asks_once_and_nobody_else_does(asked: Copy, linde: Table) -> None:
    bram = copies.administrator_of(linde.organisation, linde.helper.person_id)
    with pytest.raises(Refused, match="copy_asked"):
        commands.ask_copy(bram, linde.organisation)
    joost = copies.administrator_of(linde.organisation, linde.chair("Joost").person_id)
    with pytest.raises(Refused, match="not_yours"):
        commands.ask_copy(joost, linde.organisation)


def test_nothing_is_fetched_before_it_is_made_or_after_it_is_over(
    asked: Copy, linde: Table, next_door: Table, tmp_path: Path
) -> None:
    bram = copies.administrator_of(linde.organisation, linde.helper.person_id)
    with pytest.raises(Refused, match="copy_not_made"):
        commands.fetch_copy(bram, asked.pk)
    commands.make_copy(asked, tmp_path)
    commands.fetch_copy(bram, asked.pk)
    assert Entry.objects.filter(deed="fetch_copy", subject=f"copy:{asked.pk}").count() == 1
    type(asked).objects.update(made=timezone.now() - timedelta(days=8))
    assert commands.end_all_over() == 1
    with pytest.raises(Refused, match="copy_over"):
        commands.fetch_copy(bram, asked.pk)


def test_a_copy_that_was_taken_back_while_it_was_made_leaves_no_file(
    asked: Copy, linde: Table, tmp_path: Path
) -> None:
    commands.end_copy(copies.administrator_of(linde.organisation, asked.asker_id), asked.pk)
    commands.make_copy(asked, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_team_where_nobody_sits_is_not_waited_for(linde: Table, next_door: Table) -> None:
    cast.set_table(linde.organisation, "Nog leeg", ("Piet", "Kees"))
    bram = copies.administrator_of(linde.organisation, linde.helper.person_id)
    copy = commands.ask_copy(bram, linde.organisation)
    needed = {one.team.name: one.needed for one in copies.agreements(copy)}
    assert needed == {"MT": True, "Wijkteam Noord": True, "Nog leeg": False}
    assert Team.objects.count() == 3
