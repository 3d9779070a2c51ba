"""The time zone that a reader's own device is in, as far as it said so."""

from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest

COOKIE = "koers_zone"


def of_reader(request: HttpRequest) -> ZoneInfo | None:
    """The device's zone, or None when it didn't say one that exists."""
    named = request.COOKIES.get(COOKIE, "")
    return ZoneInfo(named) if named in available_timezones() else None
