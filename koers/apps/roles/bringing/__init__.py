"""Bringing in a register that was kept elsewhere."""
