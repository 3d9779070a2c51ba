"""Deeds about the course, a file per word of the domain."""
