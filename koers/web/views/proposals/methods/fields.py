"""Reading fields that several methods have."""

from fractions import Fraction

from django.http import QueryDict

from koers.domain.processes import Option
from koers.domain.refusals import Refused


def yes(value: bool) -> str:
    """A box as the form says it."""
    return "yes" if value else ""


def part(typed: str, name: str) -> Fraction:
    """ "2/3" or "0.5"."""
    try:
        return Fraction(typed.strip())
    except (ValueError, ZeroDivisionError):
        raise Refused("share_unfit", name) from None


def options(given: QueryDict, name: str = "options") -> tuple[Option, ...]:
    """One option per line."""
    lines = [line.strip() for line in given.get(name, "").splitlines() if line.strip()]
    return tuple(Option(f"o{place}", line[:120]) for place, line in enumerate(lines, start=1))
