"""One's own letters: when they come, whether they come, and the calendar."""

from datetime import time
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from koers.apps.notices import commands, queries
from koers.apps.people import queries as people
from koers.apps.people.models import Person
from koers.domain import notices
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat
from koers.web import wording
from koers.web.seat import person_of

REGIONS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@require_http_methods(["GET", "POST"])
def letters(request: HttpRequest) -> HttpResponse:
    """The settings. They work without a mail server too: then they wait for one."""
    person = person_of(request)
    if person is None:
        return redirect("account_login") if request.method == "GET" else _door(request)
    if request.method == "GET":
        return render(request, "notices/letters.html", _page(person))
    try:
        _set(request, people.seat_of_person(person))
    except Refused as refused:
        errors = {refused.field: wording.refusal(refused)}
        return render(request, "notices/letters.html", {**_page(person), "errors": errors}, status=422)
    messages.success(request, _("Kept."))
    return redirect("letters")


def _set(request: HttpRequest, seat: Seat) -> None:
    data = request.POST
    days = [int(day) for day in data.getlist("days") if day in "0123456"]
    never = data.get("never") == "yes"
    # Who wants none at all needn't choose days first.
    days = days or list(notices.WORKDAYS) if never else days
    rhythm = notices.rhythm(_hour(data.get("at", "")), data.get("zone", ""), days)
    language = data.get("language", "")
    spoken = language if language in dict(settings.LANGUAGES) else ""
    commands.set_letters(seat, rhythm, spoken, never=never)


def _hour(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def _page(person: Person) -> dict[str, Any]:
    box = queries.letterbox_of(person)
    return {
        "box": box,
        "person": person,
        "is_on": bool(settings.LETTERS_LEAD_TO),
        "confirmed": bool(person.email) and box.confirmed == person.email,
        "hours": [time(hour, minute) for hour in range(6, 22) for minute in (0, 30)],
        "weekdays": [(number, str(name)) for number, name in WEEKDAYS.items()],
        "zones": sorted({z for z in available_timezones() if z.split("/")[0] in REGIONS} | {box.zone}),
        "spoken": person.language or settings.LANGUAGE_CODE,
        "languages": settings.LANGUAGES,
        "errors": {},
    }


def _door(request: HttpRequest) -> HttpResponse:
    return render(request, "sign_in/door.html", status=403)


def _seat(request: HttpRequest) -> Seat:
    """The seat of who signed in. Nobody else comes here by a link of ours."""
    person = person_of(request)
    if person is None:
        raise NotHere
    return people.seat_of_person(person)


@require_POST
def withdrawal(request: HttpRequest) -> HttpResponse:
    """End every link in the letters so far."""
    commands.withdraw_links(_seat(request))
    messages.success(request, _("The links in earlier letters lead nowhere any more."))
    return redirect("letters")


@require_POST
def asking(request: HttpRequest) -> HttpResponse:
    """Have the letter that confirms the address sent once more."""
    commands.ask_confirmation(_seat(request))
    messages.success(request, _("Koers mails you a link to confirm your address. Look in a minute."))
    return redirect("letters")


@require_POST
@never_cache
def calendar(request: HttpRequest) -> HttpResponse:
    """A new secret address for the calendar, shown this once; or the end of it."""
    seat = _seat(request)
    if request.POST.get("how") == "end":
        commands.end_calendar(seat)
        messages.success(request, _("The address of your calendar leads nowhere any more."))
        return redirect("letters")
    secret = commands.open_calendar(seat)
    person = person_of(request)
    assert person is not None  # the seat was theirs
    base = settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")
    address = base + reverse("calendar_feed", args=[secret])
    return render(request, "notices/letters.html", {**_page(person), "calendar": address})
