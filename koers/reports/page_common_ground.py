"""The common-ground report as one HTML file: no script, nothing to fetch."""

import base64
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from koers.engine.common_ground.counts import WALL
from koers.engine.common_ground.gate import Check
from koers.engine.common_ground.report import CommonGround, Statement
from koers.engine.common_ground.veto import Side
from koers.reports.opinion_map import SHAPES, opinion_map
from koers.reports.words_common_ground import Say, in_words, plain, speaker

HERE = Path(__file__).parent
FONTS = HERE.parent / "web" / "static" / "fonts"
FACES = (
    ("Newsreader Koers", "newsreader-koers", "400 600"),
    ("Schibsted Koers", "schibsted-grotesk-koers", "400 700"),
)
MOST = 10  # statements in the first list; a wall holds no more
FEW = 5
LISTS = ("shared", "no_objection", "one_objection", "broad")
SEATS = ((10.3, 27.9), (3.1, 18.9), (5.7, 7.8), (16, 2.8), (26.3, 7.8), (28.9, 18.9), (21.7, 27.9))
BRAND = (
    '<svg viewBox="0 0 32 32" aria-hidden="true">'
    '<circle cx="16" cy="16" r="8.6" fill="none" stroke="currentColor" stroke-width="2"/>'
    + "".join(f'<circle cx="{x}" cy="{y}" r="1.7" fill="currentColor"/>' for x, y in SEATS)
    + '<path d="M16 16 20.6 8" stroke="var(--signal)" stroke-width="2.6" stroke-linecap="round"/></svg>'
)


def page(found: CommonGround, texts: Mapping[Any, str], topic: str, lang: str) -> str:
    """The whole file."""
    one = Page(found, texts, lang)
    title = escape(topic)
    style = _faces() + (HERE / "page_common_ground.css").read_text("utf-8")
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title} | Koers</title><style>{style}</style></head>"
        f'<body><div class="edge"></div><main>{one.head(title)}'
        f'<div class="grid"><section>{one.agreed()}</section><section>{one.differing()}</section></div>'
        f"{one.claims()}</main></body></html>\n"
    )


def _faces() -> str:
    """The house fonts inside the file, when they are installed; else the reader's own serif and sans."""
    rules = []
    for family, file, weight in FACES:
        path = FONTS / f"{file}.woff2"
        if path.exists():
            data = base64.b64encode(path.read_bytes()).decode()
            rules.append(
                f'@font-face{{font-family:"{family}";font-weight:{weight};'
                f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
            )
    return "".join(rules)


class Page:
    """The parts of the page, in the order in which they are shown."""

    def __init__(self, found: CommonGround, texts: Mapping[Any, str], lang: str) -> None:
        self.found, self.texts, self.lang = found, texts, lang
        self.say: Say = speaker(lang)
        self.of: dict[Any, Statement] = {one.id: one for one in found.statements}
        self.place = {one.id: s for s, one in enumerate(found.statements)}

    def head(self, title: str) -> str:
        n, m = self.found.votes.shape
        facts = (
            self.say("people", n=n),
            self.say("statements", n=m),
            self.say("votes", n=len(self.found.votes)),
        )
        return (
            f'<div class="top"><span class="brand">{BRAND}<span>Koers</span></span><span>{title}</span>'
            + "".join(f"<span>{fact}</span>" for fact in facts)
            + "</div>"
        )

    # The left side: what is shared.

    def agreed(self) -> str:
        found, say = self.found, self.say
        if not len(found.votes):
            return f"<h1>{say('title.empty')}</h1>"
        parts = [f"<h1>{self._title()}</h1>", f'<p class="lede">{self._lede()}</p>']
        parts.append(self._by_standing() if found.small else self._list(c.statement for c in found.common))
        if not found.common and found.ranking and not found.small:
            parts.append(self._part("near", found.ranking[:FEW]))
        parts.append(self._colours())
        parts.append(self._part("against", [c.statement for c in found.against], reverse=True))
        parts.append(self._vetoed())
        return "".join(parts)

    def _title(self) -> str:
        n = len(self.found.common)
        if not n:
            return self.say("title.none")
        return self.say("title.common", n=in_words(n, self.lang)) if n > 1 else self.say("title.common.one")

    def _lede(self) -> str:
        if self.found.small:
            n = len(self.found.votes.people)
            text = self.say("lede.small", people=self.say("members", n=n))
        else:
            text = self.say("lede.crowd") if self.found.common else ""
        return f"{text} {self.say('lede.parties')}" if self.found.parties and self.found.common else text

    def _by_standing(self) -> str:
        parts = []
        agreed = {c.statement: c.why for c in self.found.common}
        for code in LISTS:
            rows = [one for one, why in agreed.items() if why == code]
            if rows:
                parts.append(f'<h3 class="next">{self.say(code)}</h3>{self._list(rows, most=len(rows))}')
        return "".join(parts)

    def _open(self) -> str:
        rest = [s.id for s in self.found.statements if s.standing == "open"] if self.found.small else []
        return f"<h2>{self.say('open')}</h2>{self._list(rest, small=True)}" if rest else ""

    def _part(self, code: str, rows: Iterable[Any], reverse: bool = False) -> str:
        rows = list(rows)
        if not rows:
            return ""
        return (
            f'<h2>{self.say(code)}</h2><p class="lede">{self.say(code + ".lede")}</p>'
            f"{self._list(rows, most=FEW, small=True, reverse=reverse)}"
        )

    def _list(self, rows: Iterable[Any], most: int = MOST, small: bool = False, reverse: bool = False) -> str:
        rows = list(rows)
        items = "".join(f"<li>{self._statement(one, reverse)}</li>" for one in rows[:most])
        more = f'<p class="meta">{self.say("more", n=len(rows) - most)}</p>' if len(rows) > most else ""
        return f'<ol class="list{" small" if small else ""}">{items}</ol>{more}' if items else ""

    def _statement(self, one: Any, reverse: bool = False) -> str:
        return f'<p class="st">{self._text(one)}</p>{self._bars(one, reverse)}{self._meta(one)}'

    def _text(self, one: Any) -> str:
        return escape(self.texts.get(one) or f"# {one}")

    def _bars(self, one: Any, reverse: bool) -> str:
        sides = [*self._open_parties(), *self.found.sides]
        if not sides:
            s = self.of[one]
            return f'<div class="bars">{self._bar("", s.agree, s.disagree, s.seen, "", reverse)}</div>'
        at = self.place[one]
        return '<div class="bars">' + "".join(self._side(side, at, reverse) for side in sides) + "</div>"

    def _open_parties(self) -> list[Side]:
        """Parties of one or two stay out of sight: their bars would show what single people said."""
        return [side for side in self.found.parties if not side.ask_first]

    def _side(self, side: Side, at: int, reverse: bool) -> str:
        tone = f"g-{SHAPES[self.found.sides.index(side) % 4]}" if side.kind == "group" else ""
        name = self.say("group", name=side.name) if side.kind == "group" else side.name
        return self._bar(name, int(side.agree[at]), int(side.disagree[at]), int(side.seen[at]), tone, reverse)

    def _bar(
        self, name: str, agree: int, disagree: int, seen: int, tone: str = "", reverse: bool = False
    ) -> str:
        say, of = self.say, max(seen, 1)
        label = escape(
            f"{name}: {say('of.agree', n=agree, of=seen)}, {say('disagree', n=disagree)}".strip(": ")
        )
        shown = f'<span class="name">{escape(name)}</span>' if name else ""
        against = f'<span class="no" style="width:{100 * disagree / of:.1f}%"></span>' if disagree else ""
        told = say("of.disagree", n=disagree, of=seen) if reverse else say("of.agree", n=agree, of=seen)
        return (
            f'<div class="one {tone}">{shown}<span class="bar" role="img" aria-label="{label}">'
            f'<span class="yes" style="width:{100 * agree / of:.1f}%"></span>'
            f'{against}</span><span class="val">{told}</span></div>'
        )

    def _meta(self, one: Any) -> str:
        s, say, bits = self.of[one], self.say, []
        if self.found.small:
            bits = [say("disagree", n=s.disagree)] if s.disagree else []
            bits += [say("pass", n=s.passed)] if s.passed else []
            bits += [say("unseen", n=s.unseen)] if s.unseen else []
        elif s.percentile is not None and s.covered and s.standing != "divided" and s.stance > 0:
            low, high = (round(100 * (f or 0)) for f in (s.percentile_low, s.percentile_high))
            bits = [f"{round(100 * s.percentile)}% ({low}–{high}%)"]
        if s.essential:
            bits.append(say("essential", n=s.essential))
        return f'<p class="meta">{", ".join(bits)}</p>' if bits else ""

    def _colours(self) -> str:
        return (
            f'<p class="key"><span><i class="yes"></i>{self.say("key.yes")}</span><span><i class="no"></i>'
            f"{self.say('key.no')}</span><span><i></i>{self.say('key.pass')}</span></p>"
        )

    def _vetoed(self) -> str:
        if not self.found.vetoed:
            return ""
        hidden = {side.name for side in self.found.parties if side.ask_first}
        items = []
        for veto in self.found.vetoed[:FEW]:
            whose = [
                self.say("veto.hidden")
                if name in hidden and kind == "party"
                else self.say(
                    f"veto.{why}", name=escape(self.say("group", name=name) if kind == "group" else name)
                )
                for name, kind, why in veto.by
            ]
            items.append(f"<li>{self._statement(veto.statement)}<p class='meta'>{'. '.join(whose)}</p></li>")
        more = len(self.found.vetoed) - FEW
        rest = f'<p class="meta">{self.say("more", n=more)}</p>' if more > 0 else ""
        lede = f'<p class="lede">{self.say("vetoed.lede")}</p>'
        return f'<h2>{self.say("vetoed")}</h2>{lede}<ol class="list small">{"".join(items)}</ol>{rest}'

    # The right side: differences, and what isn't known.

    def differing(self) -> str:
        if not len(self.found.votes):
            return ""
        parts = [self._map(), self._difference(), self._distinct(), self._parties()]
        parts.append(self._part("dividing", self.found.dividing))
        parts += [self._open(), self._unknown()]
        return "".join(parts)

    def _map(self) -> str:
        found, say = self.found, self.say
        if found.groups is None:
            return ""
        many = in_words(len(found.groups.names), self.lang)
        drawn = opinion_map(found, say("map.title", n=many), say("members", n=2).split()[-1])
        caption = say(
            "map.caption",
            between=say("members", n=found.groups.between),
            unplaced=say("members", n=int((~found.groups.placed).sum())),
        )
        return (
            f'<h2>{say("map")}</h2><figure>{drawn}<figcaption class="caption">{caption}</figcaption></figure>'
        )

    def _difference(self) -> str:
        found, say = self.found, self.say
        code = "no" if not found.gate.difference else "small" if found.small else "crowd"
        parts = [f'<h2>{say("differences")}</h2><p class="lede">{say(f"difference.{code}")}</p>']
        for i, axis in enumerate(found.axes):
            name = f'<h3 class="next">{say("axis", n=i + 1)}</h3>' if len(found.axes) > 1 else ""
            ends = "".join(
                f"<div><h4>{say(code)}</h4><ul>{self._lines(end[:3])}</ul></div>"
                for code, end in (("end.one", axis.one_end), ("end.other", axis.other_end))
                if end
            )
            parts.append(f'{name}<div class="ends">{ends}</div>')
        return "".join(parts)

    def _lines(self, rows: Iterable[Any]) -> str:
        return "".join(f"<li>{self._text(one)}</li>" for one in rows)

    def _distinct(self) -> str:
        if self.found.groups is None:
            return ""
        parts = []
        names = self.found.groups.names
        for g, name in enumerate(names[:1] if len(names) == 2 else names):  # of two, one mirrors the other
            rows = [one for one in self.found.representative if one.group == g][:3]
            items = "".join(
                f'<li><p class="st">{self._text(self.found.statements[one.statement].id)}</p>'
                f'<p class="meta">{self.say("group.inside", name=name)}: {self._of(one.inside)}, '
                f"{self.say('group.outside')}: {self._of(one.outside)}</p></li>"
                for one in rows
            )
            says = self.say("group.says", name=name)
            if items:
                parts.append(
                    f'<h3 class="next g-{SHAPES[g % 4]}"><span class="letter">{name}</span>{says}</h3>'
                    f'<ol class="list small">{items}</ol>'
                )
        return "".join(parts) + f'<p class="note">{self.say("group.party")}</p>'

    def _of(self, pair: tuple[int, int]) -> str:
        return self.say("of.agree", n=pair[0], of=pair[1])

    def _parties(self) -> str:
        spread = self.found.party_spread
        if spread is None:
            return ""
        verdict = self.say("party_spread.yes" if spread.p <= 0.01 else "party_spread.no")
        share, chance = (f"{round(100 * f)}%" for f in (spread.share, spread.by_chance))
        return f'<p class="note">{self.say("party_spread", share=share, chance=chance, verdict=verdict)}</p>'

    def _unknown(self) -> str:
        if not self.found.unknown:
            return ""
        items = "".join(
            f'<li><p class="st">{self._text(one)}</p><p class="meta">'
            f"{self.say('seen', n=self.of[one].seen, of=len(self.found.votes.people))}</p></li>"
            for one in self.found.unknown[:FEW]
        )
        more = len(self.found.unknown) - FEW
        rest = f'<p class="meta">{self.say("more", n=more)}</p>' if more > 0 else ""
        lede = f'<p class="lede">{self.say("unknown.lede")}</p>'
        return f'<h2>{self.say("unknown")}</h2>{lede}<ol class="list small">{items}</ol>{rest}'

    def claims(self) -> str:
        found, say = self.found, self.say
        lines = [("", say("claim.census" if found.votes.room or found.small else "claim.sample"))]
        lines += [(("yes" if c.passed else ""), check_line(c, say, self.lang)) for c in checks(found)]
        if found.groups is None:
            lines.append(("", say("claim.groups.no")))
        lines.append(("", say("claim.people")))
        items = "".join(f'<li class="{tone}"><span>{text}</span></li>' for tone, text in lines)
        return f'<section class="claims"><h2>{say("claims")}</h2><ul>{items}</ul></section>'


def checks(found: CommonGround) -> list[Check]:
    """The checks that were made, up to and including the first that failed."""
    made = []
    for check in found.gate.checks:
        if check.passed is None:
            continue
        made.append(check)
        if not check.passed:
            break
    if len(found.votes.people) < WALL and found.gate.difference is False:
        made += [c for c in found.gate.checks if c.code == "people" and c not in made]
    return made


def check_line(check: Check, say: Say, lang: str) -> str:
    """One check as a sentence."""
    verdict = "yes" if check.passed else "no"
    whole = check.code in ("people", "groups", "size")
    figure, limit = (0 if f is None else round(f) if whole else float(f) for f in (check.figure, check.limit))
    shown = in_words(int(figure), lang) if check.code == "groups" else plain(figure, lang)
    return say(f"check.{check.code}.{verdict}", figure=shown, limit=plain(limit, lang))
