"""The report as one HTML file that needs nothing else: style, letters and drawings are inside it."""

from collections.abc import Iterator
from html import escape

from koers.domain.scans import Reading
from koers.reports import scan_says
from koers.reports.one_file import one_file
from koers.reports.scan_strip import has_band, strip
from koers.reports.scan_teams import Team
from koers.reports.words_scan import FIVE_NAMES, decimal, figure, plural, text

_SHAPES = {
    "direction": '<circle cx="8" cy="8" r="7"/>',
    "synergy": '<path fill-rule="evenodd" d="M5 3a5 5 0 1 0 3 9 5 5 0 1 0 0-8 5 5 0 0 0-3-1z'
    'm3 1a5 5 0 0 0 0 8 5 5 0 0 0 0-8z"/>',
    "structure": '<path d="M1.8 1.8h12.4v12.4H1.8z"/>',
    "steering": '<path d="M8 1.2 15.4 14.4H.6z"/>',
    "success": '<path d="M8 0 16 8 8 16 0 8z"/>',
}

_KEY = {
    "key_dot": (14, 14, '<path d="M7 7h0" stroke-width="12" class="ch-dot"/>'),
    "key_middle": (8, 16, '<path d="M4 0v16" class="ch-mid"/>'),
    "key_band": (30, 10, '<path d="M0 0h30v10H0z" class="ch-band"/>'),
}


def page(teams: tuple[Team, ...], source: str, ignored: int, lang: str) -> str:
    """The whole file.

    Parameters
    ----------
    source
        Name of the file that the answers came from.
    ignored
        How many cells and rows were left out.
    """
    title = scan_says.seen(teams[0], lang) if len(teams) == 1 else plural(lang, "head_teams", len(teams))
    body = "".join(_body(teams, title, source, ignored, lang))
    return one_file(lang, title, body, text(lang, "foot"), "scan.css")


def _body(teams: tuple[Team, ...], title: str, source: str, ignored: int, lang: str) -> Iterator[str]:
    single = len(teams) == 1
    yield _head(_over(teams, source, lang), title, text(lang, "lede") if single else "", ignored, lang)
    if not single:
        yield _to_teams(teams, lang)
    yield _key(teams, lang)
    for place, team in enumerate(teams):
        yield _team(team, place, single, lang)
    yield _certainty(teams, lang)


def _over(teams: tuple[Team, ...], source: str, lang: str) -> list[str]:
    """The small line over the title: what this is, from which file, how many people."""
    own = [scan_says.name(teams[0], lang)] if len(teams) == 1 and teams[0].name else []
    return [text(lang, "title"), source, scan_says.people(sum(team.people for team in teams), lang), *own]


def _head(over: list[str], title: str, lede: str, ignored: int, lang: str) -> str:
    said = "".join(f"<span>{escape(part)}</span>" for part in over)
    under = f'<p class="lede">{lede}</p>' if lede else ""
    under += f'<p class="note small">{plural(lang, "ignored", ignored)}</p>' if ignored else ""
    return f'<header class="page-head"><p class="over">{said}</p><h1>{escape(title)}</h1>{under}</header>\n'


def _to_teams(teams: tuple[Team, ...], lang: str) -> str:
    names = (escape(scan_says.name(team, lang)) for team in teams)
    links = "".join(f'<li><a href="#t{place}">{name}</a></li>' for place, name in enumerate(names))
    return f'<nav><ul class="to-teams">{links}</ul></nav>\n'


def _key(teams: tuple[Team, ...], lang: str) -> str:
    readings = [reading for team in teams for reading in team.readings]
    if not readings:
        return ""
    shown = [code for code in _KEY if code != "key_band" or any(map(has_band, readings))]
    parts = "".join(f"<span>{_sign(*_KEY[code])}{text(lang, code)}</span>" for code in shown)
    order = f"<b>{text(lang, 'order')}</b>" if any(len(team.readings) > 1 for team in teams) else ""
    return f'<div class="key">{order}<div>{parts}</div></div>\n'


def _sign(width: int, height: int, drawing: str) -> str:
    box = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return f'<svg {box} aria-hidden="true">{drawing}</svg>'


def _team(team: Team, place: int, single: bool, lang: str) -> str:
    head = "" if single else _team_head(team, lang)
    # Before the dots: who sees them should know first that they can be guessed.
    notes = "".join(f'<p class="note small">{escape(note)}</p>' for note in scan_says.notes(team, lang))
    rows = "".join(_row(reading, "h2" if single else "h3", lang) for reading in team.readings)
    table = _table(team, lang) if team.readings else ""
    return f'<section class="team" id="t{place}">{head}{notes}{rows}{table}</section>\n'


def _team_head(team: Team, lang: str) -> str:
    said = f"{scan_says.people(team.people, lang)}. {scan_says.seen(team, lang)}."
    return (
        f'<header><h2>{escape(scan_says.name(team, lang))}</h2><p class="muted">{escape(said)}</p></header>'
    )


def _row(reading: Reading, level: str, lang: str) -> str:
    s = next((s for s, names in FIVE_NAMES.items() if reading.s.casefold() in names), None)
    kind = f"s--{s}" if s else ""
    certainty = "".join(f'<p class="muted">{line}</p>' for line in scan_says.certainty(reading, lang))
    name = f"<{level}>{_name(reading.s, s, kind)}</{level}>"
    return (
        f'<article class="scan-row">{name}{strip(reading, lang, kind)}'
        f'<div class="say small"><b>{text(lang, reading.words)}</b>'
        f'<span class="n">{scan_says.figures(reading, lang)}</span>{certainty}</div></article>\n'
    )


def _name(item: str, s: str | None, kind: str) -> str:
    shape = f'<svg viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">{_SHAPES[s]}</svg>' if s else ""
    return f'<span class="s {kind}">{shape}<span>{escape(item)}</span></span>'


def _table(team: Team, lang: str) -> str:
    heads = [text(lang, "table_item"), *"12345", *(text(lang, f"table_{h}") for h in ("n", "middle", "a"))]
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    rows = "".join(f"<tr>{''.join(_cells(reading, lang))}</tr>" for reading in team.readings)
    return (
        f"<details><summary>{text(lang, 'table')}</summary>"
        f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
        f'<p class="muted">{text(lang, "table_note")}</p></details>'
    )


def _cells(reading: Reading, lang: str) -> Iterator[str]:
    yield f'<th scope="row">{escape(reading.s)}</th>'
    agreement = "" if reading.words == "dots_only" else decimal(lang, reading.agreement or 0.0, 2)
    counts = [figure(lang, count) for count in reading.counts or ()]
    for cell in (*counts, figure(lang, reading.n), decimal(lang, reading.median), agreement):
        yield f"<td>{cell}</td>"


def _certainty(teams: tuple[Team, ...], lang: str) -> str:
    said = [text(lang, code) for code in scan_says.sure(len(teams) == 1)]
    left, right = ("".join(f'<p class="small">{line}</p>' for line in half) for half in (said[:2], said[2:]))
    head = f"<h2>{scan_says.sure_head(teams, lang)}</h2>"
    return f'<section class="pool">{head}<div>{left}</div><div>{right}</div></section>\n'
