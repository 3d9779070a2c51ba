"""A room's part of the API: what can be read, and what can be done.

`reads` and `does` turn a plain function into a call: who calls is looked up, the team is theirs or isn't
there, the deed is checked before anything is read, and every refusal stands in the document.
"""

import inspect
from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Annotated, Any

from ninja import Router, Status
from ninja.params.functions import Header, Path
from pydantic import Field

from koers.domain import rules
from koers.web.api.caller import Call, Caller
from koers.web.api.kinds import Body
from koers.web.api.problems import DOING, READING, SENDING

View = Callable[..., Any]
TeamKey = Annotated[str, Field(max_length=12)]
KEY_LIMIT = 200


class Room:
    """The calls of one room, all of them under one team."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.router = Router(tags=[name])

    def reads(self, path: str, reply: Any) -> Callable[[View], View]:
        """A call that changes nothing. Its function gets the caller, and what it asks of the address."""

        def register(view: View) -> View:
            run = _run(view, _anybody)
            self._add("GET", path, run, {200: reply} | READING, "read")
            return view

        return register

    def does(
        self, path: str, deed: str, reply: Any, *, makes: bool = False, own: bool = False
    ) -> Callable[[View], View]:
        """A call that does one deed, and replies with what came of it.

        `own`: a deed of whoever the token is of, away from the table.
        """
        scope = rules.SCOPE[deed]

        def may(caller: Caller) -> None:
            rules.check(caller.someone if own else caller.seat, deed)

        def register(view: View) -> View:
            status = 201 if makes else 200 if reply else 204
            run = _run(view, may, status, keyed=True)
            refused = SENDING if _sends(view) else DOING
            self._add("POST", path, run, {status: reply} | refused, scope, deed)
            return view

        return register

    def refuses(self, path: str, deed: str) -> Callable[[View], View]:
        """A call that no program may make. It is there so that the refusal can say why."""

        def register(view: View) -> View:
            run = _run(view, lambda caller: rules.check(caller.seat, deed))
            self._add("POST", path, run, DOING, "", deed)
            return view

        return register

    def _add(
        self, method: str, path: str, view: View, replies: dict[int, Any], scope: str, deed: str = ""
    ) -> None:
        self.router.add_api_operation(
            f"/teams/{{team}}/{path}",
            [method],
            view,
            response=replies,
            operation_id=f"{self.name}_{view.__name__}",
            summary=(view.__doc__ or "").partition("\n")[0],
            url_name=f"{self.name}_{view.__name__}",
            openapi_extra={"x-scope": scope} | ({"x-deed": deed} if deed else {}),
        )


def _anybody(caller: Caller) -> None:
    """Every token may look; what there is to see is said by the queries."""


def _run(view: View, check: Callable[[Caller], None], status: int = 200, *, keyed: bool = False) -> View:
    """The view as it is called: with a request and the address's parts instead of a caller."""

    def run(request: Call, team: str, **given: Any) -> Any:
        given.pop("idempotency_key", None)  # the caller has it; here it only stands in the document
        caller = request.auth.at(team)
        check(caller)
        return Status(status, view(caller, **given))

    run.__name__, run.__doc__, run.__module__ = view.__name__, view.__doc__, view.__module__
    run.__signature__ = Signature(_parameters(view, keyed))  # type: ignore[attr-defined]
    return run


def _sends(view: View) -> bool:
    """Whether something is sent in its body."""
    kinds = [one.annotation for one in inspect.signature(view).parameters.values()]
    return any(isinstance(kind, type) and issubclass(kind, Body) for kind in kinds)


def _parameters(view: View, keyed: bool) -> list[Parameter]:
    _caller, *own = inspect.signature(view).parameters.values()
    found = [
        Parameter("request", Parameter.POSITIONAL_OR_KEYWORD, annotation=Call),
        Parameter("team", Parameter.KEYWORD_ONLY, annotation=TeamKey, default=Path(...)),
        *(one.replace(kind=Parameter.KEYWORD_ONLY) for one in own),
    ]
    if keyed:
        key = Header(None, alias="Idempotency-Key", max_length=KEY_LIMIT)
        found.append(Parameter("idempotency_key", Parameter.KEYWORD_ONLY, annotation=str | None, default=key))
    return found
