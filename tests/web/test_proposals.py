"""The proposal pages without a browser: what stands on them, what they cost, what they refuse and keep."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koers.apps.decisions import commands
from koers.apps.decisions.models import Decision, Process, Remark, Response, Version, Voter
from koers.apps.ledger import clock
from koers.apps.people import commands as people
from koers.apps.people.models import Member, Person
from koers.domain.processes import Terms
from koers.web import zones
from koers.web.drawing import texts
from tests import cast, proposals
from tests.cast import Table
from tests.reading import At, ClientOf, address, said, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dutch")]

MOST = 10


# --- writing and opening


def test_from_nothing_to_an_open_proposal(linde: Table, at: At) -> None:
    joost = at("Joost")
    form = {"title": proposals.TITLE, "text": proposals.FIRST, "method": "consent", "key": "een"}
    new = reverse("proposal_new", args=[linde.team.key])
    for _twice in range(2):
        joost.post(new, form)
    process = Process.objects.get()
    assert at("Ravi").get(address(process)).status_code == 404
    assert "Concept, alleen jij ziet het" in shown(joost, process)
    page = joost.get(address(process)).context
    opening = {"day": page["days"][9].isoformat(), "hour": "16.30"}
    joost.post(address(process, "proposal_opening"), opening)
    closes = proposals.now(process).closes
    assert closes is not None
    assert closes.astimezone(zones.ZoneInfo("Europe/Amsterdam")).strftime("%H.%M") == "16.30"
    assert "Heb jij een bezwaar?" in shown(at("Ravi"), process)


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_lost(linde: Table, at: At) -> None:
    form = {"text": "", "title": "", "method": "majority", "rule": "plurality", "effect": "Minder bellen"}
    reply = at("Joost").post(reverse("proposal_new", args=[linde.team.key]), form)
    assert reply.status_code == 422
    for field in ("title", "text", "options"):
        assert f'id="{field}-error"' in said(reply)
    assert "Minder bellen" in said(reply)
    assert not Process.objects.exists()


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"day": "", "hour": "15.00"}, "open-closes"),
        ({"day": "2020-01-02", "hour": "15.00"}, "open-closes"),
        ({"day": "morgen", "hour": "half drie"}, "open-closes"),
    ],
)
def test_a_window_that_cant_be_is_refused_at_its_field(
    linde: Table, at: At, form: dict[str, str], field: str
) -> None:
    process = proposals.drafted(linde)
    reply = at("Joost").post(address(process, "proposal_opening"), form)
    assert reply.status_code == 422
    assert f'id="{field}-error"' in said(reply)


# --- answering


def test_an_objection_without_a_reason_keeps_what_was_chosen(linde: Table, at: At) -> None:
    process = proposals.opened(linde)
    form = {"choice": "objection", "criteria": "harm", "role": "planner"}
    reply = at("Ravi").post(address(process, "proposal_response"), form)
    assert reply.status_code == 422
    assert 'id="respond-reason-error"' in said(reply)
    assert 'value="objection" checked' in said(reply)
    assert 'value="planner"' in said(reply)


def test_others_answers_show_after_ones_own(linde: Table, at: At) -> None:
    process = proposals.opened(linde)
    commands.respond(linde.seat("Anouk"), process.pk, "concern", "Let op de wachttijd.")
    assert "Let op de wachttijd." not in shown(at("Ravi"), process)
    proposals.answered(linde, process, ["Ravi"])
    assert "Let op de wachttijd." in shown(at("Ravi"), process)


def test_who_comes_too_late_hears_when_it_closed_and_keeps_the_words(linde: Table, at: At) -> None:
    process = proposals.opened(linde)
    ravi = at("Ravi")
    proposals.ended(process)
    form = {"choice": "objection", "reason": "Dit had ik nog willen zeggen.", "criteria": "harm"}
    reply = ravi.post(address(process, "proposal_response"), form)
    assert reply.status_code == 409
    assert "Dit sloot op" in said(reply)
    assert "Dit had ik nog willen zeggen." in said(reply)
    assert not Response.objects.exists()


def test_a_changed_text_asks_again_and_says_which_version_was_answered(linde: Table, at: At) -> None:
    process = proposals.answered(linde, proposals.opened(linde), ["Ravi"])
    form = {"title": proposals.TITLE, "text": proposals.SECOND, "kind": "material"}
    assert at("Joost").post(address(process, "proposal_text"), form).status_code == 302
    page = shown(at("Ravi"), process)
    assert "Geef opnieuw antwoord." in page
    assert "Je vorige antwoord staat bij versie 1." in page
    assert '<ins class="chg">Is er op een locatie geen bed' in page
    compared = said(at("Ravi").get(address(process, "proposal_comparison", 1)))
    assert '<span class="visually-hidden">toegevoegd: </span>' in compared


def test_a_repair_keeps_answers_until_somebody_calls_it_more(linde: Table, at: At) -> None:
    process = proposals.answered(linde, proposals.opened(linde), ["Ravi"])
    form = {"title": proposals.TITLE, "text": f"{proposals.FIRST} Echt.", "kind": "editorial"}
    at("Joost").post(address(process, "proposal_text"), form)
    assert "Geef opnieuw antwoord." not in shown(at("Ravi"), process)
    at("Anouk").post(address(process, "proposal_material"))
    assert "Geef opnieuw antwoord." in shown(at("Ravi"), process)


def test_a_recorded_answer_says_by_whom_and_its_owner_corrects_it(linde: Table, at: At) -> None:
    process = proposals.opened(linde)
    form = {"member": linde.chair("Ravi").pk, "choice": "no_objection", "how": "telefonisch"}
    at("Lotte").post(address(process, "proposal_record"), form)
    page = shown(at("Ravi"), process)
    assert "Vastgelegd door Lotte voor jou (telefonisch)." in page
    assert address(process, "proposal_confirmation") in page
    own = {"choice": "concern", "reason": "Toch een zorg."}
    at("Ravi").post(address(process, "proposal_response"), own)
    assert "Eén eerder antwoord van Ravi" in shown(at("Ravi"), process)


def test_whoever_was_added_answers_and_the_others_confirm_with_one_tap(linde: Table, at: At) -> None:
    process = proposals.waiting(linde)
    assert "Mijn antwoord geldt nog" in shown(at("Joost"), process)
    at("Joost").post(address(process, "proposal_confirmation"))
    assert Response.objects.filter(process=process, confirms=True).count() == 1
    assert "Mijn antwoord geldt nog" not in shown(at("Joost"), process)


def test_who_left_doesnt_count_any_more_and_who_came_later_reads_along(linde: Table, at: At) -> None:
    process = proposals.opened(linde)
    people.free_seat(linde.facilitator, linde.chair("Lotte").pk)
    commands.let_all_leavers_go()
    cast.sit(linde, "Lotte", Person.objects.sit_down("Koos"))
    assert "Lotte is van tafel gegaan en telt niet meer mee." in shown(at("Ravi"), process)
    newcomer = shown(at("Lotte"), process)
    assert "Je leest mee." in newcomer
    assert 'name="choice"' not in newcomer


# --- objections


def test_setting_aside_is_refused_for_a_facilitator_who_proposed_it(linde: Table, at: At) -> None:
    Member.objects.filter(pk=linde.chair("Joost").pk).update(facilitator=True)
    process = proposals.objected(linde, proposals.opened(linde), "Anouk")
    page = shown(at("Joost"), process)
    assert "Een bezwaar tegen je eigen voorstel zet je niet zelf opzij." in page
    assert address(process, "proposal_test", 1) not in page
    form = {**proposals.YES, "finding": "set_aside", "reason": "Valt wel mee."}
    reply = at("Joost").post(address(process, "proposal_test", 1), form)
    assert reply.status_code == 409
    assert "Het is je eigen voorstel, dus iemand anders toetst het bezwaar." in said(reply)


def test_a_test_that_misses_an_answer_keeps_the_others(linde: Table, at: At) -> None:
    process = proposals.objected(linde, proposals.opened(linde), "Anouk")
    reply = at("Bram").post(
        address(process, "proposal_test", 1), {"harms": "yes", "reason": "Om de planners."}
    )
    assert reply.status_code == 422
    assert 'id="test1-tests-error"' in said(reply)
    assert 'name="harms" value="yes" checked' in said(reply)
    assert "Om de planners." in said(reply)


# --- what came out


def test_a_majority_without_quorum_says_so(linde: Table, at: At) -> None:
    terms = Terms(silence="not_counted", quorum=Fraction(1, 2))
    process = proposals.opened(linde, "majority", terms)
    proposals.answered(linde, process, ["Ravi", "Anouk"], "for")
    proposals.ended(process)
    page = shown(at("Joost"), process)
    assert "Quorum: 4 nodig, 2 deden mee. Niet gehaald, dus dit geldt niet." in page


def test_a_majority_says_what_was_needed_and_that_it_was_met(linde: Table, at: At) -> None:
    process = proposals.opened(linde, "majority", proposals.VOTE)
    proposals.answered(linde, process, linde.names[:5], "for")
    proposals.answered(linde, process, linde.names[5:6], "against")
    proposals.answered(linde, process, linde.names[6:], "blank")
    proposals.ended(process)
    page = shown(at("Joost"), process)
    assert "5 voor, 1 tegen en 1 blanco." in page
    assert "Nodig: Meer voor dan tegen. Gehaald." in page
    assert Decision.objects.get().number in page


def test_a_secret_ballot_of_five_shows_no_counts_and_says_why(client_of: ClientOf, next_door: Table) -> None:
    five = cast.seated(next_door.organisation, "Kern", ("Ans", "Bep", "Cor", "Dirk", "Eef"))
    draft = commands.draft_proposal(
        five.seat("Ans"), five.team, "majority", proposals.SECRET, "Naam", "We heten Kern."
    )
    process = commands.open_process(five.seat("Ans"), draft.pk)
    for name in five.names:
        client = client_of(five.chair(name).person)
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "nl"
        client.cookies[f"ballot_{five.chair(name).pk}"] = five.ballots[name]
        assert "verraadt" in shown(client, process) or "unaniem" in shown(client, process)
        client.post(address(process, "proposal_ballot"), {"choice": "against" if name == "Ans" else "for"})
    assert "Op dit apparaat is gestemd: <strong>Voor</strong>" in shown(client, process)
    proposals.ended(process)
    page = shown(client, process)
    assert "Aantallen staan er niet" in page
    assert "4 voor" not in page


# --- the clock in words, and in another zone


@pytest.mark.parametrize(
    ("opened", "wall", "elsewhere"),
    [
        # Clocks go back on 31 October 2027 in Amsterdam, a week later in New York.
        (datetime(2027, 10, 28, 13, tzinfo=UTC), "maandag 1 november, 15.00 uur", "10.00 uur"),
        (datetime(2027, 11, 4, 14, tzinfo=UTC), "maandag 8 november, 15.00 uur", "9.00 uur"),
        # And forward on 28 March 2027, two weeks after New York.
        (datetime(2027, 3, 25, 14, tzinfo=UTC), "woensdag 31 maart, 15.00 uur", "9.00 uur"),
    ],
)
def test_a_window_over_a_night_on_which_the_clock_changes_ends_at_the_same_hour(
    linde: Table, at: At, opened: datetime, wall: str, elsewhere: str
) -> None:
    here, there = at("Ravi"), at("Anouk")
    there.cookies[zones.COOKIE] = "America/New_York"
    with clock.at(opened):
        process = proposals.opened(linde, terms=Terms(days=2))
        assert f"Open tot {wall}" in shown(here, process)
        page = shown(there, process)
        assert f"{wall} in Amsterdam; bij jou is dat" in page
        assert elsewhere in page


def test_a_zone_that_doesnt_exist_is_no_zone(linde: Table, at: At) -> None:
    process = proposals.opened(linde)
    client = at("Ravi")
    client.cookies[zones.COOKIE] = "Europe/Nergens"
    assert "bij jou is dat" not in shown(client, process)


# --- drawing


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Een.\n\nTwee.", "<p>Een.</p><p>Twee.</p>"),
        ("Een:\n\n1. a\n2. b", '<p>Een:</p><ol start="1"><li>a</li><li>b</li></ol>'),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("1. <b>a</b>", '<ol start="1"><li>&lt;b&gt;a&lt;/b&gt;</li></ol>'),
    ],
)
def test_a_text_is_drawn_as_paragraphs_and_lists_and_nothing_else(text: str, drawn: str) -> None:
    assert texts.doc(text) == drawn


def test_what_is_new_is_marked_and_where_words_went_stands_a_bar() -> None:
    drawn = texts.doc("Een twee.\n\nDrie vier.", "Een twee.\n\nDrie vier vijf zes. Acht.")
    assert drawn.startswith('<p>Een twee.</p><p class="changed">')
    drawn = texts.doc("Een <i>twee</i>.", "Een.")
    assert "<i>" not in drawn
    assert '<ins class="chg">&lt;i&gt;twee&lt;/i&gt;</ins>' in drawn


# --- what it costs


def asked(client: Client, where: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(where).status_code == 200
    return len([query for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def fifty(linde: Table, process: Process, names: Iterable[int] = range(50)) -> None:
    """Fifty who decide, each with four answers, a reaction, and two hundred questions."""
    now = clock.now()
    chairs = [
        Member(stream_id=linde.team.stream_id, team=linde.team, number=100 + n, name=f"Lid {n}")
        for n in names
    ]
    chairs = Member.objects.bulk_create(chairs)
    Voter.objects.bulk_create(
        Voter(process=process, member=chair, place=100 + n, name=chair.name) for n, chair in enumerate(chairs)
    )
    Response.objects.bulk_create(
        Response(process=process, member=chair, choice="no_objection", at=now, version=1, sitting=1)
        for chair in chairs
        for _n in range(4)
    )
    Remark.objects.bulk_create(
        Remark(process=process, kind=kind, member=chairs[n % 50], text=f"Nummer {n}", at=now)
        for kind, many in (("reaction", 50), ("question", 200))
        for n in range(many)
    )


def test_a_page_of_fifty_people_and_two_hundred_answers_asks_the_database_at_most_ten_times(
    linde: Table, at: At
) -> None:
    process = proposals.told(linde)
    fifty(linde, process)
    for name in ("Ravi", "Joost", "Bram"):
        for where in ("proposal", "proposal_matter_fragment", "proposal_side_fragment"):
            assert asked(at(name), address(process, where)) <= MOST
    secret = proposals.opened(linde, "majority", proposals.SECRET)
    assert asked(at("Ravi"), address(secret)) <= MOST
    assert asked(at("Joost"), address(proposals.drafted(linde))) <= MOST


def test_the_list_of_five_hundred_asks_the_database_at_most_ten_times_and_turns_its_pages(
    linde: Table, at: At
) -> None:
    now = clock.now()
    made = Process.objects.bulk_create(
        Process(
            stream_id=linde.team.stream_id, team=linde.team, number=n, method="consent", stage="rejected",
            proposer=linde.chair("Joost"), drafted=now, ended=now - timedelta(hours=n),
        )
        for n in range(1, 501)
    )  # fmt: skip
    Version.objects.bulk_create(
        Version(process=one, seq=1, title=f"Voorstel {one.number}", text="…", by=one.proposer, at=now)
        for one in made
    )
    proposals.opened(linde)
    where = reverse("decisions", args=[linde.team.key])
    assert asked(at("Ravi"), where) <= MOST
    first, last = at("Ravi").get(where).content.decode(), at("Ravi").get(f"{where}?page=10").content.decode()
    assert first.count('class="badge badge--draft"') == 50
    assert "Voorstel 500" in last


def test_a_proposal_whose_window_is_over_looks_closed_and_is(linde: Table, at: At) -> None:
    process = proposals.answered(linde, proposals.opened(linde), linde.names)
    proposals.ended(process)
    page = said(at("Ravi").get(reverse("decisions", args=[linde.team.key])))
    assert "Er ligt nu geen voorstel open" in page
    assert Decision.objects.get().number in page
