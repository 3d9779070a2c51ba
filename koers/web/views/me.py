"""One's own account: a name on this device, or an address to come in with from any."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from koers.apps.people import commands, queries
from koers.domain.refusals import Refused
from koers.web import wording
from koers.web.seat import person_of


@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """What Koers knows of somebody, and adding an address and a password to a name."""
    person = person_of(request)
    if person is None and request.method == "GET":
        return redirect("account_login")
    if person is None:
        return render(request, "sign_in/door.html", status=403)
    context = {"person": person, "teams": queries.teams_of(person), "values": request.POST, "errors": {}}
    if request.method == "GET":
        return render(request, "pages/me.html", context)
    try:
        given = request.POST.get("email", ""), request.POST.get("password", "")
        person = commands.open_account(queries.seat_of_person(person), *given)
    except Refused as refused:
        errors = {refused.field: wording.refusal(refused)}
        return render(request, "pages/me.html", {**context, "errors": errors}, status=422)
    update_session_auth_hash(request, person)
    messages.success(request, _("Kept. From now on you can sign in with your address."))
    return redirect("me")
