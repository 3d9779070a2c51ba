"""Proposals: the list, writing one, the page on which a team decides, and every deed on it."""
