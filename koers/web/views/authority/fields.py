"""What somebody types in a field about authority, as the rules know it."""

import re

from koers.domain.refusals import Refused

#: "25000", "25.000", "25 000", "€ 25,000" and "€ 25.000,-".
_EUROS = re.compile(r"(\d+|\d{1,3}(?:[., ]\d{3})+)(?:,-|,00|\.00)?\Z")


def whole_euros(typed: str) -> int | None:
    """An amount in whole euros; None when nothing was filled in."""
    text = typed.replace("€", "").replace("\xa0", " ").strip()
    if not text:
        return None
    found = _EUROS.match(text)
    if not found:
        raise Refused("amount_unfit", "amount")
    return int(re.sub(r"\D", "", found[1]))


def whole_months(typed: str) -> int | None:
    """A number of months; None when nothing was filled in."""
    text = typed.strip()
    if not text:
        return None
    if not text.isdecimal() or len(text) > 4:
        raise Refused("months_unfit", "months")
    return int(text)


def chosen(typed: str, prefix: str) -> int | None:
    """The number behind "role:5" of a list that has several kinds of things; None when it is another kind."""
    kind, _colon, number = typed.partition(":")
    return int(number) if kind == prefix and number.isdecimal() else None
