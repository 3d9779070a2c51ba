"""One's own calendar: what has a day, in one's own zone, under names that stay, behind a secret address."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar, Event

from koers.apps.ledger import readers
from koers.apps.notices import commands
from koers.apps.notices.models import Letterbox
from koers.apps.people.queries import seat_of_person
from koers.domain.notices import Rhythm
from tests import rounds
from tests.cast import Table
from tests.reading import ClientOf
from tests.web.test_access import everything


@pytest.fixture
def feed(linde: Table) -> str:
    """The address of Joost's calendar."""
    return f"/m/calendar/{commands.open_calendar(seat_of_person(linde.chair('Joost').person))}.ics"


def events(feed: str) -> list[Event]:
    readers.asks.catch_up_all()
    reply = Client().get(feed)
    assert reply.status_code == 200
    assert reply["Content-Type"].startswith("text/calendar")
    found = Calendar.from_ical(reply.content)
    return [one for one in found.walk("VEVENT") if isinstance(one, Event)]


def test_what_has_a_day_stands_in_it_and_nothing_else(linde: Table, feed: str) -> None:
    action = rounds.agreed_by(linde, "Joost", "Bel Oost, ook zaterdag; echt", timedelta(days=9))
    rounds.opened(linde)  # without an end
    [event] = events(feed)
    assert event.decoded("dtstart") == action.due
    assert event.decoded("dtend") == action.due + timedelta(days=1)
    assert str(event["summary"]) == "MT: Zeg wat er van je actie kwam"
    assert str(event["description"]) == "Bel Oost, ook zaterdag; echt"


@pytest.mark.parametrize("due", [date(2026, 12, 3), date(2027, 7, 3), date(2027, 3, 28), date(2027, 10, 31)])
@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "America/Paramaribo", "Pacific/Auckland"])
def test_a_day_is_the_same_day_everywhere_in_summer_and_winter(
    linde: Table, feed: str, due: date, zone: str
) -> None:
    person = linde.chair("Joost").person
    commands.set_letters(seat_of_person(person), Rhythm(zone=zone), "nl", never=False)
    rounds.agreed_by(linde, "Joost", "Bel Oost", due - timezone.localdate())
    # How it goes is asked halfway, what came of it on the action's own day.
    halfway = timezone.localdate() + timedelta(days=15)
    assert {event.decoded("dtstart") for event in events(feed)} == {due, min(due, halfway)}


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "America/Paramaribo"])
def test_a_moment_stands_in_ones_own_zone(linde: Table, feed: str, zone: str) -> None:
    person = linde.chair("Joost").person
    commands.set_letters(seat_of_person(person), Rhythm(zone=zone), "nl", never=False)
    closes = datetime(2027, 7, 5, 15, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
    rounds.opened(linde, closes=closes)
    [event] = events(feed)
    ends = event.decoded("dtend")
    assert ends == closes
    assert ends.utcoffset() == closes.astimezone(ZoneInfo(zone)).utcoffset()
    assert event["dtend"].params["TZID"] == zone


def test_a_thing_keeps_its_name_and_goes_when_it_is_done(linde: Table, feed: str) -> None:
    action = rounds.agreed_by(linde, "Joost", "Bel Oost", timedelta(days=9))
    names = {str(one["uid"]) for _ in range(2) for one in events(feed)}
    assert len(names) == 1
    rounds.actions.report_action(linde.seat("Joost"), action.pk, "done", "", "yes")
    assert events(feed) == []


def test_the_address_ends_when_its_person_says_so_or_makes_another(
    linde: Table, feed: str, client_of: ClientOf
) -> None:
    client = client_of(linde.chair("Joost").person)
    page = client.post("/me/letters/calendar/", {"how": "open"}).content.decode()
    another = "/m/calendar/" + page.split("/m/calendar/")[1].split('"')[0]
    assert Client().get(feed).status_code == 404
    assert events(another) == []
    assert client.post("/me/letters/calendar/", {"how": "end"}).status_code == 302
    assert Client().get(another).status_code == 404


def test_it_is_kept_as_a_hash_and_asking_for_it_changes_nothing(linde: Table, feed: str) -> None:
    before = everything()
    assert events(feed) == []
    after = everything()
    assert {table for table in before if before[table] != after[table]} <= {"ledger_ask", "ledger_reader"}
    secret = feed.removeprefix("/m/calendar/").removesuffix(".ics")
    assert secret not in repr(after)
    assert Letterbox.objects.get().feed_hash
