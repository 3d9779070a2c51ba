"""Earlier decisions that come in from a list kept elsewhere."""
