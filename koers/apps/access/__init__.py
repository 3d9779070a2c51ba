"""Doors for programs: tokens that act for a seat, webhooks that hear what was done."""
