"""How the mail fares, for who set up Koers here. Addresses and contents stay out of it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from koers.apps.notices import queries
from koers.apps.people import queries as people
from koers.domain.refusals import NotHere
from koers.web.seat import person_of

SHOWN = 50


@require_GET
def state(request: HttpRequest) -> HttpResponse:
    """Whether mail goes out, what waits, and what doesn't get through."""
    if not people.seat_of_person(person_of(request)).has("founder"):
        raise NotHere
    context = {
        "is_on": bool(settings.LETTERS_LEAD_TO),
        "host": settings.EMAIL_HOST,
        "leads_to": settings.LETTERS_LEAD_TO,
        "waiting": queries.how_many_wait(),
        "trouble": list(queries.in_trouble()[:SHOWN]),
    }
    return render(request, "notices/state.html", context)
