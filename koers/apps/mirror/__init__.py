"""The mirror: what a team did, read for its facts."""
