"""Counting again from an export alone: does what was stored give the outcome that was recorded?

No database and no clock. Every difference is named as a code with its figures, and a few that an export can't
show (a secret ballot whose counts weren't kept) as well.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from koers.domain import decisions
from koers.domain.processes import candidacy, majority, methods
from koers.domain.processes.case import Case, Outcome, Sitting, Terms, Voter
from koers.domain.processes.plain import plain, typed
from koers.domain.refusals import Refused
from koers.engine.methods.majority import commitment

FORMAT, FORMAT_VERSION = "koers.decision", 1


@dataclass(frozen=True)
class Difference:
    """Something that doesn't agree: a code, and what was found beside what was expected."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def recount(export: Mapping[str, Any]) -> list[Difference]:
    """Every difference between what an export records and what follows from it; none when it agrees.

    Raises
    ------
    Refused
        "export_unknown" when this is no export of a decision, or of a version that isn't known.
    """
    case, record = _read(export)
    if case is None:
        return [*_sealed(export, record)]
    if foreign := list(_foreign(case)):
        return [*_sealed(export, record), *foreign]
    return [
        *_sealed(export, record),
        *_same_text(case, record),
        *_fair(case),
        *_lot(case, export),
        *_counted(case),
    ]


def _read(export: Mapping[str, Any]) -> tuple[Case | None, Mapping[str, Any]]:
    if not isinstance(export, Mapping) or export.get("format") != FORMAT:
        raise Refused("export_unknown", reason="format")
    if export.get("version") != FORMAT_VERSION:
        raise Refused("export_unknown", reason="version")
    record = export.get("record")
    if not isinstance(record, Mapping):
        raise Refused("export_unknown", reason="record")
    if export.get("case") is None:
        return None, record
    try:
        case = typed(Case, export["case"])
    except ValueError as error:
        raise Refused("export_unknown", reason=str(error)) from error
    if case.method not in methods.METHODS or not case.versions or case.outcome is None:
        raise Refused("export_unknown", reason="case")
    return case, record


def _sealed(export: Mapping[str, Any], record: Mapping[str, Any]) -> Iterator[Difference]:
    digest = decisions.seal(record)
    if digest != export.get("digest"):
        yield Difference("digest", {"recorded": export.get("digest"), "found": digest})


def _same_text(case: Case, record: Mapping[str, Any]) -> Iterator[Difference]:
    """What was sealed is the newest text, under the terms that were frozen."""
    expected = {
        "title": case.text.title,
        "text": case.text.text,
        "version": case.version,
        "method": case.method,
        "terms": plain(case.terms),
        "outcome": plain(case.outcome),
        **methods.kept(case),
    }
    if "sittings" in record:
        expected["sittings"] = plain(case.sittings)
    # A record that was sealed before a term existed says nothing of it.
    terms = record.get("terms")
    record = {**record, "terms": plain(Terms()) | dict(terms if isinstance(terms, Mapping) else {})}
    for name, value in expected.items():
        if (recorded := _recorded(record, name)) != value:
            yield Difference("record", {"field": name, "recorded": recorded, "found": value})


def _recorded(record: Mapping[str, Any], name: str) -> Any:
    """What was sealed under this name. A term that didn't exist then is what it is when nobody chose."""
    value = record.get(name)
    return {**plain(Terms()), **value} if name == "terms" and isinstance(value, Mapping) else value


def _fair(case: Case) -> Iterator[Difference]:
    """Nobody from outside, nobody too late, nobody before the text was there."""
    assert case.outcome is not None
    known = {voter.member for voter in case.electorate}
    for response in case.responses:
        if response.member not in known:
            yield Difference("outsider", {"member": response.member})
        if response.at > case.outcome.at or (case.opened and response.at < case.opened):
            yield Difference("outside_window", {"member": response.member, "at": plain(response.at)})
        if response.version > case.text.seq:
            yield Difference("no_such_text", {"member": response.member, "version": response.version})
    if case.outcome.status == "adopted" and case.open_objections:
        yield Difference("open_objection", {"numbers": [one.number for one in case.open_objections]})


def _foreign(case: Case) -> Iterator[Difference]:
    """Answers that couldn't be given at all: they can't be counted."""
    given = {*(r.choice for r in case.responses), *(case.ballots or {})}
    yield from (
        Difference("unknown_choice", {"choice": choice})
        for choice in sorted(given - methods.of(case).known(case))
    )
    options = {option.id for version in case.versions for option in version.options}
    for response in case.responses:
        if set(response.values) - options or not all(type(n) is int for n in response.values.values()):
            yield Difference("unknown_choice", {"choice": response.choice, "member": response.member})


def _lot(case: Case, export: Mapping[str, Any]) -> Iterator[Difference]:
    """The lot that was drawn is the one whose hash was published at the opening."""
    if case.lot and commitment(case.lot) != export.get("commitment"):
        yield Difference("lot", {"recorded": export.get("commitment"), "found": commitment(case.lot)})


def _counted(case: Case) -> Iterator[Difference]:
    assert case.outcome is not None
    if case.terms.secrecy == "secret" and case.ballots is None:
        yield Difference("counts_not_kept")
        return
    for sitting in case.sittings:
        yield from _sitting(case, sitting)
    yield from _went_on(case)
    found = outcome_again(case)
    if not isinstance(found, Outcome):
        yield Difference("no_outcome")
        return
    recorded, again = plain(case.outcome), plain(found)
    for name in ("status", "code"):
        if recorded[name] != again[name]:
            yield Difference(name, {"recorded": recorded[name], "found": again[name]})
    for name in sorted(recorded["figures"].keys() | again["figures"].keys()):
        was, now = recorded["figures"].get(name), again["figures"].get(name)
        if was != now:
            yield Difference("figure", {"field": name, "recorded": was, "found": now})


def outcome_again(case: Case) -> Outcome | Sitting | None:
    """The outcome as the method computes it from what was stored."""
    assert case.outcome is not None
    return methods.of(case).outcome(replace(case, outcome=None), case.outcome.at)


def _sitting(case: Case, sitting: Sitting) -> Iterator[Difference]:
    """An earlier vote, counted again from the responses that were given in it."""
    if case.terms.secrecy == "secret":
        return
    voters = [_stood(case, voter, sitting) for voter in case.electorate]
    found = [_then(case, sitting, electorate) for electorate in product(*voters)]
    if dict(sitting.counts) not in found:
        facts = {"number": sitting.number, "recorded": dict(sitting.counts), "found": found[0]}
        yield Difference("sitting", facts)


def _then(case: Case, sitting: Sitting, electorate: tuple[Voter, ...]) -> dict[str, int]:
    """The counts of an earlier vote, with the electorate as it was."""
    then = replace(
        case,
        sitting=sitting.number,
        responses=tuple(r for r in case.responses if r.at <= sitting.at and r.sitting <= sitting.number),
        versions=tuple(v for v in case.versions if v.at <= sitting.at) or case.versions[:1],
        electorate=electorate,
        standing=(),
    )
    counted = candidacy.tally(then) if case.method == "election" else majority.counts(then)
    return {choice: n for choice, n in counted.items() if choice in sitting.counts}


def _stood(case: Case, voter: Voter, sitting: Sitting) -> list[Voter]:
    """How this voter stood when an earlier vote was counted; two ways where the export can't tell.

    Who left in that very moment did so before it or right after; who stayed out because of an interest and
    left later may have stayed out already. Who was added later, and had answered, left in between or before.
    """
    inside, outside = replace(voter, status="in"), replace(voter, status="left")
    since = voter.since
    if since is None or since < sitting.at:
        return [voter]
    if voter.status != "in":
        unsure = since == sitting.at or (voter.status == "left" and voter.reason)
        return [inside, voter] if unsure else [inside]
    answered = any(r.member == voter.member and r.at <= sitting.at for r in case.responses)
    return [inside, outside] if answered else [outside]


def _went_on(case: Case) -> Iterator[Difference]:
    """A vote is about whoever the earlier one sent on. Without its counts nobody knows whom."""
    if case.method != "majority" or not all(sitting.counts for sitting in case.sittings):
        return
    recorded, found = sorted(case.standing), sorted(majority.went_on(case))
    if recorded != found:
        yield Difference("standing", {"recorded": ", ".join(recorded), "found": ", ".join(found)})
