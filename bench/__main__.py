"""`python -m bench [names...]`: measure, print one table, exit 1 when a bar is missed."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.figures import Figure, as_json, as_table
from bench.installation import Installation, installed
from bench.sizes import PRESETS, Sizes

MEASURES = (
    *("triage", "mail", "intake", "form", "pages", "search", "helpdesk", "insight"),
    *("live", "memory"),
)


def main(words: Sequence[str] | None = None) -> int:
    options = options_of(words)
    sizes = sizes_of(options)
    figures: list[Figure] = []
    with installed(options.keep) as installation:
        _say(_machine(installation))
        for name in options.names or MEASURES:
            _say(f"measuring {name} ...")
            figures.extend(importlib.import_module(f"bench.{name}").measure(installation, sizes))
    print(as_json(figures) if options.json else as_table(figures))
    return 1 if any(figure.ok is False for figure in figures) else 0


def options_of(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(MEASURES)}; all")
    parser.add_argument("--sizes", choices=sorted(PRESETS), default="small")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="reuse what was filled there")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    parser.add_argument("--messages", type=int, help="lines of each intake")
    parser.add_argument("--mails", type=int, help="mails of each round")
    parser.add_argument("--mail-folder", type=Path, help="parse the .eml files of this folder")
    parser.add_argument("--cases", type=int, nargs=2, metavar=("FEW", "MANY"))
    parser.add_argument("--messages-a-case", type=int)
    parser.add_argument("--tickets", type=int, help="cases beside django-helpdesk's tickets")
    parser.add_argument("--requests", type=int, help="requests of each kind")
    parser.add_argument("--pages", type=int, help="live pages open at once")
    parser.add_argument("--commits", type=int, help="commits that the live pages are told of")
    parser.add_argument("--rest", type=float, help="seconds of rest before memory is taken")
    parser.add_argument("--rounds", type=int)
    options = parser.parse_args(words)
    if unknown := set(options.names) - set(MEASURES):
        parser.error(f"no measure is called {', '.join(sorted(unknown))}: {', '.join(MEASURES)}")
    return options


def sizes_of(options: argparse.Namespace) -> Sizes:
    named: dict[str, Any] = {
        name: tuple(value) if name == "cases" else value
        for name in Sizes.__dataclass_fields__
        if (value := getattr(options, name)) is not None
    }
    return replace(PRESETS[options.sizes], **named)


def _machine(installation: Installation) -> str:
    with installation.connect("postgres") as connection:
        version = connection.info.server_version // 10_000
    return (
        f"{os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}, "
        f"PostgreSQL {version}, load {os.getloadavg()[0]:.1f}"
    )


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
