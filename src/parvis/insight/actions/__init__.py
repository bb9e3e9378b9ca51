"""What is worked out for the numbers, and kept."""

from parvis.insight.actions.reading import (
    Progress,
    ask_to_read_again,
    catch_up,
    read_again,
    read_everything,
)

__all__ = ["Progress", "ask_to_read_again", "catch_up", "read_again", "read_everything"]
