"""Can a phone get here? The page that `koers serve --lan` asks one phone to open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from koers.serving import lan


def reach(request: HttpRequest) -> HttpResponse:
    """Says that it worked; and the terminal says so as well, when this is another device."""
    client = request.META.get("REMOTE_ADDR", "")
    outside = lan.came_from_outside(client)
    if outside:
        lan.reached(client)
    return render(request, "reach.html", {"outside": outside})
