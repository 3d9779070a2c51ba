"""Topics in memory: raising one, looking how to treat it, and what comes of it, through to a decision."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from koers.apps.authority import commands as authorities
from koers.apps.authority.models import Mandate
from koers.apps.decisions import commands as deciding
from koers.apps.decisions.models import Decision, Process
from koers.apps.decisions.records import commands as records
from koers.apps.ledger import readers
from koers.apps.ledger.models import Ask, Entry, Reader
from koers.apps.people import commands as people
from koers.apps.roles import commands as role_commands
from koers.apps.roles.models import Role
from koers.apps.topics import commands, queries
from koers.apps.topics.following import follower
from koers.apps.topics.models import Topic
from koers.domain import authority
from koers.domain.processes import Terms
from koers.domain.refusals import NotHere, Refused
from koers.domain.roles import Text
from koers.domain.topics import Told
from tests.cast import Table

pytestmark = pytest.mark.django_db

TOLD = Told("Laptops", "Welke laptops kopen we?", kind="operation", impact={"ICT": "small"}, amount=9_000)


def _today() -> date:
    return timezone.localdate()


def _in(days: int) -> date:
    return _today() + timedelta(days=days)


def _raised(table: Table, by: str = "Joost", **facts: object) -> Topic:
    return commands.raise_topic(table.seat(by), table.team, replace(TOLD, **facts))  # type: ignore[arg-type]


def _now(topic: Topic) -> Topic:
    return Topic.objects.get(pk=topic.pk)


def _asked(table: Table, deed: str) -> list[int]:
    readers.asks.catch_up(table.team.stream_id)
    return list(Ask.objects.filter(deed=deed).order_by("member").values_list("member", flat=True))


def _mandate(table: Table, to: str = "Ravi", amount: int = 25_000) -> Mandate:
    given = authority.Mandate("ICT", "operation", 6, amount, since=_today(), until=_in(100))
    return authorities.give_mandate(
        table.facilitator, table.team, given, "Sneller", to_member=table.chair(to).pk
    )


def _role(table: Table, holder: str) -> Role:
    text = Text("Beheerder", "Alles doet het.", "Welke laptops we kopen", "")
    made = role_commands.propose_role(table.facilitator, table.team, text, "Nodig")
    role = role_commands.adopt_role(table.facilitator, made.pk, "Goed")
    role_commands.fill_role(table.facilitator, role.pk, table.chair(holder).pk, _today(), None)
    return role


# --- raising


def test_who_leads_is_asked_within_two_weeks_to_look_at_a_new_topic(linde: Table) -> None:
    topic = _raised(linde)
    assert (topic.state, topic.name) == ("open", "Joost")
    assert _asked(linde, "triage_topic") == [linde.helper.pk]
    due = Ask.objects.get(deed="triage_topic").due
    assert timezone.localdate(due - timedelta(seconds=1)) == _in(14)


def test_it_knows_where_it_came_from_and_only_things_of_the_same_table(
    linde: Table, next_door: Table
) -> None:
    first, theirs = _raised(linde), _raised(next_door, "Daan")
    second = commands.raise_topic(linde.seat("Ravi"), linde.team, TOLD, came_from=first.code)
    assert queries.came_from(second) == [first.code]
    for code in (theirs.code, "topic:0", "nonsense", "topic:x"):
        with pytest.raises(NotHere):
            commands.raise_topic(linde.seat("Ravi"), linde.team, TOLD, came_from=code)


def test_the_ledger_holds_no_sentence_and_a_form_sent_twice_raises_one(linde: Table) -> None:
    made = {commands.raise_topic(linde.seat("Joost"), linde.team, TOLD, key="k").pk for _ in range(2)}
    assert len(made) == 1
    assert "aptop" not in str(Entry.objects.get(deed="raise_topic").data)


def test_telling_it_better_asks_to_look_again_only_when_the_advice_depends_on_it(linde: Table) -> None:
    topic = _raised(linde)
    commands.triage_topic(linde.facilitator, topic.pk, "decide_in_window")
    commands.edit_topic(linde.seat("Ravi"), topic.pk, replace(TOLD, title="Nieuwe laptops"))
    assert (_now(topic).state, _now(topic).title) == ("triaged", "Nieuwe laptops")
    commands.edit_topic(linde.seat("Ravi"), topic.pk, replace(TOLD, amount=90_000))
    assert _now(topic).state == "open"
    assert _asked(linde, "triage_topic") == [linde.helper.pk]
    assert [word.facts["changed"] for word in topic.words.filter(deed="edit_topic")] == [
        ["title"],
        ["title", "amount"],
    ]
    with pytest.raises(Refused, match="nothing_changed"):
        commands.edit_topic(linde.seat("Ravi"), topic.pk, replace(TOLD, amount=90_000))


def test_the_day_is_never_moved_by_telling_it_better(linde: Table) -> None:
    topic = _raised(linde, decide_by=_in(5))
    told = replace(TOLD, title="Anders", decide_by=_in(50))
    commands.edit_topic(linde.seat("Joost"), topic.pk, told)
    assert (_now(topic).decide_by, _now(topic).postponed) == (_in(5), 0)


# --- how it is treated


def test_the_advised_way_needs_no_reason_and_another_keeps_its_own(linde: Table) -> None:
    topic = _raised(linde, kind="other")
    commands.triage_topic(linde.facilitator, topic.pk, "decide_in_window")
    kept = _now(topic)
    assert (kept.way, kept.advised, kept.state) == ("decide_in_window", "decide_in_window", "triaged")
    assert [one["code"] for one in kept.reasons] == ["matrix_says"]
    with pytest.raises(Refused, match="other_way_because"):
        commands.triage_topic(linde.facilitator, topic.pk, "joint_session")
    commands.triage_topic(linde.facilitator, topic.pk, "joint_session", "Het leeft bij iedereen")
    assert [(word.facts, word.because, word.by) for word in topic.words.all()][-1] == (
        {"way": "joint_session", "advised": "decide_in_window"},
        "Het leeft bij iedereen",
        "Bram",
    )


def test_its_owner_takes_it_on_and_is_asked_until_its_day(linde: Table) -> None:
    topic = _raised(linde, kind="other", decide_by=_in(9))
    commands.triage_topic(linde.facilitator, topic.pk, "decide_in_window", owner=linde.chair("Anouk").pk)
    assert _now(topic).owner == linde.chair("Anouk")
    assert _asked(linde, "settle_topic") == [linde.chair("Anouk").pk]
    assert _asked(linde, "triage_topic") == []
    due = Ask.objects.get(deed="settle_topic").due
    assert timezone.localdate(due - timedelta(seconds=1)) == _in(9)


def test_within_a_mandate_whoever_has_it_is_asked_and_beyond_it_is_refused(linde: Table) -> None:
    mandate, topic = _mandate(linde), _raised(linde)
    commands.triage_topic(linde.facilitator, topic.pk, "within_mandate", mandate=mandate.pk)
    assert _asked(linde, "settle_topic") == [linde.chair("Ravi").pk]
    dear = _raised(linde, amount=40_000)
    with pytest.raises(Refused) as refused:
        commands.triage_topic(linde.facilitator, dear.pk, "within_mandate", "Toch", mandate=mandate.pk)
    assert (refused.value.code, refused.value.facts["limit"]) == ("beyond_amount", 25_000)
    assert refused.value.facts["method"] == "consent"
    assert _now(dear).state == "open"
    commands.triage_topic(linde.facilitator, dear.pk, "decide_in_window", mandate=mandate.pk)
    assert [one["code"] for one in _now(dear).reasons] == ["refused", "then_together"]


def test_a_mandate_for_another_kind_or_another_table_covers_nothing(linde: Table, next_door: Table) -> None:
    topic, theirs = _raised(linde, kind="people"), _mandate(next_door, "Daan")
    for mandate in (_mandate(linde), theirs):
        with pytest.raises(Refused, match="mandate_needed"):
            commands.triage_topic(linde.facilitator, topic.pk, "within_mandate", mandate=mandate.pk)


def test_a_line_of_a_role_chosen_by_somebody_gives_it_to_who_holds_the_role(linde: Table) -> None:
    role, topic = _role(linde, "Anouk"), _raised(linde)
    for line in ("Iets anders", ""):
        with pytest.raises(Refused, match="role_needed"):
            commands.triage_topic(linde.facilitator, topic.pk, "belongs_to_role", role=role.pk, line=line)
    commands.triage_topic(
        linde.facilitator, topic.pk, "belongs_to_role", role=role.pk, line="Welke laptops we kopen"
    )
    assert _now(topic).role_line == "Welke laptops we kopen"
    assert _asked(linde, "settle_topic") == [linde.chair("Anouk").pk]


# --- on the way


def test_postponing_is_counted_and_the_third_time_asks_for_a_joint_session(linde: Table) -> None:
    topic = _raised(linde, kind="other", decide_by=_in(2))
    for days in (5, 9, 12):
        commands.postpone_topic(linde.seat("Joost"), topic.pk, _in(days), "Nog geen cijfers")
    kept = _now(topic)
    assert (kept.postponed, kept.first_by, kept.decide_by) == (3, _in(2), _in(12))
    commands.triage_topic(linde.facilitator, topic.pk, "joint_session")
    assert [one["code"] for one in _now(topic).reasons] == ["keeps_returning"]
    with pytest.raises(Refused, match="not_later"):
        commands.postpone_topic(linde.seat("Joost"), topic.pk, _in(12), "Toch")
    with pytest.raises(Refused, match="why_missing"):
        commands.postpone_topic(linde.seat("Joost"), topic.pk, _in(20), " ")


def test_postponing_moves_the_day_of_who_is_asked(linde: Table) -> None:
    topic = _raised(linde, kind="other", decide_by=_in(2))
    commands.triage_topic(linde.facilitator, topic.pk, "decide_in_window")
    commands.postpone_topic(linde.seat("Joost"), topic.pk, _in(20), "Drukte")
    readers.asks.catch_up(linde.team.stream_id)
    ask = Ask.objects.get(deed="settle_topic")
    assert timezone.localdate(ask.due - timedelta(seconds=1)) == _in(20)


@pytest.mark.parametrize(
    ("command", "state"), [(commands.settle_topic, "settled"), (commands.let_go_topic, "let_go")]
)
def test_what_came_of_it_is_said_and_its_author_is_told_once(linde: Table, command: Any, state: str) -> None:
    topic = _raised(linde)
    command(linde.facilitator, topic.pk, "Al geregeld")
    assert (_now(topic).state, bool(_now(topic).ended)) == (state, True)
    assert _asked(linde, "hear_topic") == [linde.chair("Joost").pk]
    assert _asked(linde, "triage_topic") == []
    with pytest.raises(Refused, match="not_yours"):
        commands.hear_topic(linde.seat("Ravi"), topic.pk)
    commands.hear_topic(linde.seat("Joost"), topic.pk)
    assert _asked(linde, "hear_topic") == []


def test_who_says_it_of_their_own_topic_needn_t_be_told(linde: Table) -> None:
    topic = _raised(linde)
    commands.let_go_topic(linde.seat("Joost"), topic.pk, "Niet meer nodig")
    assert _asked(linde, "hear_topic") == []


def test_what_was_over_can_be_a_topic_again_and_that_is_counted(linde: Table) -> None:
    topic = _raised(linde)
    commands.let_go_topic(linde.facilitator, topic.pk, "Nu niet")
    with pytest.raises(Refused, match="topic_over"):
        commands.triage_topic(linde.facilitator, topic.pk, "decide_in_window")
    commands.reopen_topic(linde.seat("Ravi"), topic.pk, "Het komt terug")
    kept = _now(topic)
    assert (kept.state, kept.reopened, kept.ended) == ("open", 1, None)
    assert _asked(linde, "triage_topic") == [linde.helper.pk]
    assert _asked(linde, "hear_topic") == []


# --- who sees it


def test_only_the_team_sees_what_is_closed_and_the_others_see_that_and_why(
    linde: Table, next_door: Table
) -> None:
    topic = _raised(linde)
    commands.restrict_topic(linde.seat("Joost"), topic.pk, _in(7), "Het gaat over één persoon")
    kept = _now(topic)
    assert kept.closed_to(next_door.seat("Daan"), _in(7))
    assert not kept.closed_to(next_door.seat("Daan"), _in(8))  # it opens by itself
    assert not kept.closed_to(linde.seat("Ravi"), _today())
    assert list(queries.of_organisation(next_door.seat("Daan"))) == [topic]
    commands.open_up_topic(linde.seat("Joost"), topic.pk)
    assert not _now(topic).closed_to(next_door.seat("Daan"), _today())
    with pytest.raises(Refused, match="topic_open"):
        commands.open_up_topic(linde.seat("Joost"), topic.pk)


@pytest.mark.parametrize(
    ("until", "because", "code"),
    [(None, "Ja", "closed_until_missing"), (0, "Ja", "closed_until_missing"), (7, " ", "why_missing")],
)
def test_nothing_is_closed_without_a_day_and_a_reason(
    linde: Table, until: int | None, because: str, code: str
) -> None:
    topic = _raised(linde)
    with pytest.raises(Refused, match=code):
        commands.restrict_topic(linde.seat("Joost"), topic.pk, None if until is None else _in(until), because)


def test_another_organisation_knows_of_nothing(linde: Table, elsewhere: Table) -> None:
    _raised(linde)
    assert not Topic.objects.for_seat(elsewhere.facilitator).exists()


# --- what becomes of a proposal about it


def _proposed(table: Table, topic: Topic, *, opens: bool = True) -> Process:
    seat = table.seat("Joost")
    terms = Terms(live=True)
    process = deciding.draft_proposal(
        seat, table.team, "consent", terms, topic.title, "We kopen de lichte.", about=topic.code
    )
    if opens:
        deciding.open_process(seat, process.pk)
    follower.catch_up(table.team.stream_id)
    return process


def _everybody_agrees(table: Table, process: Process) -> Decision:
    for name in table.names:
        deciding.respond(table.seat(name), process.pk, "no_objection")
    deciding.close_process(table.facilitator, process.pk)
    records.seal_all_adopted()
    follower.catch_up(table.team.stream_id)
    return Decision.objects.get(process=process)


def test_a_decision_about_it_ends_it_and_its_author_is_told(linde: Table) -> None:
    topic = _raised(linde, kind="other")
    commands.triage_topic(linde.facilitator, topic.pk, "decide_in_window")
    process = _proposed(linde, topic)
    assert (_now(topic).state, _now(topic).process) == ("proposed", process.code)
    assert _asked(linde, "settle_topic") == []
    decision = _everybody_agrees(linde, process)
    kept = _now(topic)
    assert (kept.state, kept.decision, kept.outcome) == ("decided", decision.number, "adopted")
    assert queries.came_to(topic) == [process.code]
    assert _asked(linde, "hear_topic") == [linde.chair("Joost").pk]


def test_a_proposal_that_is_withdrawn_brings_the_topic_back(linde: Table) -> None:
    topic = _raised(linde, kind="other")
    commands.triage_topic(linde.facilitator, topic.pk, "decide_in_window", owner=linde.chair("Anouk").pk)
    process = _proposed(linde, topic)
    deciding.withdraw_proposal(linde.seat("Joost"), process.pk)
    follower.catch_up(linde.team.stream_id)
    kept = _now(topic)
    assert (kept.state, kept.outcome) == ("triaged", "withdrawn")
    assert _asked(linde, "settle_topic") == [linde.chair("Anouk").pk]


def test_a_draft_that_nobody_saw_leaves_the_topic_as_it_was(linde: Table) -> None:
    topic = _raised(linde, kind="other")
    process = _proposed(linde, topic, opens=False)
    assert _now(topic).state == "open"
    deciding.withdraw_proposal(linde.seat("Joost"), process.pk)
    follower.catch_up(linde.team.stream_id)
    assert _now(topic).state == "open"


def test_the_older_of_two_proposals_doesn_t_take_the_topic_back(linde: Table) -> None:
    topic = _raised(linde, kind="other")
    older, newer = _proposed(linde, topic), _proposed(linde, topic)
    deciding.withdraw_proposal(linde.seat("Joost"), older.pk)
    follower.catch_up(linde.team.stream_id)
    assert (_now(topic).state, _now(topic).process) == ("proposed", newer.code)
    assert set(queries.came_to(topic)) == {older.code, newer.code}


def test_reading_the_ledger_again_changes_nothing(linde: Table) -> None:
    topic = _raised(linde, kind="other")
    _everybody_agrees(linde, _proposed(linde, topic))
    before = Entry.objects.count()
    Reader.objects.filter(name="topics").update(seq=0)
    assert follower.catch_up(linde.team.stream_id) > 0
    assert Entry.objects.count() == before
    assert _now(topic).state == "decided"


# --- the list


def test_the_list_is_narrowed_and_counted_by_what_it_shows(linde: Table) -> None:
    late = _raised(linde, decide_by=_in(3), kind="other")
    fresh, gone = _raised(linde, decide_by=_in(20)), _raised(linde)
    commands.let_go_topic(linde.facilitator, gone.pk, "Nu niet")
    seat, today = linde.seat("Ravi"), _in(10)
    assert queries.counts(seat, today) == {
        "going": 2, "open": 2, "triaged": 0, "talking": 0, "proposed": 0, "late": 1, "ended": 1,
    }  # fmt: skip
    assert list(queries.shown(seat, "going", "", today)) == [late, fresh]
    assert list(queries.shown(seat, "late", "", today)) == [late]
    assert list(queries.shown(seat, "ended", "", today)) == [gone]
    assert list(queries.shown(seat, "going", "operation", today)) == [fresh]


def test_domains_that_were_named_before_are_offered_once(linde: Table) -> None:
    _raised(linde, impact={"Zorg": "large", "ict": "small"})
    _mandate(linde)
    assert queries.domains(linde.seat("Joost")) == ["ICT", "Zorg"]


def test_a_topic_whose_owner_left_is_nobody_s(linde: Table) -> None:
    topic = _raised(linde, kind="other")
    lotte = linde.chair("Lotte")
    commands.triage_topic(linde.facilitator, topic.pk, "decide_in_window", owner=lotte.pk)
    people.free_seat(linde.facilitator, lotte.pk)
    assert [one.pk for one in queries.without_owner(linde.seat("Joost"))] == [topic.pk]
