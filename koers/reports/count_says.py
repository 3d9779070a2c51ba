"""What a count says, in the same words and tables on every surface."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from koers.engine.methods import irv
from koers.engine.methods.approval import Approval
from koers.engine.methods.ballots import Counts, Tally
from koers.engine.methods.irv import InstantRunoff
from koers.engine.methods.plurality import Plurality
from koers.engine.methods.resistance import Resistance
from koers.engine.methods.schulze import Schulze
from koers.engine.methods.standing import Order, Standing
from koers.engine.methods.star import Star
from koers.reports.count_methods import Counted, Result
from koers.reports.words_count import plural, text
from koers.reports.words_scan import decimal, figure, listed, number


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as text; the first `names` columns say which option a row is about."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    #: (row, column) of what stands out: a duel that is won, who is chosen.
    strong: frozenset[tuple[int, int]] = frozenset()
    names: int = 2


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, some sentences, perhaps a table. `pool`: how certain it is."""

    head: str
    lines: tuple[str, ...] = ()
    table: Table | None = None
    pool: bool = field(default=False)


def over(counted: Counted, lang: str) -> list[str]:
    """The small line over the title: which method, how many ballots, how many of them blank."""
    said = [text(lang, counted.method), plural(lang, "ballots", counted.ballots, words=False)]
    said += [plural(lang, "blank", counted.blank, words=False)] if counted.blank else []
    return said + ([text(lang, "seats", k=number(lang, counted.seats))] if counted.seats > 1 else [])


def title(counted: Counted, lang: str) -> str:
    """The outcome in one sentence."""
    standing = counted.result.standing
    certain = tuple(one for one in standing.winners if one not in standing.tied)
    if not standing.tied:
        code = "least" if isinstance(counted.result, Resistance) else "wins"
        return plural(lang, code, len(certain), names=listed(lang, certain), words=False)
    tie = text(lang, "tie", names=listed(lang, standing.tied))
    return text(lang, "tie_after", names=listed(lang, certain), tie=tie) if certain else tie


def lede(counted: Counted, lang: str) -> str:
    """How this method counts."""
    return text(lang, f"how_{counted.method}")


def sections(counted: Counted, lang: str) -> Iterator[Section]:
    """The order, what explains it, how certain it is."""
    result = counted.result
    yield Section(text(lang, "order"), tuple(_order_says(result, lang)), _order(result, lang))
    match result:
        case Schulze():
            yield from _schulze(result, lang)
        case InstantRunoff():
            yield from _runoff(result, lang)
        case Star():
            yield from _star(result, lang)
    yield Section(text(lang, "sure"), tuple(_sure(counted, lang)), pool=True)


def _order(result: Result, lang: str) -> Table:
    """Every option on its place, with the figures that put it there."""
    heads, cells = _figures(result, lang)
    rows, place = list[tuple[str, ...]](), 1
    for tied in result.standing.order:
        for option in tied:
            rows.append((figure(lang, place), option, *cells[option]))
        place += len(tied)
    chosen = {(row, 1) for row, cell in enumerate(rows) if cell[1] in result.standing.winners}
    return Table((text(lang, "place"), text(lang, "option"), *heads), tuple(rows), frozenset(chosen))


def _figures(result: Result, lang: str) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    heads, cells = _raw(result, lang)
    return [text(lang, f"head_{head}") for head in heads], cells


def _raw(result: Result, lang: str) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    match result:
        case Schulze():
            duels = zip(result.options, _duels(result.pairs, lang), strict=True)
            return ("won", "drawn", "lost"), dict(duels)
        case InstantRunoff():
            return ("first",), {one: (figure(lang, n),) for one, n in result.rounds[0].votes.items()}
        case Star():
            return ("mean", "sum", "opinions"), _tallied(result.tallies, 2, lang)
        case Approval():
            return ("share", "approved", "opinions"), _tallied(result.tallies, 0, lang)
        case Plurality():
            cast = sum(result.votes.values())
            return ("votes", "share_of"), {
                one: (figure(lang, n), _percent(Fraction(n, cast) if cast else None, lang))
                for one, n in result.votes.items()
            }
        case Resistance():
            return ("sum", "acceptance", "highest", "strong"), _resisted(result, lang)


def _duels(pairs: Counts, lang: str) -> Iterator[tuple[str, ...]]:
    for won, lost in zip((pairs > pairs.T).sum(axis=1), (pairs < pairs.T).sum(axis=1), strict=True):
        even = len(pairs) - 1 - int(won) - int(lost)
        yield figure(lang, int(won)), figure(lang, even), figure(lang, int(lost))


def _tallied(tallies: dict[str, Tally], digits: int, lang: str) -> dict[str, tuple[str, ...]]:
    return {
        option: (
            _mean(tally, lang) if digits else _percent(tally.mean, lang),
            figure(lang, tally.total),
            figure(lang, tally.opinions),
        )
        for option, tally in tallies.items()
    }


def _mean(tally: Tally, lang: str) -> str:
    return "–" if tally.mean is None else decimal(lang, float(tally.mean), 2)


def _percent(share: Fraction | None, lang: str) -> str:
    return "–" if share is None else f"{decimal(lang, float(100 * share))}%"


def _resisted(result: Resistance, lang: str) -> dict[str, tuple[str, ...]]:
    return {
        option: (
            figure(lang, one.total),
            _percent(None if one.acceptance is None else one.acceptance / 100, lang),
            figure(lang, one.highest),
            figure(lang, one.strong),
        )
        for option, one in result.resisted.items()
    }


def _order_says(result: Result, lang: str) -> Iterator[str]:
    if any(len(tied) > 1 for tied in result.standing.order):
        yield text(lang, "tied_places")
    match result:
        case Plurality(majority=None) if result.run_off:
            yield text(lang, "no_majority", names=listed(lang, result.run_off))
        case Plurality() if result.majority:
            yield text(lang, "majority", name=result.majority)
        case Star() | Approval() if len({tally.opinions for tally in result.tallies.values()}) > 1:
            yield text(lang, "unequal_opinions")
        case Resistance():
            yield from (
                text(lang, "strong_on_winner", name=name, k=number(lang, result.resisted[name].strong))
                for name in result.standing.winners
                if result.resisted[name].strong
            )


def _schulze(result: Schulze, lang: str) -> Iterator[Section]:
    flat = _flat(result.standing.order)
    says = [text(lang, "pairs_says")]
    if result.condorcet:
        says.append(text(lang, "condorcet", name=result.condorcet))
    table = _crossed(flat, result.options, result.pairs, lang)
    yield Section(text(lang, "pairs"), tuple(says), table)
    chains = tuple(_chains(result, lang))
    if chains or not result.condorcet:
        strengths = _crossed(flat, result.options, result.strengths, lang)
        yield Section(text(lang, "chains"), (text(lang, "chains_says"), *chains), strengths)


def _flat(order: Order) -> tuple[str, ...]:
    return tuple(option for tied in order for option in tied)


def _crossed(flat: tuple[str, ...], options: tuple[str, ...], counts: Counts, lang: str) -> Table:
    """Options against options; the columns go by the numbers of the rows, so that many fit."""
    at = [options.index(option) for option in flat]
    rows = tuple(
        (figure(lang, r + 1), flat[r], *("" if i == j else figure(lang, int(counts[i, j])) for j in at))
        for r, i in enumerate(at)
    )
    won = {(r, c + 2) for r, i in enumerate(at) for c, j in enumerate(at) if counts[i, j] > counts[j, i]}
    numbers = (figure(lang, place) for place in range(1, len(flat) + 1))
    return Table((text(lang, "place"), text(lang, "option"), *numbers), rows, frozenset(won))


def _chains(result: Schulze, lang: str) -> Iterator[str]:
    """For everybody whom the winner didn't beat in a duel: the chains both ways."""
    at = result.options.index
    for winner in result.standing.winners:
        for other in result.options:
            i, j = at(winner), at(other)
            if i == j or result.pairs[i, j] > result.pairs[j, i] or not result.strengths[i, j]:
                continue
            facts = {"one": winner, "other": other, "chain": " › ".join(result.chain(winner, other))}
            there, back = (figure(lang, int(result.strengths[way])) for way in ((i, j), (j, i)))
            yield text(lang, "chain", there=there, back=back, **facts)


def _runoff(result: InstantRunoff, lang: str) -> Iterator[Section]:
    says = [_round(place, one, result, lang) for place, one in enumerate(result.rounds, start=1)]
    yield Section(text(lang, "rounds"), tuple(filter(None, says)), _rounds(result, lang))


def _round(place: int, one: irv.Round, result: InstantRunoff, lang: str) -> str:
    """What happens after this round."""
    if not one.out:
        return text(lang, "round_tie", k=place, names=listed(lang, one.tied)) if one.tied else ""
    votes = sum(one.votes[option] for option in one.out)
    code = "round_lot" if one.tied else "round_out"
    facts = {"names": listed(lang, one.out), "tied": listed(lang, one.tied) if one.tied else ""}
    said = [plural(lang, code, len(one.out), place=place, words=False, **facts)]
    moved = {option: many for option, many in (one.moved or {}).items() if many}
    lost = votes - sum(moved.values())
    to = [text(lang, "to", k=figure(lang, many), name=option) for option, many in moved.items()]
    to += [text(lang, "to_nobody", k=figure(lang, lost))] if lost else []
    said += [text(lang, "moved", to=listed(lang, tuple(to)))] if to else []
    if result.majority_in == place:
        said.append(text(lang, "over_half", name=max(one.votes, key=one.votes.__getitem__)))
    return " ".join(said)


def _rounds(result: InstantRunoff, lang: str) -> Table:
    flat, rounds = _flat(result.standing.order), result.rounds
    rows = [(option, *(_votes(one, option, lang) for one in rounds)) for option in flat]
    spent = (text(lang, "exhausted"), *(figure(lang, one.exhausted) for one in rounds))
    heads = (text(lang, "round", k=place) for place in range(1, len(rounds) + 1))
    out = {(flat.index(option), c) for c, one in enumerate(rounds, start=1) for option in _leading(one)}
    return Table((text(lang, "option"), *heads), (*rows, spent), frozenset(out), names=1)


def _votes(one: irv.Round, option: str, lang: str) -> str:
    return figure(lang, one.votes[option]) if option in one.votes else "–"


def _leading(one: irv.Round) -> list[str]:
    most = max(one.votes.values())
    return [option for option, many in one.votes.items() if many == most > 0]


def _star(result: Star, lang: str) -> Iterator[Section]:
    says = tuple(_final(place, result, lang) for place in range(len(result.rounds)))
    if says:
        yield Section(text(lang, "final"), says)
    flat = _flat(result.standing.order)
    table = _crossed(flat, result.options, result.pairs, lang)
    yield Section(text(lang, "pairs"), (text(lang, "pairs_star"),), table)


def _final(place: int, result: Star, lang: str) -> str:
    one = result.rounds[place]
    seat = text(lang, "for_seat", k=place + 1) if len(result.rounds) > 1 else ""
    if len(one.finalists) == 1:
        return seat + text(lang, "left_over", name=one.winner)
    (first, second), (mine, theirs) = one.finalists, one.votes
    facts = {"one": first, "other": second, "mine": figure(lang, mine), "theirs": figure(lang, theirs)}
    return seat + text(lang, "final_even" if mine == theirs else "final_says", winner=one.winner, **facts)


def _sure(counted: Counted, lang: str) -> Iterator[str]:
    result, standing = counted.result, counted.result.standing
    yield text(lang, "silent_resistance" if isinstance(result, Resistance) else f"silent_{_kind(counted)}")
    yield from _lots(counted, standing, lang)
    if isinstance(result, Resistance) and not standing.tied:
        code = "firm" if result.firm else "provisional"
        yield plural(lang, code, result.unanswered) if result.unanswered else text(lang, "complete")
    if counted.seats == 1 and not standing.tied and not standing.draws:
        exact = isinstance(result, Approval | Plurality | Resistance)
        held = result.holds_against
        yield plural(lang, "holds", held) if held else text(lang, "holds_none" if exact else "holds_perhaps")
        if held:
            yield text(lang, "holds_exact" if exact else "holds_bound")


def _kind(counted: Counted) -> str:
    return {"irv": "irv", "plurality": "plurality", "schulze": "pairs"}.get(counted.method, "mean")


def _lots(counted: Counted, standing: Standing, lang: str) -> Iterator[str]:
    if standing.tied:
        yield text(lang, "needs_lot", names=listed(lang, standing.tied))
    for draw in standing.draws:
        out = isinstance(counted.result, InstantRunoff)
        facts = {"between": listed(lang, draw.between), "drawn": listed(lang, draw.drawn)}
        yield text(lang, "lot_out" if out else "lot", seed=counted.seed, **facts)
