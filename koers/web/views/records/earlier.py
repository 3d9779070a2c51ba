"""Bringing in earlier decisions: a file, what would come of it, and only then the bringing in."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from koers.apps.decisions.earlier import commands, queries
from koers.domain import rules
from koers.domain.earlier import columns
from koers.domain.earlier.planning import HERE, NEW, REFUSED, Row, plan
from koers.domain.earlier.saying import Earlier, Found, Sheet
from koers.domain.processes import plain
from koers.domain.refusals import Refused
from koers.earlier import reading
from koers.web import wording, wording_earlier
from koers.web.seat import TeamRequest, team_page

#: So long a preview can be confirmed, in seconds.
HOLDS = 3600
#: So much of what was read goes along with the form: a form holds no more.
MOST_CARRIED = 2_300_000
#: So many stand on the page before the rest is folded away, and so much of each.
SHOWN, EXCERPT = 25, 280


@dataclass(frozen=True)
class Carried:
    """What was read, as it goes along with the form; nothing of it is kept before it is confirmed."""

    source: queries.Source
    sheet: Sheet | None = None
    earlier: tuple[Earlier, ...] = ()

    def rows(self, chosen: tuple[str, ...]) -> tuple[Earlier, ...]:
        """The decisions in it, by these columns."""
        if self.sheet is None:
            return self.earlier
        columns.check(chosen, self.sheet)
        return columns.read(self.sheet, chosen)

    def guessed(self) -> tuple[str, ...]:
        """The columns, by what stands above them."""
        return columns.guessed(self.sheet.header) if self.sheet else ()


@dataclass(frozen=True)
class Column:
    """A column of the sheet: its head, something that stands in it, and what it is chosen to be."""

    name: str
    head: str
    sample: str
    chosen: str


@dataclass(frozen=True)
class Shown:
    """A row of the preview in words."""

    row: Row
    excerpt: str
    meta: str
    figures: str
    counted: list[str]
    lacking: str
    notes: list[str]
    says: str


@require_http_methods(["GET", "POST"])
@team_page
def upload(request: TeamRequest) -> HttpResponse:
    """Choose a file, or other columns of one; nothing is written yet."""
    rules.check(request.seat, "bring_decisions")
    if request.method == "GET":
        return _form(request)
    try:
        carried = _again(request) if "carried" in request.POST else _read(request)
    except signing.BadSignature:
        return _form(request, {"file": str(wording_earlier.OLD_PREVIEW)})
    except Refused as refused:
        return _form(request, {"file": wording.refusal(refused)})
    return _preview(request, carried, _chosen(request, carried))


def _form(request: TeamRequest, errors: dict[str, str] | None = None) -> HttpResponse:
    context = {"errors": errors or {}, "limit": reading.LARGEST_UPLOAD // 1_000_000}
    return render(request, "earlier/upload.html", context, status=422 if errors else 200)


def _read(request: TeamRequest) -> Carried:
    file = request.FILES.get("file")
    if file is None:
        raise Refused("earlier_missing", "file")
    if (file.size or 0) > reading.LARGEST_UPLOAD:
        limit = reading.LARGEST_UPLOAD // 1000
        raise Refused("earlier_too_large", "file", place=file.name, limit=limit)
    data = file.read()
    return carried_of(reading.read(str(file.name), data), data)


def carried_of(found: Found, data: bytes) -> Carried:
    """What was read, with the name of its file and the hash of what stood in it."""
    source = queries.Source(found.source, found.name, hashlib.sha256(data).hexdigest())
    return Carried(source, found.sheet, found.earlier)


def _again(request: TeamRequest) -> Carried:
    kept = signing.loads(request.POST.get("carried", ""), salt=_salt(request), max_age=HOLDS)
    return plain.typed(Carried, kept)


def _salt(request: TeamRequest) -> str:
    return f"earlier {request.team.pk} {request.user.pk}"


def _chosen(request: TeamRequest, carried: Carried) -> tuple[str, ...]:
    """The columns that were chosen, or else guessed."""
    guessed = carried.guessed()
    return tuple(request.POST.get(f"column-{n}", code) for n, code in enumerate(guessed))


def _preview(
    request: TeamRequest, carried: Carried, chosen: tuple[str, ...], *, changed: bool = False
) -> HttpResponse:
    kept = signing.dumps(plain.plain(carried), salt=_salt(request), compress=True)
    if len(kept) > MOST_CARRIED:
        return _form(request, {"file": wording.refusal(Refused("earlier_too_much", "file"))})
    errors: dict[str, str] = {}
    rows: tuple[Row, ...] = ()
    try:
        rows = plan(carried.rows(chosen), queries.present(request.seat, timezone.localdate()))
    except Refused as refused:
        errors[refused.field] = wording.refusal(refused)
    unread = bool(errors)
    if changed:
        errors["columns"] = str(wording_earlier.LOOK_AGAIN)
    context = {
        **_parts(rows),
        "name": carried.source.name,
        "loomio": carried.sheet is None,
        "columns": _columns(carried.sheet, chosen),
        "choices": wording_earlier.COLUMN.items() if carried.sheet else (),
        "codes": columns.CODES,
        "carried": kept,
        "seen": signing.dumps(list(chosen), salt=_salt(request)),
        "unread": unread,
        "errors": errors,
    }
    return render(request, "earlier/preview.html", context, status=422 if errors else 200)


def _parts(rows: tuple[Row, ...]) -> dict[str, Any]:
    """The rows by what becomes of them."""
    fresh = [_shown(row) for row in rows if row.state == NEW]
    differing = [one for one in fresh if one.row.differs]
    return {
        "heading": wording_earlier.heading(len(fresh), len(rows)),
        "button": wording_earlier.decisions(len(fresh)),
        "fresh": fresh[:SHOWN],
        "more": fresh[SHOWN:],
        "differing": differing,
        "refused": [_shown(row) for row in rows if row.state == REFUSED],
        "here": [_shown(row) for row in rows if row.state == HERE],
    }


def _shown(row: Row) -> Shown:
    one, said = row.earlier, said_of(row)
    names = [wording_earlier.note(note) for note in one.notes if row.state == NEW]
    if one.owner and row.owner is None and row.state == NEW:
        names.append(wording_earlier.unseated(one.owner))
    excerpt = row.text if row.text != row.title else ""
    return Shown(
        row,
        excerpt[:EXCERPT] + ("…" if len(excerpt) > EXCERPT else ""),
        ", ".join(filter(None, (one.number, one.method, one.owner, one.discussion))),
        wording_earlier.stated(said),
        wording_earlier.counted(said),
        wording_earlier.lacking(row.missing),
        names,
        wording.refusal(Refused(row.code, "", **row.facts)) if row.code else "",
    )


def said_of(row: Row) -> dict[str, Any]:
    """What the words on figures are made of, as a record has it too."""
    one = row.earlier
    return {
        "outcome": one.outcome,
        "rule": one.rule,
        "figures": one.figures,
        "options": plain.plain(one.options),
        "counted": plain.plain(row.counted),
    }


def _columns(sheet: Sheet | None, chosen: tuple[str, ...]) -> list[Column]:
    if sheet is None:
        return []
    return [
        Column(f"column-{n}", head or f"{n + 1}", _sample(sheet, n), code)
        for n, (head, code) in enumerate(zip(sheet.header, chosen, strict=True))
    ]


def _sample(sheet: Sheet, place: int) -> str:
    """The first thing that stands in a column."""
    found = (row[place].strip() for row in sheet.rows if place < len(row))
    return next((cell for cell in found if cell), "")[:60]


@require_POST
@team_page
def confirmation(request: TeamRequest) -> HttpResponse:
    """Bring in what the preview showed, all of it or nothing."""
    rules.check(request.seat, "bring_decisions")
    try:
        carried = _again(request)
        seen = tuple(signing.loads(request.POST.get("seen", ""), salt=_salt(request), max_age=HOLDS))
    except signing.BadSignature:
        return _form(request, {"file": str(wording_earlier.OLD_PREVIEW)})
    chosen = _chosen(request, carried)
    if carried.sheet and "column-0" in request.POST and chosen != seen:
        return _preview(request, carried, chosen, changed=True)
    key = request.POST.get("key")
    made = commands.bring_decisions(request.seat, request.team, carried.rows(seen), carried.source, key)
    if made:
        messages.success(request, wording_earlier.brought(len(made)))
    return redirect("log", request.team.key)
