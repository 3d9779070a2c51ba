"""Doors for programs: tokens of one's own, webhooks of a team, and the API's document to read."""
