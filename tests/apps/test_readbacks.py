"""Reading back: who may, what is blind, what is asked again, and what is left after deleting."""

import pytest

from koers.apps.ledger.models import Ask, Entry, Salt
from koers.apps.people import commands as people
from koers.apps.people import queries as at_table
from koers.apps.people.models import Member, Team
from koers.apps.readbacks import commands, queries
from koers.apps.readbacks.models import Alike, Readback, Share, Tag, Telling
from koers.domain.readbacks import Said
from koers.domain.refusals import NotHere, Refused
from tests import cast

TEXT = "Oost stopt per 1 februari met de papieren overdracht. Spoed: nog bekijken."
DECIDED, TRIAL = Said("choice", "decided"), Said("choice", "trial")
FEBRUARY = Said("date", "2027-02-01", "from")
EAST = Said("text", "alle afdelingen op Oost")
ALIKE = {"status": DECIDED, "who": EAST, "when": FEBRUARY}
pytestmark = pytest.mark.django_db(transaction=True)


def opened(table, by=None, **options):
    return commands.open_readback(by or table.facilitator, table.team, TEXT, **options)


def tell(table, readback, name, said=None, sentence="", **options):
    given = sentence or f"Volgens {name} stopt Oost met papier."
    commands.tell(table.seat(name), readback.pk, given, said or ALIKE, **options)


def all_tell(table, readback, other=(), differs=None):
    for name in table.names:
        tell(table, readback, name, {**ALIKE, **(differs or {"status": TRIAL})} if name in other else ALIKE)


def fresh(readback):
    return Readback.objects.get(pk=readback.pk)


def refused(deed, *arguments, **options):
    with pytest.raises(Refused) as refusal:
        deed(*arguments, **options)
    return refusal.value.code


def asked():
    return dict(Ask.objects.filter(deed="tell").values_list("member", "subject"))


# --- writing


def test_everybody_at_the_table_is_asked_and_the_ask_ends_for_who_told(linde):
    readback = opened(linde)
    chairs = {linde.chair(name).pk for name in cast.MT}
    assert set(asked()) == chairs
    tell(linde, readback, "Joost")
    assert set(asked()) == chairs - {linde.chair("Joost").pk}


def test_when_the_last_has_told_the_sentences_show(linde):
    readback = opened(linde)
    for name in cast.MT[:6]:
        tell(linde, readback, name)
    assert fresh(readback).stage == "writing"
    tell(linde, readback, cast.MT[6])
    assert fresh(readback).stage == "comparing"
    assert not asked()


def test_nobody_sees_the_others_before_the_own_is_in(linde, observer):
    readback = opened(linde)
    tell(linde, readback, "Joost")

    def sees(seat):
        now = fresh(readback)
        return queries.may_see(seat, now, queries.has_told(seat, now))

    looking_on = at_table.seat_of(observer)
    seats = [linde.seat("Joost"), linde.seat("Anouk"), linde.facilitator, looking_on]
    assert [sees(seat) for seat in seats] == [True, False, False, False]
    tell(linde, readback, "Samira")
    commands.show_tellings(linde.facilitator, readback.pk)
    assert [sees(seat) for seat in seats] == [True, False, True, True]
    tell(linde, readback, "Anouk")
    assert sees(linde.seat("Anouk"))


def test_who_sits_at_the_table_tells_before_showing(linde):
    chair = linde.chair("Lotte")
    guardian = at_table.seat_of(linde.chair("Lotte"))
    Member.objects.filter(pk=chair.pk).update(guardian=True)
    guardian = linde.seat("Lotte")
    readback = opened(linde)
    for name in ("Joost", "Samira"):
        tell(linde, readback, name)
    assert refused(commands.show_tellings, guardian, readback.pk) == "tell_first"
    tell(linde, readback, "Lotte")
    commands.show_tellings(guardian, readback.pk)
    assert fresh(readback).stage == "comparing"


def test_one_sentence_is_nothing_to_compare(linde):
    readback = opened(linde)
    tell(linde, readback, "Joost")
    assert refused(commands.show_tellings, linde.facilitator, readback.pk) == "too_few_tellings"


def test_a_telling_is_given_once_and_a_repeated_submit_is_no_second_one(linde):
    readback = opened(linde)
    for _ in range(2):
        tell(linde, readback, "Joost", key="phone-of-joost")
    assert Telling.objects.count() == 1
    assert Entry.objects.filter(deed="tell").count() == 1
    assert refused(tell, linde, readback, "Joost", key="another") == "told_already"
    assert opened(linde, key="k") == opened(linde, key="k")


def test_only_asked_slots_are_kept(linde):
    readback = opened(linde, slots=["limit"])
    assert readback.slots == ["status", "who", "when", "limit"]
    tell(linde, readback, "Joost", {**ALIKE, "what": Said("text", "papier"), "step": Said("text", "bel")})
    assert set(Telling.objects.get().said) == {"status", "who", "when"}


@pytest.mark.parametrize(("text", "code"), [("  \n ", "text_missing"), ("x" * 4001, "too_long")])
def test_a_text_must_be_there_and_fit(linde, text, code):
    assert refused(commands.open_readback, linde.facilitator, linde.team, text) == code


def test_who_is_late_writes_while_the_others_compare(linde):
    readback = opened(linde)
    for name in ("Joost", "Samira"):
        tell(linde, readback, name)
    commands.show_tellings(linde.facilitator, readback.pk)
    tell(linde, readback, "Ravi", {**ALIKE, "status": TRIAL})
    assert queries.standing(fresh(readback))["status"].n == 3


# --- who may


def test_any_member_opens_one_and_leads_it_then(linde):
    readback = opened(linde, by=linde.seat("Ravi"))
    for name in ("Joost", "Ravi"):
        tell(linde, readback, name)
    assert refused(commands.show_tellings, linde.seat("Joost"), readback.pk) == "not_yours"
    commands.show_tellings(linde.seat("Ravi"), readback.pk)
    assert refused(commands.clarify, linde.seat("Joost"), readback.pk, "Zo is het.") == "not_yours"
    commands.clarify(linde.facilitator, readback.pk, "Zo is het.")


LEADING = [
    (commands.show_tellings, ()), (commands.lay_together, ("who", [])), (commands.take_apart, ("who",)),
    (commands.clarify, ("Zo.",)), (commands.ask_again, (["status"],)), (commands.end_alike, ()),
    (commands.leave_open, ("Omdat.",)), (commands.share_readback, ()), (commands.end_share, ()),
    (commands.delete_readback, ()),
]  # fmt: skip


@pytest.mark.parametrize(("deed", "arguments"), LEADING, ids=lambda v: getattr(v, "__name__", ""))
def test_another_team_finds_nothing_and_an_observer_may_nothing(linde, next_door, observer, deed, arguments):
    readback = opened(linde)
    with pytest.raises(NotHere):
        deed(next_door.facilitator, readback.pk, *arguments)
    assert refused(deed, at_table.seat_of(observer), readback.pk, *arguments) == "not_yours"


def test_another_team_can_neither_tell_nor_tag_nor_read(linde, next_door):
    readback = opened(linde)
    tell(linde, readback, "Joost")
    other = next_door.seat("Daan")
    with pytest.raises(NotHere):
        commands.tell(other, readback.pk, "Ik lees mee.", ALIKE)
    with pytest.raises(NotHere):
        commands.tag_telling(other, readback.pk, Telling.objects.get().pk, "same")
    with pytest.raises(NotHere):
        queries.readback_at(other, readback.number)


# --- tags


def test_tags_are_for_the_others_sentences_once_each_and_may_be_changed(linde):
    readback = opened(linde)
    for name in ("Joost", "Samira"):
        tell(linde, readback, name)
    joost, samira = Telling.objects.order_by("pk")
    commands.tag_telling(linde.seat("Joost"), readback.pk, samira.pk, "same")
    commands.tag_telling(linde.seat("Joost"), readback.pk, samira.pk, "differs")
    commands.tag_telling(linde.seat("Samira"), readback.pk, joost.pk, "unsure")
    tagged = queries.tagged(linde.seat("Joost"), readback)
    assert tagged.counts[samira.pk] == {"same": 0, "differs": 1, "unsure": 0}
    assert tagged.own == {samira.pk: "differs"}
    assert (tagged.divergence.share, tagged.divergence.n) == (0.5, 2)
    with pytest.raises(NotHere):
        commands.tag_telling(linde.seat("Joost"), readback.pk, joost.pk, "same")
    assert refused(commands.tag_telling, linde.seat("Ravi"), readback.pk, joost.pk, "same") == "tell_first"
    assert refused(commands.tag_telling, linde.seat("Joost"), readback.pk, samira.pk, "bad") == "tag_unknown"


# --- comparing, asking again, ending


def test_people_lay_own_words_together_and_take_them_apart(linde):
    readback = opened(linde)
    all_tell(linde, readback, other=["Ravi"], differs={"who": Said("text", "Oost, alle afdelingen")})
    ravi = Telling.objects.get(member=linde.chair("Ravi"))
    joost = Telling.objects.get(member=linde.chair("Joost"))
    assert queries.standing(fresh(readback))["who"].state == "own_words"
    assert refused(commands.end_alike, linde.facilitator, readback.pk) == "not_alike"
    for _ in range(2):
        commands.lay_together(linde.facilitator, readback.pk, "who", [joost.pk, ravi.pk])
    assert Alike.objects.count() == 1
    assert queries.standing(fresh(readback))["who"].state == "alike"
    commands.take_apart(linde.facilitator, readback.pk, "who")
    assert queries.standing(fresh(readback))["who"].state == "own_words"
    commands.lay_together(linde.facilitator, readback.pk, "who", [joost.pk, ravi.pk])
    commands.end_alike(linde.facilitator, readback.pk)
    assert fresh(readback).stage == "alike"


def test_a_trial_isnt_decided_whatever_people_say(linde):
    readback = opened(linde)
    all_tell(linde, readback, other=["Ravi"])
    pks = list(Telling.objects.filter(member__name__in=("Ravi", "Joost")).values_list("pk", flat=True))
    assert refused(commands.lay_together, linde.facilitator, readback.pk, "status", pks) == "not_in_own_words"


def test_only_the_slots_that_differ_are_asked_again_and_then_all_read_it_alike(linde):
    readback = opened(linde)
    all_tell(linde, readback, other=["Ravi", "Anouk"])
    lead = linde.facilitator
    assert refused(commands.ask_again, lead, readback.pk, ["status"]) == "clarify_first"
    commands.clarify(lead, readback.pk, "Oost stopt op 1 februari met papier. Dit is besloten.")
    assert refused(commands.ask_again, lead, readback.pk, ["who"]) == "slots_missing"
    commands.ask_again(lead, readback.pk, ["status", "who"], key="again")
    commands.ask_again(lead, readback.pk, ["status", "who"], key="again")
    now = fresh(readback)
    assert (now.lap, now.slots, now.stage) == (2, ["status"], "writing")
    assert len(asked()) == 7
    assert not queries.may_see(linde.seat("Joost"), now, queries.has_told(linde.seat("Joost"), now))
    for name in cast.MT:
        commands.tell(linde.seat(name), readback.pk, "", {"status": DECIDED})
    assert fresh(readback).stage == "comparing"
    commands.end_alike(lead, readback.pk)
    assert fresh(readback).stage == "alike"
    assert not asked()
    assert refused(tell, linde, readback, "Joost") == "readback_elsewhere"


def test_a_difference_is_left_open_on_purpose_with_a_reason(linde):
    readback = opened(linde)
    all_tell(linde, readback, other=["Ravi"])
    assert refused(commands.leave_open, linde.facilitator, readback.pk, " ") == "reason_missing"
    commands.leave_open(linde.facilitator, readback.pk, "In maart weten we het.", key="k")
    commands.leave_open(linde.facilitator, readback.pk, "In maart weten we het.", key="k")
    now = fresh(readback)
    assert (now.stage, now.reason) == ("left_open", "In maart weten we het.")
    assert Entry.objects.get(deed="leave_open").data["differs"] == ["status"]


# --- keeping and deleting


def test_a_link_opens_an_ended_readback_until_it_is_ended_itself(linde):
    readback = opened(linde)
    all_tell(linde, readback)
    assert refused(commands.share_readback, linde.facilitator, readback.pk) == "readback_elsewhere"
    commands.end_alike(linde.facilitator, readback.pk)
    share = commands.share_readback(linde.facilitator, readback.pk)
    assert commands.share_readback(linde.facilitator, readback.pk) == share
    token = commands.share_token(share)
    assert token not in str(Share.objects.values())
    assert queries.shared(token) == readback
    commands.end_share(linde.facilitator, readback.pk)
    for wrong in (token, "x", ""):
        with pytest.raises(NotHere):
            queries.shared(wrong)


def test_deleting_leaves_codes_in_the_ledger_and_nothing_else(linde):
    readback = opened(linde)
    all_tell(linde, readback, other=["Ravi"], differs={"who": Said("text", "wie dan ook")})
    tellings = list(Telling.objects.values_list("pk", flat=True))
    commands.tag_telling(
        linde.seat(Telling.objects.get(pk=tellings[0]).member.name), readback.pk, tellings[1], "same"
    )
    commands.lay_together(linde.facilitator, readback.pk, "who", tellings)
    commands.clarify(linde.facilitator, readback.pk, "Zo staat het er.")
    code = readback.code
    assert Salt.objects.filter(entry__subject=code).exists()
    commands.delete_readback(linde.facilitator, readback.pk)
    assert [model.objects.count() for model in (Readback, Telling, Tag, Alike, Share)] == [0] * 5
    assert not Salt.objects.filter(entry__subject=code).exists()
    assert not asked()
    kept = str(list(Entry.objects.filter(subject=code).values_list("data", flat=True)))
    for words in ("papier", "Oost", "wie dan ook", "Zo staat"):
        assert words not in kept
    assert opened(linde).number == 2


@pytest.mark.parametrize("stage", ["writing", "comparing", "alike", "left_open"])
def test_it_can_be_deleted_from_anywhere(linde, stage):
    readback = opened(linde)
    Readback.objects.filter(pk=readback.pk).update(stage=stage)
    commands.delete_readback(linde.facilitator, readback.pk)
    assert not Readback.objects.exists()


# --- a walk-in table


@pytest.fixture
def walk_in(db):
    seat = at_table.seat_of_person(cast.founder())
    helper = people.open_team(seat, cast.organisation("Losse tafel"), "Losse tafel", [], walk_in=True)
    return cast.Table(helper, {})


def pull_up(table, name, key=None):
    invitation = cast.door(table)
    return people.pull_up_chair(at_table.guest_seat(invitation, None), invitation, name, key=key)[0]


def test_a_walk_in_table_grows_with_who_comes_and_asks_who_comes_later(walk_in):
    for name in ("Marieke", "Joost"):
        pull_up(walk_in, name)
    readback = opened(walk_in)
    assert pull_up(walk_in, "Samira").number == 3
    assert walk_in.names == ["Marieke", "Joost", "Samira"]
    assert asked() == {walk_in.chair(name).pk: readback.code for name in walk_in.names}


def test_a_walk_in_table_waits_for_the_facilitator_since_more_may_come(walk_in):
    for name in ("Marieke", "Joost"):
        pull_up(walk_in, name)
    readback = opened(walk_in)
    for name in ("Marieke", "Joost"):
        tell(walk_in, readback, name)
    assert fresh(readback).stage == "writing"
    commands.show_tellings(walk_in.facilitator, readback.pk)
    assert fresh(readback).stage == "comparing"


def test_the_same_form_twice_is_one_chair_and_a_name_is_there_once(walk_in):
    assert pull_up(walk_in, "Joost", key="form") == pull_up(walk_in, "Joost", key="form")
    with pytest.raises(Refused) as twice:
        pull_up(walk_in, "joost")
    assert (twice.value.code, twice.value.field) == ("name_twice", "name")
    assert Member.objects.filter(number__isnull=False).count() == 1


def test_the_facilitator_of_a_walk_in_table_takes_part_on_the_chair_that_leads(walk_in):
    pull_up(walk_in, "Joost")
    people.take_walk_in_seat(walk_in.facilitator, "Bram")
    chair = walk_in.chair("Bram")
    assert (chair.number, chair.powers()) == (2, {"member", "facilitator"})
    with pytest.raises(Refused):
        people.take_walk_in_seat(at_table.seat_of(chair), "Bram")


def test_a_set_table_has_no_chairs_to_pull_up(linde):
    assert not Team.objects.get(pk=linde.team.pk).walk_in
    with pytest.raises(NotHere):
        pull_up(linde, "Wie dan ook")
