"""Registers from elsewhere: what one says, what of it can be kept, and what of that isn't here yet."""
