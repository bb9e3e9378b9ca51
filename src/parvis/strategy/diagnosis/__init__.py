"""The diagnosis itself: what is known of a brand in, verdicts with their reasons out.

Pure: no database, no clock, no network. The pages and `parvis diagnose` ask the same functions.
"""
