"""Telling other programs what was done: codes and links, signed, at least once."""
