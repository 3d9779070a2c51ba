"""Existing minutes: paste or upload them, see what stands in them, and take over what a person chooses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from koers.apps.actions.from_minutes import Taken, take_over
from koers.apps.people import queries as people
from koers.domain import actions, minutes, rules
from koers.domain.minutes import ACTION, DECISION, Found, taking
from koers.domain.minutes.taking import MOST_ITEMS, Chosen
from koers.domain.refusals import Refused
from koers.reports import minutes_file
from koers.web import wording, wording_minutes
from koers.web.days import from_list
from koers.web.forms import fresh_key, mistakes, whole_number
from koers.web.seat import TeamRequest, team_page

#: Empty rows for what wasn't found.
EMPTY_ROWS = 2


@require_http_methods(["GET", "POST"])
@team_page
def read(request: TeamRequest) -> HttpResponse:
    """Paste or upload; then everything that was found, and nothing taken over yet."""
    rules.check(request.seat, "take_decision")
    if request.method == "GET":
        return _form(request)
    try:
        text = _text(request)
        found = minutes.read(text)
    except Refused as refused:
        return _form(request, {refused.field: wording.refusal(refused)})
    return _page(request, text, found)


def _form(request: TeamRequest, errors: Mapping[str, str] | None = None) -> HttpResponse:
    context = {"errors": errors or {}, "text": request.POST.get("text", "")}
    return render(request, "minutes/new.html", context, status=422 if errors else 200)


def _text(request: TeamRequest) -> str:
    """What was pasted, or else what stands in the file."""
    pasted = request.POST.get("text", "")
    file = request.FILES.get("file")
    if pasted.strip() or file is None:
        return pasted
    if (file.size or 0) > minutes_file.LARGEST:
        raise Refused("file_large", "file")
    try:
        return minutes_file.text_of(file.read())
    except minutes_file.Unreadable as unreadable:
        raise Refused(unreadable.code, "file") from None


@require_POST
@team_page
def taken(request: TeamRequest) -> HttpResponse:
    """Take over what was chosen, all of it or nothing."""
    rules.check(request.seat, "take_decision")
    text = request.POST.get("text", "")
    try:
        found = minutes.read(text)
    except Refused as refused:
        return _form(request, {refused.field: wording.refusal(refused)})
    if errors := _errors(request):
        return _page(request, text, found, errors)
    given, today = request.POST, timezone.localdate()
    source = taking.source(given.get("title", ""), from_list(given.get("day", "")), today)
    present = [whole_number(pk) for pk in given.getlist("present")]
    made = take_over(request.seat, request.team, _chosen(given), source, present, _key(request))
    return _done(request, made)


def _key(request: TeamRequest) -> str:
    return request.POST.get("key") or fresh_key()


def _done(request: TeamRequest, made: Taken) -> HttpResponse:
    if made.decisions or made.actions:
        messages.success(request, wording_minutes.taken(len(made.decisions), len(made.actions)))
    at = "actions" if made.actions and not made.decisions else "decisions"
    return redirect(at, request.team.key)


def _chosen(given: Mapping[str, str]) -> list[Chosen]:
    """Every row of the form, also those that are left out."""
    rows = range(1, MOST_ITEMS + EMPTY_ROWS + 1)
    return [_row(given, n) for n in rows if f"kind-{n}" in given]


def _row(given: Mapping[str, str], n: int) -> Chosen:
    owner = whole_number(given.get(f"owner-{n}", "")) or None
    return Chosen(
        n, given[f"kind-{n}"], given.get(f"text-{n}", ""), owner, from_list(given.get(f"due-{n}", ""))
    )


def _errors(request: TeamRequest) -> dict[str, str]:
    """Everything that is wrong at once, each at its field."""
    given, today = request.POST, timezone.localdate()
    rows = _chosen(given)
    members = set(people.table(request.seat).values_list("pk", flat=True))
    return mistakes(
        lambda: taking.source(given.get("title", ""), from_list(given.get("day", "")), today),
        lambda: taking.chosen(rows),
        *(lambda row=row: taking.decision(row, members) for row in rows if row.kind == DECISION),
        *(lambda row=row: taking.action(row, members, today) for row in rows if row.kind == ACTION),
    )


# --- the page


@dataclass(frozen=True)
class Shown:
    """An item as the page shows it: what was found, or what somebody made of it."""

    n: int
    kind: str
    found: str
    sure: str
    line: int
    text: str
    owner: int | None
    owner_words: str
    due: date | None
    due_words: str


@dataclass(frozen=True)
class Piece:
    """A stretch of the minutes; with a number when it was found to be something."""

    text: str
    n: int = 0
    kind: str = ""


def _page(
    request: TeamRequest, text: str, found: Found, errors: Mapping[str, str] | None = None
) -> HttpResponse:
    chairs = {chair.pk: chair.name for chair in people.table(request.seat) if chair.name}
    today, given = timezone.localdate(), request.POST
    again = "key" in given
    rows = [_again(row, given) if again else row for row in _shown(text, found, chairs, today)]
    context = {
        "text": text,
        "pieces": list(_pieces(text, found)),
        "rows": rows[: len(rows) - EMPTY_ROWS],
        "empty_rows": rows[len(rows) - EMPTY_ROWS :],
        "own_chosen": any(row.kind for row in rows[len(rows) - EMPTY_ROWS :]),
        "counts": wording_minutes.found(found),
        "more": max(0, len(found.items) - MOST_ITEMS),
        "chairs": _chairs(request, found, chairs),
        "others": _others(found, chairs),
        "title": given.get("title", found.title),
        "day": given.get("day", found.day.isoformat() if found.day else ""),
        "today": today,
        "last_day": actions.last_day(today),
        "limit": taking.DECISION_LIMIT,
        "key": given.get("key") or fresh_key(),
        "errors": errors or {},
    }
    return render(request, "minutes/found.html", context, status=422 if errors else 200)


def _shown(text: str, found: Found, chairs: Mapping[int, str], today: date) -> list[Shown]:
    """What was found, with the owner and the day that are suggested, and empty rows after it."""
    items = found.items[:MOST_ITEMS]
    rows = [
        Shown(
            n=n,
            kind="",
            found=item.kind,
            sure=str(wording_minutes.SURE[item.sure]),
            line=text.count("\n", 0, item.start) + 1,
            text=item.text,
            owner=taking.chair_of(item.owner, chairs),
            owner_words=item.owner,
            due=item.day if item.day and today <= item.day <= actions.last_day(today) else None,
            due_words=item.due,
        )
        for n, item in enumerate(items, start=1)
    ]
    numbers = range(len(rows) + 1, len(rows) + EMPTY_ROWS + 1)
    return rows + [Shown(n, "", "", "", 0, "", None, "", None, "") for n in numbers]


def _again(row: Shown, given: Mapping[str, str]) -> Shown:
    """What somebody made of it, when the form comes back."""
    if f"kind-{row.n}" not in given:
        return row
    chosen = _row(given, row.n)
    return replace(row, kind=chosen.kind, text=chosen.text, owner=chosen.owner, due=chosen.due)


def _pieces(text: str, found: Found) -> Iterator[Piece]:
    """The minutes from beginning to end, cut where something was found."""
    at = 0
    for n, item in enumerate(found.items[:MOST_ITEMS], start=1):
        yield Piece(text[at : item.start])
        yield Piece(text[item.start : item.end], n, item.kind)
        at = item.end
    yield Piece(text[at:])


def _chairs(request: TeamRequest, found: Found, chairs: Mapping[int, str]) -> list[tuple[int, str, bool]]:
    """Who sits at the table, and whether they are ticked as having been there."""
    if "key" in request.POST:
        here = {whole_number(pk) for pk in request.POST.getlist("present")}
    else:
        here = {pk for name in found.present if (pk := taking.chair_of(name, chairs))}
    return [(pk, name, pk in here) for pk, name in chairs.items()]


def _others(found: Found, chairs: Mapping[int, str]) -> list[str]:
    """Names that were read as present and are nobody's at this table."""
    return [name for name in found.present if taking.chair_of(name, chairs) is None]
