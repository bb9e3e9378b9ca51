"""`parvis version`."""

from __future__ import annotations

import argparse
from importlib.metadata import PackageNotFoundError, version


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(options: argparse.Namespace) -> int:
    del options
    print(f"parvis {parvis_version()}")
    return 0


def parvis_version() -> str:
    try:
        return version("parvis")
    except PackageNotFoundError:
        return "of a checkout that was not installed"
