"""What wasn't possible, as a program reads it: problem details (RFC 9457), with the sentence people read."""

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from koers.apps.ledger import box
from koers.domain.processes import plain
from koers.domain.refusals import NotHere, Refused
from koers.web import wording

KIND = "application/problem+json"
#: Of a refusal, the status. One with a field is 422, every other one 409.
STATUS = {
    "not_here": 404,
    "not_yours": 403,
    "scope_missing": 403,
    "not_by_token": 403,
    "token_missing": 401,
    "token_over": 401,
    "too_many_calls": 429,
    "body_unreadable": 400,
    "call_unknown": 405,
    "body_large": 413,
    "body_no_json": 415,
    "body_unfit": 422,
}
WAIT = 60
#: What Django itself says no to.
BEFORE = {400: "body_unreadable", 404: "not_here", 405: "call_unknown"}


class Wrong(Schema):
    """What is wrong with one field."""

    field: str
    code: str
    detail: str


class Problem(Schema):
    """Why it wasn't possible, and what to do."""

    type: str = Field(description="Where the code is explained.")
    title: str = Field(description="The same sentence as on the pages, in the reader's language.")
    status: int
    code: str = Field(description="What was refused, for programs.")
    field: str = Field(description='Which field it is about; "" for the call as a whole.')
    facts: dict[str, Any] = Field(description="The figures in the sentence: a limit, a moment.")
    errors: list[Wrong] = Field(description="Of a body that doesn't fit: every field that is wrong.")


#: How a call may be refused, as it stands in the document: one that reads, one that does, one with a body.
READING: dict[int, Any] = dict.fromkeys((400, 401, 404, 409, 422, 429), Problem)
DOING: dict[int, Any] = READING | {403: Problem}
SENDING: dict[int, Any] = DOING | dict.fromkeys((413, 415), Problem)


def problem(refused: Refused, *errors: Wrong) -> HttpResponse:
    """The reply to what was refused."""
    status = STATUS.get(refused.code, 422 if refused.field or errors else 409)
    said = Problem(
        type=f"{reverse('api')}#{refused.code}",
        title=wording.refusal(refused),
        status=status,
        code=refused.code,
        field=refused.field,
        facts=plain.plain(refused.facts),
        errors=list(errors),
    )
    body = json.dumps(said.model_dump(), ensure_ascii=False, default=str)
    reply = HttpResponse(body, content_type=KIND, status=status)
    reply["Cache-Control"] = "private, no-store"
    if status == 401:
        reply["WWW-Authenticate"] = "Bearer"
    if status == 429:
        reply["Retry-After"] = str(WAIT)
    return reply


def misfit(error: ValidationError) -> HttpResponse:
    """A body, an address or a query that isn't as the document says: every field with what is wrong."""
    wrong = [
        Wrong(field=_field(one["loc"]), code=str(one["type"]), detail=str(one["msg"])) for one in error.errors
    ]
    return problem(Refused("body_unfit", wrong[0].field if wrong else ""), *wrong)


def _field(place: tuple[Any, ...]) -> str:
    # "body", the name of the argument, and then the field as it was sent.
    named = ".".join(str(one) for one in place[2:]) or str(place[-1])
    return named.encode("utf-8", "replace").decode()  # a name may hold half a letter


def _unread(error: HttpError) -> Refused:
    """Why a body wasn't read: as its reader said, or else it can't be."""
    why = error.__cause__
    return why if isinstance(why, Refused) else Refused("body_unreadable")


def _too_large() -> Refused:
    return Refused("body_large", limit=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def handle(api: NinjaAPI) -> None:
    """Every way in which a call ends otherwise than it should."""
    handlers: dict[type[Exception], Any] = {
        Refused: lambda request, error: problem(error),
        NotHere: lambda request, error: problem(error),
        box.Gone: lambda request, error: problem(Refused("moved_on")),
        ValidationError: lambda request, error: misfit(error),
        AuthenticationError: lambda request, error: problem(Refused("token_missing")),
        HttpError: lambda request, error: problem(_unread(error)),
        RequestDataTooBig: lambda request, error: problem(_too_large()),
    }
    for kind, say in handlers.items():
        api.add_exception_handler(kind, say)


class ProblemMiddleware:
    """What is refused before the API itself hears of it is told in the same way."""

    def __init__(self, reply: Callable[[HttpRequest], HttpResponse]) -> None:
        self.reply = reply

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = self.reply(request)
        told = found.headers.get("Content-Type", "").startswith(KIND)
        if told or not request.path.startswith("/api/") or found.status_code not in BEFORE:
            return found
        said = problem(Refused(BEFORE[found.status_code]))
        if "Allow" in found.headers:
            said["Allow"] = found.headers["Allow"]
        return said


@csrf_exempt
def not_here(request: HttpRequest, **address: str) -> HttpResponse:
    """An address that the API doesn't have."""
    return problem(NotHere())
