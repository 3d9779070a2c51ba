"""Drawings as pure functions: plain values in, SVG or places out. One file per motif."""
