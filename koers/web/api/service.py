"""The API as one thing: its rooms, how bodies are read, its document."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser

from koers.domain.refusals import Refused
from koers.web.api import examples, problems
from koers.web.api.caller import Bearer
from koers.web.api.rooms import ROOMS, own

DESCRIPTION = """
What the pages can do, for programs: the same commands, the same rules, the same refusals in words.
A token acts for one seat at one table, and never does more than that seat. Answers without a name are given
in a browser only, and nothing here shows one.
"""


class Strict(Parser):
    """Bodies as UTF-8 JSON and nothing that a database can't keep."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body. What can't be read is a 400, what says to be something else a 415."""
        if request.content_type != "application/json":
            raise Refused("body_no_json")
        text = request.body.decode("utf-8")
        if "\\u0000" in text:
            raise ValueError("a text without a letter zero")
        return json.loads(text, parse_constant=_no_number)


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


class Service(NinjaAPI):
    """Ninja's, with replies that nobody keeps, and refusals under their own content type in the document."""

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        """One's own answer may be in it: no proxy keeps it."""
        reply = super().create_temporal_response(request)
        reply["Cache-Control"] = "private, no-store"
        return reply

    documents: dict[str, OpenAPISchema] = {}

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The document. Whoever asks for it again gets the same one."""
        where = path_prefix or ""
        if where not in self.documents:
            made = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
            examples.put(made, problems.KIND)
            self.documents[where] = made
        return self.documents[where]


api = Service(
    title="Koers",
    version="1",
    description=DESCRIPTION.strip(),
    auth=Bearer(),
    docs_url=None,
    openapi_url="/openapi.json",
    parser=Strict(),
    urls_namespace="api-1",
)
problems.handle(api)
api.add_router("", own.router)
for room in ROOMS:
    api.add_router("", room.router)
