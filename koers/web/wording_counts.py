"""Words of consensus, least resistance and rankings: what came out, what it rests on, how sure it is."""

from collections.abc import Mapping
from fractions import Fraction
from string import ascii_uppercase
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koers.domain.processes import Case, Outcome, Response, Terms, consensus
from koers.web.wording_ballots import COUNTING, OUTCOME
from koers.web.wording_readbacks import listed

NO_OPINION = gettext_lazy("no opinion")
GOOD_ENOUGH: dict[int, Any] = {1: gettext_lazy("good enough"), 0: gettext_lazy("not good enough")}


def text(case: Case, option: str) -> str:
    """The words of an option, between quotation marks."""
    words = next((one.text for one in case.text.options if one.id == option), option)
    if option == "nothing":
        return _("deciding nothing")
    return f"“{words}”"


# --- consensus


def stances(out: Outcome) -> list[str]:
    """How many stand where, and what would have been too many."""
    counts = out.figures["stances"]
    said = [_stance(code, counts[code]) for code in consensus.RESPONSES if counts[code]]
    found = [listed(said) + "."] if said else []
    if counts["stand_aside"]:
        found.append(_aside(out.figures["most_aside"]))
    if out.figures.get("because"):
        found.append(str(OUTCOME[out.figures["because"]]) + ".")
    return found


def _stance(code: str, n: int) -> str:
    says = {
        "agree": ngettext("%(n)s agrees", "%(n)s agree", n),
        "reservations": ngettext("%(n)s agrees with reservations", "%(n)s agree with reservations", n),
        "stand_aside": ngettext("%(n)s stands aside", "%(n)s stand aside", n),
        "block": ngettext("%(n)s blocks it", "%(n)s block it", n),
    }
    return says[code] % {"n": n}


def _aside(most: int) -> str:
    if not most:
        return _("You agreed that nobody may stand aside.")
    return ngettext("At most %(n)s may stand aside.", "At most %(n)s may stand aside.", most) % {"n": most}


def consensus_terms(terms: Terms) -> list[str]:
    """How consensus is decided, sentence by sentence."""
    said = [_("Nobody blocks it, and at most %(part)s stand aside.") % {"part": terms.aside}]
    if not terms.aside:
        said = [_("Nobody blocks it, and nobody stands aside.")]
    if terms.fallback:
        said.append(_("If that doesn’t come about, you vote. You agreed so before."))
    return said


# --- least resistance


def resistance(case: Case, out: Outcome) -> list[str]:
    """Which option is resisted least, and how sure that is."""
    figures = out.figures
    if "winner" not in figures:
        return []
    fared = figures["options"][figures["winner"]]
    facts = {
        "option": text(case, figures["winner"]),
        "sum": fared["sum"],
        "most": 10 * figures["answered"],
        "part": per_cent(fared["acceptance"]),
        "highest": fared["highest"],
    }
    said = [
        _("Least resistance: %(option)s, with %(sum)s of at most %(most)s.") % facts,
        _("Acceptance %(part)s%%, highest single value %(highest)s.") % facts,
    ]
    if figures["improved"]:
        said.append(_("It was improved once, because of strong resistance."))
    return [*said, sure(figures), *_drawn(case, figures)]


def per_cent(acceptance: str) -> int:
    """A share out of the figures, in whole per cent."""
    return round(Fraction(acceptance))


def sure(figures: Mapping[str, Any]) -> str:
    """Whether who didn't answer could have changed it."""
    n = figures["unanswered"]
    if not n:
        return _("Everybody answered.")
    if figures["firm"]:
        says = ngettext(
            "One of you didn’t answer, and couldn’t have changed it.",
            "%(n)s of you didn’t answer, and couldn’t have changed it.",
            n,
        )
    else:
        says = ngettext(
            "Provisional: one of you didn’t answer, and could have changed it.",
            "Provisional: %(n)s of you didn’t answer, and could have changed it.",
            n,
        )
    return says % {"n": n}


def _drawn(case: Case, figures: Mapping[str, Any]) -> list[str]:
    if not figures["drawn"]:
        return []
    tied = listed([text(case, one) for one in figures["drawn"][-1]])
    return [_("%(options)s came out alike, so a lot decided.") % {"options": tied}]


# --- ranked and scored


def ranked(case: Case, out: Outcome) -> list[str]:
    """Which option wins, in one sentence of its way of counting, and how sure that is."""
    figures = out.figures
    if "winner" not in figures:
        return []
    said = [WINS[figures["rule"]](case, figures)]
    said.append(_ballots(figures))
    return [*said, sure(figures), *_drawn(case, figures)]


def _ballots(figures: Mapping[str, Any]) -> str:
    n, blank = figures["ballots"], figures["blank"]
    facts = {"n": n, "blank": blank}
    if blank:
        return _("%(n)s ballots were counted, and %(blank)s were blank.") % facts
    return ngettext("%(n)s ballot was counted.", "%(n)s ballots were counted.", n) % facts


def _schulze(case: Case, figures: Mapping[str, Any]) -> str:
    facts = {"option": text(case, figures["winner"])}
    if figures["condorcet"] == figures["winner"]:
        return _("%(option)s wins from each of the others.") % facts
    return _("No option wins from all others. %(option)s stands strongest over all pairs.") % facts


def _irv(case: Case, figures: Mapping[str, Any]) -> str:
    rounds = sum(bool(one["out"]) for one in figures["rounds"])
    facts = {"option": text(case, figures["winner"]), "n": rounds}
    return (
        ngettext("%(option)s is left after %(n)s round.", "%(option)s is left after %(n)s rounds.", rounds)
        % facts
    )


def _star(case: Case, figures: Mapping[str, Any]) -> str:
    last = figures["rounds"][0]
    facts = {"option": text(case, figures["winner"])}
    if len(last["finalists"]) < 2:
        return _("%(option)s has the highest scores.") % facts
    votes = dict(zip(last["finalists"], last["votes"], strict=True))
    (other,) = (one for one in last["finalists"] if one != figures["winner"])
    more = {"other": text(case, other), "n": votes[figures["winner"]], "m": votes[other]}
    return _("%(option)s wins the run-off from %(other)s: %(n)s to %(m)s.") % {**facts, **more}


def _approval(case: Case, figures: Mapping[str, Any]) -> str:
    total, opinions = figures["scores"][figures["winner"]]
    facts = {"option": text(case, figures["winner"]), "n": total, "m": opinions}
    return _("%(option)s is good enough for %(n)s of the %(m)s who have an opinion on it.") % facts


WINS = {"schulze": _schulze, "irv": _irv, "star": _star, "approval": _approval}


def ranked_terms(terms: Terms) -> list[str]:
    """How the ballots are counted, sentence by sentence."""
    return [f"{COUNTING[terms.rule][0]}.", str(COUNTING[terms.rule][1])]


# --- one ballot


def ballot(case: Case, given: Response) -> str:
    """What somebody filled in: the letter of each option with its value, in the order of list or ranks."""
    by = letters(case)
    rows = [(value, by[one]) for one, value in given.values.items() if one in by]
    if case.method == "ranked" and case.terms.rule in ("schulze", "irv"):
        return ", ".join(f"{value}. {letter}" for value, letter in sorted(rows))
    ordered = sorted((letter, value) for value, letter in rows)
    if case.method == "ranked" and case.terms.rule == "approval":
        return ", ".join(f"{letter}: {GOOD_ENOUGH[value]}" for letter, value in ordered)
    return ", ".join(f"{letter}: {value}" for letter, value in ordered)


def letters(case: Case) -> dict[str, str]:
    """The letter that stands for each option, on the list, in tables and in answers."""
    return {option.id: letter for option, letter in zip(case.text.options, ascii_uppercase, strict=False)}
