"""A refusal that no view caught becomes a page: what isn't possible, why, and what one can do."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from koers.apps.ledger import box
from koers.domain.refusals import NotHere, Refused
from koers.web import wording


class RefusalMiddleware:
    """404 for what isn't there for this seat, 403 for what isn't theirs to do, 409 for what can't be now."""

    def __init__(self, reply: Callable[[HttpRequest], HttpResponse]) -> None:
        self.reply = reply

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.reply(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotHere):
            return render(request, "404.html", status=404)
        if isinstance(error, box.Gone) and request.method == "GET":  # closed while this page was being made
            return redirect(request.get_full_path())
        if isinstance(error, Refused):
            status = 403 if error.code == "not_yours" else 409
            return render(request, "refused.html", {"sentence": wording.refusal(error)}, status=status)
        return None
