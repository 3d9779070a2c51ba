"""Earlier decisions in the log: sealed as their source has them, once, and never as if taken here."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from koers.apps.decisions.earlier import commands
from koers.apps.decisions.earlier.queries import Source
from koers.apps.decisions.log import queries as log
from koers.apps.decisions.models import Decision
from koers.apps.decisions.records import commands as records
from koers.apps.decisions.records import queries
from koers.apps.ledger import sealer
from koers.apps.ledger.models import Ask, Entry
from koers.apps.ledger.readers import asks
from koers.apps.ledger.turn import Turn
from koers.apps.mirror import queries as mirror
from koers.domain import decisions
from koers.domain.earlier.saying import Earlier
from koers.domain.processes.recounting import recount
from koers.domain.refusals import NotHere, Refused
from koers.domain.searching import Wanted
from tests import records as play
from tests.cast import Table
from tests.earlier.test_reading import LOOMIO, SHEET, reading, rows_of

pytestmark = pytest.mark.django_db
SOURCE = Source("csv", "besluiten.csv", "0" * 64)
FINE = Earlier(2, number="2019-1", title="Rookvrij", text="Het terrein is rookvrij.", day=date(2019, 3, 14))


def bring(table: Table, *these: Earlier, key: str | None = None) -> list[Decision]:
    return commands.bring_decisions(table.facilitator, table.team, these or (FINE,), SOURCE, key)


def from_file(table: Table, name: str, data: bytes) -> list[Decision]:
    found = reading.read(name, data)
    source = Source(found.source, found.name, "0" * 64)
    return commands.bring_decisions(table.facilitator, table.team, rows_of(found), source)


def test_a_decision_stands_in_the_log_on_its_own_day_and_says_where_it_came_from(linde: Table) -> None:
    (made,) = bring(linde)
    assert (made.number, made.method, made.process) == ("2019-001", decisions.IMPORTED, None)
    assert (made.decided, made.in_force, made.review_on) == (FINE.day, FINE.day, None)
    assert made.sealed.date() == timezone.now().date()
    said = made.record["imported"]
    assert (said["file"], said["row"], said["number"]) == ("besluiten.csv", 2, "2019-1")
    assert said["brought_by"] == linde.facilitator.chair
    assert made.record["took_part"] == []
    assert made.record["outcome"]["figures"] == {}


def test_what_was_sealed_can_be_checked_from_its_export(linde: Table) -> None:
    for made in from_file(linde, "besluiten.csv", SHEET):
        export = queries.export_decision(linde.facilitator, made.pk)
        assert export["case"] is None
        assert recount(export) == []
        export["record"]["imported"]["figures"] = {"for": 99}
        assert [one.code for one in recount(export)] == ["digest"]


def test_each_is_written_down_by_itself_and_the_chain_holds(linde: Table) -> None:
    made = from_file(linde, "besluiten.csv", SHEET)
    entries = Entry.objects.filter(deed="bring_decisions")
    assert [entry.subject for entry in entries.order_by("seq")] == [one.code for one in made]
    assert all("record#" in entry.data for entry in entries)
    sealer.seal_all()
    assert list(sealer.verify(sealer.rows(), sealer.heads())) == []


def test_the_same_list_again_adds_nothing(linde: Table) -> None:
    first = from_file(linde, "besluiten.csv", SHEET)
    assert len(first) == 5
    with pytest.raises(Refused) as refused:
        from_file(linde, "besluiten.csv", SHEET)
    assert refused.value.code == "nothing_earlier"
    assert Decision.objects.count() == 5
    (more,) = bring(linde, FINE, replace(FINE, row=3, number="2019-9", title="Nog een"))
    assert more.number == "2019-003"


def test_the_same_form_sent_twice_brings_it_in_once(linde: Table) -> None:
    assert len(bring(linde, key="k")) == 1
    assert bring(linde, key="k") == []


def test_another_team_brings_in_its_own(linde: Table, next_door: Table) -> None:
    bring(linde)
    assert len(bring(next_door)) == 1


def test_it_is_numbered_by_its_own_year_the_oldest_first(linde: Table) -> None:
    here = play.decided(linde)
    year = here.decided.year
    late = replace(FINE, number="b", day=date(2019, 12, 1), title="Later")
    now = replace(FINE, number="c", day=here.decided, title="Vandaag")
    made = bring(linde, late, now, FINE)
    assert [one.number for one in made] == ["2019-001", "2019-002", f"{year}-002"]
    again = play.decided(linde, title="Daarna")
    assert again.number == f"{year}-003"


def test_nothing_comes_in_when_one_of_them_cannot(linde: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    record = commands._record

    def broken(t: Turn, decision: Decision, source: Source) -> None:
        if decision.title == "Kan niet":
            raise OSError
        record(t, decision, source)

    monkeypatch.setattr(commands, "_record", broken)
    with pytest.raises(OSError):  # noqa: PT011
        bring(linde, FINE, replace(FINE, number="2", title="Kan niet"))
    assert not Decision.objects.exists()
    assert not Entry.objects.filter(deed="bring_decisions").exists()


def test_only_who_leads_the_team_brings_it_in(linde: Table, elsewhere: Table) -> None:
    for seat, code in ((linde.seat("Ravi"), "not_yours"), (elsewhere.seat("Willem"), "not_yours")):
        with pytest.raises(Refused) as refused:
            commands.bring_decisions(seat, linde.team, [FINE], SOURCE)
        assert refused.value.code == code
    assert not Decision.objects.exists()


def test_somebody_at_the_table_is_asked_to_look_back_on_a_day_to_come_and_nobody_else_anything(
    linde: Table,
) -> None:
    later = timezone.localdate() + timedelta(days=400)
    rows = [
        replace(FINE, number="1", owner="Samira", review=later),
        replace(FINE, number="2", owner="Samira", review=date(2020, 1, 1)),
        replace(FINE, number="3", owner="Samira"),
        replace(FINE, number="4", owner="Gerda", review=later),
    ]
    made = bring(linde, *rows)
    asks.catch_up(linde.team.stream_id)
    (asked,) = Ask.objects.filter(subject__startswith="decision:")
    assert (asked.subject, asked.deed) == (made[0].code, "review_decision")
    assert asked.member == linde.chair("Samira").pk
    assert made[3].record["imported"]["owner"] == "Gerda"


def test_it_is_found_by_its_words_its_year_and_how_it_came(linde: Table) -> None:
    play.decided(linde, title="Iets anders")
    from_file(linde, "besluiten.csv", SHEET)
    today = timezone.localdate()

    def found(**wanted: str) -> list[str]:
        return [one.title for one in log.log(linde.facilitator, Wanted(**wanted), today)]

    assert found(q="rookvrij") == ["Rookvrij terrein"]
    assert found(year="2019") == ["Nieuwe huisstijl", "Rookvrij terrein"]
    assert "Iets anders" not in found(method=decisions.IMPORTED)
    assert found()[0] == "Iets anders"
    assert found(review="unplanned") == [title for title in found(method="imported") if "Rook" not in title]
    assert log.choices(linde.facilitator, today).first_year == 2019


def test_facts_about_how_a_team_decides_leave_it_out(linde: Table) -> None:
    play.decided(linde)
    before = mirror.history(linde.facilitator)
    bring(linde)
    assert mirror.history(linde.facilitator) == before


def test_a_difference_is_kept_beside_it_and_nothing_is_mended(linde: Table) -> None:
    made = {one.title: one.record["imported"] for one in from_file(linde, "besluiten.csv", SHEET)}
    style = made["Nieuwe huisstijl"]
    assert (style["outcome"], style["figures"]["for"], style["figures"]["against"]) == ("adopted", 4, 5)
    assert (style["counted"]["status"], style["differs"]) == ("rejected", True)
    assert made["Statuten"]["counted"]["code"] == "no_quorum"
    assert not made["Rookvrij terrein"]["differs"]


def test_polls_of_loomio_come_in_with_their_votes_beside_the_stated_ones(linde: Table) -> None:
    night, meeting = from_file(linde, "export.json", LOOMIO)
    assert night.record["imported"]["discussion"] == "De nachten"
    assert night.review_on == date(2030, 6, 1)
    assert meeting.record["imported"]["differs"]
    assert meeting.record["imported"]["options"][0] == {"name": "agree", "stated": 2, "counted": 1}
    assert {night.owner, meeting.owner} == {None}


def test_another_decision_can_take_its_place(linde: Table) -> None:
    (made,) = bring(linde)
    plan = records.changing(made, "supersedes", "Er is een rookhok")
    later = play.decided(linde, title="Rookvrij, met een rookhok", plan=plan)
    assert Decision.objects.get(pk=made.pk).validity(timezone.localdate()) == "superseded"
    assert later.replaces == made


def test_who_belongs_elsewhere_does_not_see_it(linde: Table, elsewhere: Table) -> None:
    (made,) = bring(linde)
    with pytest.raises(NotHere):
        queries.decision_at(elsewhere.seat("Willem"), made.number)
