"""`parvis manage ...`: Django's own commands, with the settings and the database of Parvis."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: the words go to Django as they are."""
    del parser


def run(options: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["parvis manage", *options.words])
    return 0
