"""A calendar of what has a day: an event per thing that is asked, under a name that stays the same."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event

from koers.apps.notices import queries
from koers.apps.notices.models import Letterbox
from koers.apps.notices.queries import Waiting
from koers.apps.people import queries as people
from koers.web import wording
from koers.web.channels import outside
from koers.web.channels.mail.letters import one_line, speaking_to

# How long before its end something stands in a calendar.
BEFORE = timedelta(minutes=15)
ASK_AGAIN = timedelta(hours=6)


def calendar(box: Letterbox, base: str) -> bytes:
    """Everything with a day that waits for somebody, at whichever table."""
    base = settings.ADDRESS or base
    with speaking_to(box.person, box):
        found = Calendar()
        found.add("prodid", "-//Koers//Koers//NL")
        found.add("version", "2.0")
        found.add("x-wr-calname", "Koers")
        found.add("x-wr-timezone", box.zone)
        found.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
        for one in queries.waiting(box.person):
            if one.ask.due is not None:
                found.add_component(_event(one, one.ask.due, ZoneInfo(box.zone), base))
        found.add_missing_timezones()
    return bytes(found.to_ical())


def _event(one: Waiting, due: datetime, zone: ZoneInfo, base: str) -> Event:
    ask, team = one.ask, one.chair.team
    title, _line = wording.ask(ask.deed)
    event = Event()
    event.add("uid", f"{ask.deed}-{ask.subject.replace(':', '-')}-{ask.member}@{urlsplit(base).hostname}")
    event.add("dtstamp", ask.since)
    event.add("summary", f"{one_line(team.name)}: {title}")
    event.add("url", base + outside.page_of(ask, team, people.seat_of(one.chair)))
    if text := outside.text_of(ask, people.seat_of(one.chair)):
        event.add("description", text)
    here, day = due.astimezone(zone), outside.calendar_day(ask, zone)
    if day and outside.DEEDS[ask.deed].whole_day:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", here - BEFORE)
        event.add("dtend", here)
    return event
