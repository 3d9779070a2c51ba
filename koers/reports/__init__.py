"""Reports that stand on their own: in a terminal, or as one file to put on a wall."""
