"""Decisions: the record of one, what follows from it, and how it is taken along."""
