"""Calls that nobody thought of, made from the document: never a 5xx, never a reply it doesn't name.

A small run of it stands in the suite; `python -m bench.api --cases 20000` is the large one.
"""

import json
import os
from collections import Counter
from typing import Any
from urllib.parse import urlencode

import jsonschema_rs
import pytest
import schemathesis
from django.core.cache import cache
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from tests import api
from tests.api import BRAM, CALLS, JOOST, Operation
from tests.web.test_access import Story, story, undone

pytestmark = pytest.mark.thorough

__all__ = ["story"]

CASES = int(os.environ.get("KOERS_API_CASES", "500"))
FIGURES = os.environ.get("KOERS_API_FIGURES", "")
#: So many per call, kind and round: the rest comes from more rounds, each from another seed.
AT_ONCE = 8 if CASES > 2_000 else 2
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
#: Which parts of a case come from the story instead: without them nearly everything would end at the door.
STEER = st.tuples(*(st.sampled_from((True, True, True, True, False)) for _ in range(3)))


@pytest.fixture(autouse=True)
def nobody_called_yet(settings: Any) -> None:
    cache.clear()
    settings.API_CALLS = 10_000_000


class Fuzz:
    """Cases of every call, sent to the story; what was wrong with the replies."""

    def __init__(self, told: Story) -> None:
        self.told = told
        self.schema = schemathesis.openapi.from_dict(api.plain_document())
        self.secrets = {JOOST: api.token(told.joost), BRAM: api.token(told.linde.helper)}
        self.client = Client(raise_request_exception=False)
        self.statuses: Counter[int] = Counter()
        self.wrong: list[str] = []

    def run(self, cases: int) -> None:
        """So many cases, spread over all calls."""
        operations = api.operations()
        turn = 0
        while sum(self.statuses.values()) < cases:
            for one in operations:
                for mode in MODES:
                    self._some(one, mode, turn)
            turn += 1

    def _some(self, one: Operation, mode: GenerationMode, turn: int) -> None:
        strategy = self.schema[one.path][one.method.upper()].as_strategy(generation_mode=mode)

        @seed(turn)
        @settings(
            max_examples=AT_ONCE,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=strategy, steer=STEER)
        def send(case: Any, steer: tuple[bool, bool, bool]) -> None:
            with undone():
                self._check(one, self._send(one, case, steer), case)

        send()

    def _send(self, one: Operation, case: Any, steer: tuple[bool, bool, bool]) -> Any:
        known, own, called = steer
        call = CALLS[one.name]
        if called:
            call.first(self.told)
        path = one.at(self.told, call) if known else case.formatted_path
        headers = {name: str(value) for name, value in dict(case.headers or {}).items()}
        if own:
            headers["Authorization"] = f"Bearer {self.secrets[call.by]}"
        body = case.body if case.body is not None else ""
        raw = body if isinstance(body, bytes) else json.dumps(body, default=str).encode()
        query = urlencode(case.query or {}, doseq=True, errors="replace")
        return self.client.generic(
            one.method.upper(),
            f"{path}?{query}" if query else path,
            raw if one.method == "post" else b"",
            content_type="application/json",
            headers=headers,
        )

    def _check(self, one: Operation, reply: Any, case: Any) -> None:
        self.statuses[reply.status_code] += 1
        if reply.status_code >= 500 or not one.is_told_by(reply):
            self.wrong.append(f"{one.name}: {reply.status_code} {reply.content[:200]!r} for {case!r:.600}")


def test_no_case_made_from_the_document_is_answered_otherwise_than_it_says(story: Story) -> None:
    fuzz = Fuzz(story)
    fuzz.run(CASES)
    if FIGURES:
        with open(FIGURES, "w") as out:
            json.dump(
                {
                    "cases": sum(fuzz.statuses.values()),
                    "calls": len(CALLS),
                    "database": connection.vendor,
                    "statuses": dict(sorted(fuzz.statuses.items())),
                    "wrong": fuzz.wrong,
                },
                out,
                indent=1,
            )
    assert fuzz.wrong[:5] == []
    assert fuzz.statuses[200] + fuzz.statuses[201] > 0.1 * CASES  # it came past the door


def test_a_reply_that_the_document_doesnt_name_is_found(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    fuzz = Fuzz(story)
    one = next(one for one in api.operations() if one.name == "table_table")
    otherwise = jsonschema_rs.validator_for({"type": "object", "required": ["weather"]})
    monkeypatch.setattr(api, "validator", lambda *of: otherwise)
    for turn in range(5):
        fuzz._some(one, GenerationMode.POSITIVE, turn)
    assert fuzz.wrong
