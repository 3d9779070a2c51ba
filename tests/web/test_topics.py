"""Topics over HTTP: five hundred of them, what others see of a closed one, a form that says all at once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from koers.apps.authority import commands as authorities
from koers.apps.topics import commands
from koers.apps.topics.models import Topic
from koers.domain import authority, processes, topics
from koers.domain.authority import KINDS, Row
from koers.domain.refusals import Refused
from koers.domain.topics import Told
from koers.web import wording_authority, wording_topics
from koers.web.views.authority.fields import whole_euros
from koers.web.views.topics.lists import PAGE
from tests.cast import Table
from tests.reading import ClientOf

pytestmark = pytest.mark.django_db
MANY, MOST = 500, 10
TOLD = Told("Laptops", "Welke laptops kopen we?", kind="other", impact={"ICT": "small"})


def _today() -> date:
    return timezone.localdate()


def _raised(table: Table, **facts: object) -> Topic:
    told = replace(TOLD, **facts)  # type: ignore[arg-type]
    return commands.raise_topic(table.seat("Joost"), table.team, told)


def _many(table: Table) -> None:
    """As many topics as a team has after years, in every state, some of them late."""
    first, ravi = _raised(table), table.chair("Ravi")
    states = ("open", "triaged", "talking", "proposed", "decided", "settled", "let_go")
    Topic.objects.bulk_create(
        Topic(
            stream=first.stream, team=table.team, title=f"Onderwerp {n:03}", question="Wat doen we?",
            kind=KINDS[n % len(KINDS)], aim="decide", origin="idea", author=first.author, name="Joost",
            raised=first.raised, state=states[n % 7], owner=ravi if n % 2 else None, way="decide_in_window",
            advised="decide_in_window", impact={"ICT": "small", f"Domein {n}": "large"},
            decide_by=_today() + timedelta(days=n - 250) if n % 3 else None, postponed=n % 4,
        )
        for n in range(1, MANY)
    )  # fmt: skip


def _asked(client: Client, address: str) -> tuple[int, str]:
    with CaptureQueriesContext(connection) as asked:
        reply = client.get(address)
    assert reply.status_code == 200, address
    queries = [q for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    return len(queries), reply.content.decode()


def test_five_hundred_topics_cost_no_more_than_ten_questions_a_page(
    linde: Table, next_door: Table, client_of: ClientOf
) -> None:
    _many(linde)
    key, at = linde.team.key, Topic.objects.filter(state="triaged").latest("pk").pk
    client, theirs = client_of(linde.chair("Joost").person), client_of(next_door.chair("Daan").person)
    for show in ("", "?show=late", "?show=ended&page=3", "?show=open&kind=budget", "?show=nonsense"):
        count, page = _asked(client, reverse("topics", args=[key]) + show)
        assert count <= MOST, show
        assert page.count('class="topic-row"') <= PAGE
    pages = (("home", [key]), ("topic_new", [key]), ("mirror", [key]), ("authority", [key]))
    of_one = (("topic", [key, at]), ("topic_triage", [key, at]), ("topic_telling", [key, at]))
    for view, where in (*pages, *of_one, ("topic_advice_fragment", [key, at])):
        assert _asked(client, reverse(view, args=where))[0] <= MOST, view
    count, page = _asked(theirs, reverse("topics_organisation", args=[next_door.team.key]))
    assert count <= MOST
    assert page.count('class="topic-row"') == PAGE


def test_the_tabs_count_what_they_show(linde: Table, client_of: ClientOf) -> None:
    _many(linde)
    client, address = client_of(linde.chair("Joost").person), reverse("topics", args=[linde.team.key])
    for code, _says, count in client.get(address).context["tabs"]:
        shown = client.get(f"{address}?show={code}").context["page"].paginator.count
        assert shown == count, code


def test_the_neighbours_read_an_open_topic_and_do_nothing_with_it(
    linde: Table, next_door: Table, client_of: ClientOf
) -> None:
    topic, client = _raised(linde), client_of(next_door.chair("Daan").person)
    page = client.get(reverse("topic", args=[next_door.team.key, topic.pk])).content.decode()
    assert "Welke laptops kopen we?" in page
    assert "/topics/" not in "".join(part for part in page.split("<form")[1:] if 'action="/t/' in part)
    address = reverse("topic_letting_go", args=[next_door.team.key, topic.pk])
    assert client.post(address, {"because": "Weg"}).status_code == 404


def test_the_neighbours_see_who_decides_by_the_matrix_of_the_topic_s_own_team(
    linde: Table, next_door: Table, client_of: ClientOf
) -> None:
    authorities.change_matrix(linde.facilitator, linde.team, Row("other", method="majority"), "Zo")
    topic = _raised(linde)
    for table, name in ((linde, "Ravi"), (next_door, "Daan")):
        page = client_of(table.chair(name).person).get(reverse("topic", args=[table.team.key, topic.pk]))
        assert page.context["answer"].method == "majority"


def test_of_a_closed_topic_others_see_only_until_when_and_why(
    linde: Table, next_door: Table, client_of: ClientOf
) -> None:
    topic, until = _raised(linde), _today() + timedelta(days=9)
    commands.restrict_topic(linde.seat("Joost"), topic.pk, until, "Het gaat over iemand")
    client, key = client_of(next_door.chair("Daan").person), next_door.team.key
    for address in (reverse("topic", args=[key, topic.pk]), reverse("topics_organisation", args=[key])):
        page = client.get(address).content.decode()
        assert "aptop" not in page
        assert "Het gaat over iemand" in page
        assert str(until.year) in page
    mine = client_of(linde.chair("Ravi").person).get(reverse("topic", args=[linde.team.key, topic.pk]))
    assert "Welke laptops kopen we?" in mine.content.decode()


def test_everything_that_is_missing_is_said_at_once(linde: Table, client_of: ClientOf) -> None:
    address = reverse("topic_new", args=[linde.team.key])
    reply = client_of(linde.chair("Joost").person).post(address, {"title": " ", "origin": "idea"})
    assert reply.status_code == 422
    assert {"title", "question", "kind"} <= reply.context["errors"].keys()
    assert not Topic.objects.exists()


def test_what_another_page_knows_is_filled_in_and_kept_as_where_it_came_from(
    linde: Table, client_of: ClientOf
) -> None:
    first, client = _raised(linde), client_of(linde.chair("Joost").person)
    address = reverse("topic_new", args=[linde.team.key])
    page = client.get(f"{address}?title=Tablets&came_from={first.code}&origin=signal").content.decode()
    assert 'value="Tablets"' in page
    form = {
        "title": "Tablets",
        "question": "Welke?",
        "kind": "other",
        "aim": "decide",
        "came_from": first.code,
    }
    reply = client.post(address, form, follow=True)
    assert "Laptops" in reply.content.decode()
    assert client.post(address, form | {"came_from": "topic:9999"}).status_code == 404


def test_the_proposal_begins_with_what_the_topic_knows(linde: Table, client_of: ClientOf) -> None:
    row = Row("other", "ICT", method="majority", days=3)
    authorities.change_matrix(linde.facilitator, linde.team, row, "Zo")
    topic = _raised(linde, priority="Rust")
    commands.triage_topic(linde.facilitator, topic.pk, "decide_in_window")
    client, key = client_of(linde.chair("Joost").person), linde.team.key
    start = client.get(reverse("topic", args=[key, topic.pk])).context["start"]
    values = client.get(start).context["values"]
    assert (values["method"], values["days"], values["about"]) == ("majority", "3", topic.code)
    assert (values["title"], values["priority"], values["impact_domain"]) == ("Laptops", "Rust", ["ICT"])
    form = {"title": "Laptops", "text": "De lichte.", "method": "majority", "about": topic.code, "days": "3"}
    client.post(start.partition("?")[0], form)
    process = linde.team.processes.get()
    assert (process.about, process.the_terms().days) == (topic.code, 3)


def test_a_decision_by_mandate_begins_with_its_ground_and_what_it_takes(
    linde: Table, client_of: ClientOf
) -> None:
    given = authority.Mandate("ICT", amount=25_000, since=_today(), until=_today() + timedelta(days=9))
    ravi = linde.chair("Ravi").pk
    mandate = authorities.give_mandate(linde.facilitator, linde.team, given, "Sneller", to_member=ravi)
    topic = _raised(linde, amount=9_000)
    commands.triage_topic(linde.facilitator, topic.pk, "within_mandate", mandate=mandate.pk)
    client, key = client_of(linde.chair("Ravi").person), linde.team.key
    start = client.get(reverse("topic", args=[key, topic.pk])).context["start"]
    values = client.get(start).context["values"]
    assert (values["ground"], values["amount"]) == (mandate.code, "9000")


def test_a_method_that_isn_t_there_yet_leaves_the_choice_open(linde: Table, client_of: ClientOf) -> None:
    missing = [method for method in authority.METHODS if method not in processes.METHODS]
    for method in missing:
        level = next(n for n in range(1, 8) if method in authority.methods_of(n))
        row = Row("other", "ICT", method=method, level=level)
        authorities.change_matrix(linde.facilitator, linde.team, row, "Zo")
        topic, client = _raised(linde), client_of(linde.chair("Joost").person)
        start = client.get(reverse("topic", args=[linde.team.key, topic.pk])).context["start"]
        assert client.get(start).status_code == 200


@pytest.mark.parametrize(
    ("typed", "euros"),
    [("", None), ("25000", 25_000), ("25.000", 25_000), ("€ 25.000,-", 25_000), ("1,250,000", 1_250_000)],
)
def test_euros_are_read_as_people_write_them(typed: str, euros: int | None) -> None:
    assert whole_euros(typed) == euros


@pytest.mark.parametrize("typed", ["2,5", "25.5", "veel", "-5", "1.2.3", "1e9"])
def test_half_euros_and_words_are_no_amount(typed: str) -> None:
    with pytest.raises(Refused, match="amount_unfit"):
        whole_euros(typed)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_code_has_its_words(language: str) -> None:
    with translation.override(language):
        assert set(wording_authority.METHOD) == set(authority.METHODS)
        assert set(wording_authority.BY) == {*authority.METHODS, ""}
        assert set(wording_authority.KIND) == set(authority.KINDS)
        assert set(wording_authority.WHO) == set(authority.TAKING_PART)
        numbers = set(range(1, len(authority.LEVELS) + 1))
        assert set(wording_authority.LEVEL) == numbers
        assert set(wording_authority.LEVEL_SAYS) == set(wording_authority.MANDATE_SAYS) == numbers
        assert set(wording_topics.STATE) == set(wording_topics.LEVEL_OF) == set(topics.STATES)
        assert set(wording_topics.WAY) == set(topics.WAYS)
        assert set(wording_topics.DEED) == set(topics.STEPS)
        assert set(wording_topics.ORIGIN) == set(topics.ORIGINS)
        assert set(wording_topics.AIM) == set(topics.AIMS)
        assert set(wording_topics.GUIDING) == {code for asked in topics.GUIDING.values() for code in asked}
