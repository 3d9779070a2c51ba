"""Deeds about copies of an organisation: asking for one, letting it be made, fetching it, taking one in."""

from koers.apps.exchange.commands.agreeing import ask_copy, end_all_over, end_copy, fetch_copy, let_copy
from koers.apps.exchange.commands.making import make_copy, to_make, write_copy
from koers.apps.exchange.commands.taking_in import take_in

__all__ = [
    "ask_copy",
    "end_all_over",
    "end_copy",
    "fetch_copy",
    "let_copy",
    "make_copy",
    "take_in",
    "to_make",
    "write_copy",
]
