"""The log of decisions: finding one again."""
