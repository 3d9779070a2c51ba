"""Koers: practise collective leadership. One team, several captains, one course."""

__version__ = "0.1.0"
