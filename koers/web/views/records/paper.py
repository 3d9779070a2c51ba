"""A decision in words on paper: every word ready, in the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from koers.reports.decision_paper import Line, Paper, Table
from koers.web import wording, wording_records
from koers.web.views.records.shown import Advised, Kept, Shown
from koers.web.views.records.words import Words


def paper(shown: Shown, language: str) -> Paper:
    """Everything of it that is kept."""
    decision, tracks = shown.decision, shown.tracks_say
    decided = wording_records.full_day(decision.decided)
    kind = _("Decision")
    return Paper(
        language=language,
        over=[f"{kind} {decision.number}", decided, decision.team.name],
        heading=decision.title,
        tracks=[
            (_("Validity"), tracks["validity"]),
            (_("Understanding"), tracks["understanding"]),
            (_("Review"), tracks["review"]),
        ],
        margin=_margin(shown),
        trail_title=_("How it went"),
        trail=[(wording.day(day), says) for day, says in shown.history],
        text=decision.text,
        why_title=_("Why") if shown.plan.because else "",
        why=shown.plan.because,
        outcome_title=_("What it rests on") if shown.marked else _("How it was counted"),
        outcome=[*([shown.option] if shown.option else []), *shown.outcome_says],
        expected_title=_("What we expect") if shown.plan.effect or shown.plan.expects else "",
        expected_text=shown.plan.effect,
        expected=_expected(shown),
        message_title=_("This is what we all tell") if shown.message else "",
        message=shown.message.text if shown.message else "",
        tellers=_tellers(shown),
        actions_title=_("Who does what") if shown.actions else "",
        actions=_actions(shown),
        kept_title=_kept_title(shown),
        kept=[*map(_kept, shown.kept), *map(_advised, shown.advised), *_beside(shown)],
        words_title=_("In own words") if shown.words and shown.words.visible else "",
        slots=_slots(shown.words),
        sentences=_sentences(shown.words),
        foot=_("Decision %(number)s, made on paper on %(day)s. The newest text is in Koers.")
        % {"number": decision.number, "day": wording_records.full_day(shown.today)},
    )


def _margin(shown: Shown) -> list[tuple[str, str]]:
    elsewhere = shown.decision.elsewhere
    found = [
        (_("Decided by"), shown.how),
        (_who(shown), "; ".join(shown.who_decided)),
        (_("Proposed by"), "" if shown.marked or elsewhere else shown.name(shown.record["proposer"])),
        (_("Process guardian"), str(shown.guardian or "")),
        (_("Sees to it"), shown.name(shown.decision.owner_id) if shown.decision.owner_id else ""),
        (_("Fits"), shown.decision.priority),
        *shown.source,
        (_("Impact"), ", ".join(f"{domain}: {size}" for domain, size in shown.impact)),
    ]
    return [(title, says) for title, says in found if says]


def _who(shown: Shown) -> str:
    if shown.decision.from_minutes:
        return _("Who was there")
    return pgettext("one person", "Who decided") if shown.marked else _("Who decided")


def _expected(shown: Shown) -> Table:
    day = shown.tracks.review_on
    head = [_("We expect"), _("Now"), wording_records.full_day(day) if day else ""]
    return Table(head, [[one.what, one.now, one.then] for one in shown.plan.expects])


def _tellers(shown: Shown) -> Table:
    head = [_("Who hears it"), _("From whom"), _("Through"), _("By")]
    rows = [
        [row.name, shown.name(row.teller_id), row.channel, _("told") if row.told else wording.day(row.due)]
        for row in shown.audiences
    ]
    return Table(head, rows)


def _actions(shown: Shown) -> Table:
    head = [_("Action"), _("Owner"), _("Ready on")]
    return Table(head, [[one.text, str(one.owner), wording.day(one.due)] for one in shown.actions])


def _kept(one: Kept) -> Line:
    return Line(f"{wording_records.KEPT[one.kind]}, {one.name}", one.text, str(one.after))


def _kept_title(shown: Shown) -> str:
    if shown.advised:
        return _("The advice, and what became of it")
    if shown.marked and shown.marked.checks:
        return _("Acted at once")
    if _beside(shown):
        return _("What was said of it")
    return _("Objections and concerns that go along") if shown.kept else ""


def _beside(shown: Shown) -> list[Line]:
    """The four checks of an urgent action, and what was said beside a decision of one person."""
    if shown.marked is None:
        return []
    checks = [Line(question, says) for question, says in shown.marked.checks]
    return checks + [Line(f"{name} {says}", mark.text) for name, mark, says in shown.marked.said]


def _advised(one: Advised) -> Line:
    became = f"{one.word}: {one.because}" if one.word else ""
    return Line(f"{one.name} ({one.part})", one.answer, became)


def _slots(words: Words | None) -> list[Line]:
    if words is None or not words.visible:
        return []
    return [Line(one.title, _groups(one.groups), one.says) for one in words.slots]


def _groups(groups: tuple[tuple[str, str, bool], ...]) -> str:
    return " ".join(f"{many} “{says}”." for many, says, _out in groups)


def _sentences(words: Words | None) -> list[tuple[str, str]]:
    if words is None or not words.visible:
        return []
    return [(one.member.name, one.sentence) for one in words.sentences]
