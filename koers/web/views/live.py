"""Renewing the pass with which an open page listens."""

from dataclasses import replace

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from koers.apps.people import queries
from koers.web import live
from koers.web.seat import person_of


# Without a csrf token, so that a page that was open all night can renew: it changes nothing, and only a page
# of this origin can read the answer.
@csrf_exempt
@require_POST
def renew(request: HttpRequest) -> JsonResponse:
    """A new pass for the old one, if its seat is still that person's."""
    held = live.read_pass(request.POST.get("token", ""), lives=None)
    person = person_of(request)
    if held is None or person is None or not _still(held, person.pk):
        return JsonResponse({}, status=403)
    return JsonResponse({"token": replace(held, person=person.pk).token()})


def _still(held: live.Pass, person: int) -> bool:
    return held.person == person and (held.member, person) in queries.seated([held.stream])
