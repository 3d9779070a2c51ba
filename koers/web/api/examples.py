"""Examples in the document, made from its own schemas: one value per field, and a refusal per status."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils import translation

from koers.domain.refusals import Refused
from koers.web.api.problems import Wrong, problem

SCHEMAS = "#/components/schemas/"
Schema = Mapping[str, Any]

#: What a field of this name may hold; "Kind.field" where a name means something else there.
SAYS: dict[str, Any] = {
    "about": "topic:7",
    "actor": "member:3",
    "aim": "decide",
    "at": "2026-11-22T09:00:00Z",
    "because": "That is how we work already.",
    "came": "yes",
    "change": "supersedes",
    "choice": "no_objection",
    "code": "topic:7",
    "deed": "seal_decision",
    "domain": "ICT",
    "effect": "yes",
    "evidence": ["decision:2026-014"],
    "finding": "holds",
    "going": "on_course",
    "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "how": "by phone",
    "key": "abcd2345",
    "kind": "budget",
    "language": "en",
    "line": "Rosters of the night",
    "message": "From Monday on the ward has its own night roster.",
    "method": "consent",
    "mode": "by_name",
    "name": "Joost",
    "number": "2026-014",
    "origin": "tension",
    "outcome": "done",
    "part": "both",
    "progress": "underway",
    "question": "Who answers the telephone at night?",
    "reason": "It was settled otherwise.",
    "review": "due",
    "role": "Night planner",
    "s": "direction",
    "scope": "write",
    "seen_by": "Fewer people fall ill.",
    "slot": "who",
    "stage": "open",
    "state": "open",
    "step": "helps",
    "subject": "decision:4",
    "tag": "same",
    "team": "abcd2345",
    "text": "From Monday on we start at nine.",
    "title": "One roster for all nights",
    "understanding": "alike",
    "url": "https://koers.example/r/…",
    "validity": "in_force",
    "verdict": "keep",
    "way": "decide_in_window",
    "what": "Member of the board",
    "where": "Pharmacy East",
    "who": "team",
    "why": "It keeps coming back.",
    "word": "It works.",
    "zone": "Europe/Amsterdam",
    "ActionReply.effect": "yes",
    "AdviserBody.why": "Knows the rosters.",
    "CheckReply.number": 3,
    "CheckWord.outcome": "kept",
    "CheckSkip.stage": "helps",
    "CheckStep.stage": "helps",
    "DocumentNew.kind": "mission",
    "DocumentReply.kind": "mission",
    "DraftReply.kind": "mission",
    "FactReply.signal": "no_owner",
    "LettersBody.at": "08:30",
    "LettersReply.at": "08:30:00",
    "MinutesItem.kind": "decision",
    "RuleReply.who": ["member"],
    "WayOutBody.way": "shorter_trial",
    "WeighingBody.word": "taken",
    "YardstickBody.kinds": ["budget"],
}
_FORMATS = {"date": "2026-12-01", "date-time": "2026-11-22T09:00:00Z", "time": "08:30:00"}
_KINDS: dict[str, tuple[type, Any]] = {
    "string": (str, "text"),
    "integer": (int, 3),
    "number": (float, 0.5),
    "boolean": (bool, True),
    "array": (list, None),
    "object": (dict, {}),
}

#: Of each status the refusal that stands for it in the document.
REFUSED: dict[int, Refused] = {
    400: Refused("body_unreadable"),
    401: Refused("token_missing"),
    403: Refused("scope_missing", scope="write"),
    404: Refused("not_here"),
    409: Refused("moved_on"),
    413: Refused("body_large", limit=2_621_440),
    415: Refused("body_no_json"),
    422: Refused("body_unfit", "text"),
    429: Refused("too_many_calls", limit=300),
}


def refusals() -> dict[int, dict[str, Any]]:
    """A whole refusal per status, in English."""
    missing = Wrong(field="text", code="missing", detail="Field required")
    with translation.override("en"):
        replies = {
            status: problem(refused, *([missing] if status == 422 else []))
            for status, refused in REFUSED.items()
        }
    return {status: json.loads(reply.content) for status, reply in replies.items()}


class Examples:
    """Values that fit the schemas of one document."""

    def __init__(self, kinds: Mapping[str, Schema]) -> None:
        self.kinds = kinds

    def of(self, schema: Schema, name: str = "", *, whole: bool = True) -> Any:
        """A value that fits. Of a body, that isn't `whole`, what must be sent and what has a value anyhow."""
        if "$ref" in schema:
            kind = schema["$ref"].removeprefix(SCHEMAS)
            return self._fields(self.kinds[kind], kind, whole=whole)
        if "anyOf" in schema:
            one = next(one for one in schema["anyOf"] if one.get("type") != "null")
            return self.of(one, name, whole=whole)
        if "properties" in schema:
            return self._fields(schema, "", whole=whole)
        return self._plain(schema, name, whole=whole)

    def _fields(self, schema: Schema, kind: str, *, whole: bool) -> dict[str, Any]:
        must = schema.get("required", ())
        return {
            name: self.of(part, f"{kind}.{name}", whole=whole)
            for name, part in schema.get("properties", {}).items()
            if whole or name in must or "anyOf" not in part
        }

    def _plain(self, schema: Schema, name: str, *, whole: bool) -> Any:
        if schema.get("pattern", "").startswith("^([0-9]{1,4}/"):
            return "2/3"
        kind, usual = _KINDS.get(schema.get("type", "object"), (dict, {}))
        known = SAYS.get(name, SAYS.get(name.rpartition(".")[2]))
        if "format" not in schema and isinstance(known, kind):
            return known
        if kind is list:
            return [self.of(schema.get("items", {}), name, whole=whole)]
        return _FORMATS.get(schema.get("format", ""), usual)


def put(document: dict[str, Any], kind: str) -> None:
    """An example with every body, every reply and every refusal. `kind` is what refusals come as."""
    examples, refused = Examples(document["components"]["schemas"]), refusals()
    for calls in document["paths"].values():
        for call in calls.values():
            if "requestBody" in call:
                sent = call["requestBody"]["content"]["application/json"]
                sent["example"] = examples.of(sent["schema"], whole=False)
            for status, reply in call["responses"].items():
                _reply(reply, int(status), examples, refused, kind)


def _reply(
    reply: dict[str, Any], status: int, examples: Examples, refused: Mapping[int, Any], kind: str
) -> None:
    if status in refused:
        reply["description"] = refused[status]["title"]
        reply["content"] = {kind: reply["content"]["application/json"] | {"example": refused[status]}}
    elif "content" in reply:
        told = reply["content"]["application/json"]
        told["example"] = examples.of(told["schema"])
