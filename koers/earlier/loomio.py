"""What Loomio gives along of a group: a line of JSON per record, each with the table it stands in.

Read from how Loomio's own code writes it; no file of a real group was at hand. A poll that was closed and of
which an outcome was stated is a decision; the single votes are added up beside the figures the file states.
"""

import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from koers.domain.earlier.saying import MOST_ROWS, WORDS_LIMIT, Earlier, Note, Option
from koers.domain.refusals import Refused
from koers.earlier.markup import plain

Record = dict[str, Any]
#: What is looked at of each table; everything else in the file is passed over.
KEPT: dict[str, str] = {
    "polls": "id key title details details_format poll_type closed_at discarded_at discussion_id topic_id "
    "stance_counts anonymous",
    "poll_options": "id poll_id name priority total_score",
    "outcomes": "id poll_id statement statement_format review_on author_id latest",
    "stances": "id poll_id latest revoked_at option_scores",
    "stance_choices": "stance_id poll_option_id score",
    "anonymous_ballots": "id poll_id",
    "anonymous_ballot_choices": "anonymous_ballot_id poll_option_id score",
    "discussions": "id title",
    "topics": "id topicable_type topicable_id",
    "users": "id name",
    "attachments": "host",
}
_FIELDS = {table: names.split() for table, names in KEPT.items()}
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,200}[a-z0-9])?", re.I)
_LARGEST_SCORE = 10**9


@dataclass
class Group:
    """The records of a file by table, and the line on which each poll stands."""

    tables: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    lines: dict[Any, int] = field(default_factory=dict)

    def by(self, table: str, name: str = "id") -> dict[Any, Record]:
        """The records of a table by one of their values."""
        return {_key(one.get(name)): one for one in self.tables[table]}

    def under(self, table: str, name: str) -> dict[Any, list[Record]]:
        """The records of a table under what they belong to."""
        found: dict[Any, list[Record]] = defaultdict(list)
        for one in self.tables[table]:
            found[_key(one.get(name))].append(one)
        return found


def read(name: str, data: bytes) -> tuple[Earlier, ...]:
    """Every poll of the file, those that are no decision with the reason.

    Raises
    ------
    Refused
        At field "file", with its line, where it stops being what Loomio writes.
    """
    group = _group(name, data)
    polls = [poll for poll in group.tables["polls"] if not poll.get("discarded_at")]
    if not polls:
        raise Refused("no_polls", "file", place=name)
    if len(polls) > MOST_ROWS:
        raise Refused("too_many_rows", "file", place=name, limit=MOST_ROWS)
    return tuple(_all(group, polls))


def _group(name: str, data: bytes) -> Group:
    group = Group()
    for number, line in enumerate(io.BytesIO(data), start=1):
        if not line.strip():
            continue
        table, record = _record(name, number, line)
        if table in _FIELDS:
            kept = {one: record.get(one) for one in _FIELDS[table]}
            group.tables[table].append(kept)
            if table == "polls":
                group.lines[_key(kept["id"])] = number
    return group


def _record(name: str, number: int, line: bytes) -> tuple[str, Record]:
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise Refused("loomio_broken", "file", place=name, line=number) from None
    told = isinstance(found, dict) and isinstance(found.get("record"), dict)
    if not told or not isinstance(found.get("table"), str):
        raise Refused("loomio_broken", "file", place=name, line=number)
    return found["table"], found["record"]


def _key(value: Any) -> Any:
    """A value that can be looked up by: a number or a word."""
    return value if isinstance(value, int | str) else None


def _all(group: Group, polls: Sequence[Record]) -> Iterator[Earlier]:
    outcomes, options = group.under("outcomes", "poll_id"), group.under("poll_options", "poll_id")
    votes, discussions, users = _Votes(group), group.by("discussions"), group.by("users")
    topics, host = group.by("topics"), _host(group)
    for poll in polls:
        pk = _key(poll["id"])
        stated = [one for one in outcomes[pk] if one.get("latest") is not False]
        outcome = stated[-1] if stated else {}
        notes = list(_bars(poll, outcome))
        counted = tuple(votes.of(poll, options[pk], notes))
        yield Earlier(
            row=group.lines.get(pk, 0),
            key=f"loomio:{_text(poll['key']) or _text(str(pk))}",
            title=_text(poll["title"]),
            text=_said(outcome, "statement"),
            day=_day(poll["closed_at"]),
            method=_text(poll["poll_type"]),
            options=counted,
            review=_day(outcome.get("review_on")),
            reasons=_cut(_said(poll, "details"), notes),
            link=f"https://{host}/p/{_text(poll['key'])}" if host and _text(poll["key"]) else "",
            discussion=_discussion(poll, discussions, topics),
            said_by=_text(users.get(_key(outcome.get("author_id")), {}).get("name")),
            notes=tuple(notes),
        )


def _bars(poll: Record, outcome: Record) -> Iterator[Note]:
    """Why this is no decision."""
    if not poll["closed_at"]:
        yield Note("still_open", "day")
    elif not _text(outcome.get("statement")):
        yield Note("no_outcome", "text")


def _said(record: Record, name: str) -> str:
    words = _text(record.get(name))
    return _text(plain(words)) if record.get(f"{name}_format") == "html" else words


def _cut(words: str, notes: list[Note]) -> str:
    if len(words) <= WORDS_LIMIT:
        return words
    notes.append(Note("cut", "reasons"))
    return words[: WORDS_LIMIT - 1].rsplit(" ", 1)[0] + "…"


def _text(value: Any) -> str:
    """A text without characters that can't be kept."""
    if not isinstance(value, str):
        return ""
    return "".join(one for one in value if one in "\n\t" or one.isprintable() or one == "\u200d").strip()


def _day(value: Any) -> date | None:
    try:
        return datetime.fromisoformat(value).date() if isinstance(value, str) else None
    except ValueError:
        return None


def _host(group: Group) -> str:
    """Where the group was, as its attachments say; without any nobody knows."""
    said = (_text(one["host"]) for one in group.tables["attachments"])
    return next((host for host in said if _HOST.fullmatch(host)), "")


def _discussion(poll: Record, discussions: Mapping[Any, Record], topics: Mapping[Any, Record]) -> str:
    """What the discussion is called in which it was decided; a newer file says it by its topic."""
    topic = topics.get(_key(poll["topic_id"]), {})
    of_topic = topic.get("topicable_id") if topic.get("topicable_type") == "Discussion" else None
    found = discussions.get(_key(poll["discussion_id"] or of_topic), {})
    return _text(found.get("title"))


class _Votes:
    """The single votes of every poll, added up per option."""

    def __init__(self, group: Group) -> None:
        self.sums: Counter[Any] = Counter()
        self.polls: set[Any] = set()
        stances = {
            _key(one["id"]): one
            for one in group.tables["stances"]
            if one["latest"] is not False and not one["revoked_at"]
        }
        chosen = group.under("stance_choices", "stance_id")
        for pk, stance in stances.items():
            self.polls.add(_key(stance["poll_id"]))
            scores = [(one["poll_option_id"], one["score"]) for one in chosen[pk]]
            self._add(scores or _scores(stance["option_scores"]))
        self._secret(group)

    def _secret(self, group: Group) -> None:
        ballots = group.by("anonymous_ballots")
        self.polls |= {_key(one["poll_id"]) for one in ballots.values()}
        given = group.tables["anonymous_ballot_choices"]
        self._add(
            [
                (one["poll_option_id"], one["score"])
                for one in given
                if _key(one["anonymous_ballot_id"]) in ballots
            ]
        )

    def _add(self, scores: Sequence[tuple[Any, Any]]) -> None:
        for option, score in scores:
            self.sums[_key(option)] += _number(score) or 0

    def of(self, poll: Record, options: Sequence[Record], notes: list[Note]) -> Iterator[Option]:
        """What each option got by the file's own figures, and by its votes."""
        if _key(poll["id"]) not in self.polls:
            if options and any(_number(one["total_score"]) for one in options):
                notes.append(Note("votes_left_out"))
            return
        placed = sorted(options, key=lambda one: _number(one["priority"]) or 0)
        totals = poll["stance_counts"] if isinstance(poll["stance_counts"], list) else []
        for place, one in enumerate(placed):
            older = _number(totals[place]) if place < len(totals) else None
            stated = _number(one["total_score"])
            if (says := older if stated is None else stated) is not None:
                yield Option(_text(one["name"])[:200], says, self.sums[_key(one["id"])])


def _scores(kept: Any) -> list[tuple[Any, Any]]:
    """The scores that stand in a vote itself, by the option's number as a word."""
    if not isinstance(kept, dict):
        return []
    return [
        (int(option), score)
        for option, score in kept.items()
        if option.isascii() and option.isdecimal() and len(option) < 19
    ]


def _number(value: Any) -> int | None:
    return value if type(value) is int and abs(value) < _LARGEST_SCORE else None
