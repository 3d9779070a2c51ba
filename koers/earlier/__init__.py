"""Lists of earlier decisions in files: sheets (CSV), and what Loomio gives along of a group."""
