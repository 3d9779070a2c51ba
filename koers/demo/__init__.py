"""A believable half year of an invented organisation, in both languages."""
