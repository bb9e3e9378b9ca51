"""`parvis migrate`: before a command runs, the tables are brought up to date; this only says so."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: there is one database and one state it should be in."""
    del parser


def run(options: argparse.Namespace) -> int:
    del options
    print("The database is up to date.")
    return 0
