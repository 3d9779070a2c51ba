"""What the report says of a team and of one question, in the same words on every surface."""

from koers.domain.scans import LOW_RESPONSE, Reading
from koers.engine.scales import Interval
from koers.reports.scan_teams import Team
from koers.reports.words_scan import decimal, figure, listed, number, plural, text


def people(k: int, lang: str) -> str:
    """How many people."""
    return text(lang, "people_one" if k == 1 else "people_many", k=figure(lang, k))


def name(team: Team, lang: str) -> str:
    """What the team is called; a bare number gets the word team before it."""
    called = team.name or ""
    return text(lang, "team", name=called) if called.isdecimal() else called


def sure_head(teams: tuple[Team, ...], lang: str) -> str:
    """The question how certain it is, with the number of people when it is about one team."""
    return plural(lang, "sure_head_of", teams[0].people) if len(teams) == 1 else text(lang, "sure_head")


def sure(single: bool) -> tuple[str, ...]:
    """Codes of the sentences under "how certain is this", for a file of one team or of several."""
    return "sure_talk", "sure_words", "sure_own" if single else "sure_teams", "sure_theirs"


def seen(team: Team, lang: str) -> str:
    """A heading that says what is seen, never what follows from it."""
    if not team.readings:
        return text(lang, "head_none")
    lowest, widest = team.lowest, team.widest
    if widest and lowest == (widest,):
        return text(lang, "head_low_and_wide", low=widest)
    parts = [_lowest(team, lang)] if lowest else []
    parts += [text(lang, "head_wide", wide=widest)] if widest else []
    said = ", ".join(parts)
    return said[:1].upper() + said[1:] if not lowest and said else said or _level(team, lang)


def _lowest(team: Team, lang: str) -> str:
    code = "head_low_one" if len(team.lowest) == 1 else "head_low_many"
    return text(lang, code, low=listed(lang, team.lowest))


def _level(team: Team, lang: str) -> str:
    first, *others = team.readings
    middle = decimal(lang, first.median)
    return text(lang, "head_level" if others else "head_item", item=first.s, middle=middle)


def figures(reading: Reading, lang: str) -> str:
    """Middle, number, range and, where there is a word for it, typical distance; on one line."""
    assert reading.span is not None
    span = reading.span
    said = [
        _answered(reading, lang),
        text(lang, "no_span" if span.low == span.high else "span", low=span.low, high=span.high),
    ]
    if reading.words != "dots_only" and reading.distance is not None:
        said.append(text(lang, "distance", distance=decimal(lang, reading.distance)))
    return f"{text(lang, 'middle', middle=decimal(lang, reading.median))}. {', '.join(said)}"


def _answered(reading: Reading, lang: str) -> str:
    n, people = figure(lang, reading.n), figure(lang, reading.n + reading.missing)
    return text(lang, "some_answered" if reading.missing else "all_answered", k=n, people=people)


def certainty(reading: Reading, lang: str) -> list[str]:
    """How firmly the middle stands: what would move it, who is missing, who stands far off."""
    said = [plural(lang, "moves", reading.moves_at or 0)]
    if bounds := reading.median_bounds:
        said.append(plural(lang, f"missing{_same(bounds)}", reading.missing, **_ends(bounds, lang)))
    if interval := reading.median_interval:
        said.append(text(lang, f"interval{_same(interval)}", **_ends(interval, lang)))
    if reading.n < LOW_RESPONSE * (reading.n + reading.missing):
        said.append(text(lang, "low_response"))
    if reading.stands_apart:
        said.append(text(lang, "apart", step=reading.stands_apart))
    return said


def _same(interval: Interval) -> str:
    return "_same" if interval.low == interval.high else ""


def _ends(interval: Interval, lang: str) -> dict[str, str]:
    return {"low": decimal(lang, interval.low), "high": decimal(lang, interval.high)}


def notes(team: Team, lang: str) -> list[str]:
    """What goes for the team as a whole."""
    said = [text(lang, "guessable", k=number(lang, team.people))] if team.guessable else []
    return said + [f"{item}: {text(lang, 'too_few')}" for item in team.hidden]
