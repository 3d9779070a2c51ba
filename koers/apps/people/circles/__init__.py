"""Teams in teams."""
