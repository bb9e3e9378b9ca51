"""Reads of the inbox, as dataclasses."""
