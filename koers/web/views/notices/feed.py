"""One's own calendar, for a calendar program that asks for it by its secret address."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from koers.apps.notices import queries
from koers.domain.refusals import NotHere
from koers.web.channels import ics


@never_cache
@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Everything with a day that is asked of whoever this address belongs to."""
    box = queries.letterbox_behind(token)
    if box is None:
        raise NotHere
    base = request.build_absolute_uri("/").rstrip("/")
    return HttpResponse(ics.calendar(box, base), content_type="text/calendar; charset=utf-8")
