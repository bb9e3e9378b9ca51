"""How far back counts are compared, in weeks: said on pages, which need not load what compares."""

WEEKS = 8
LEAST_WEEKS = 2
"""With less past nothing is known of what is usual."""
