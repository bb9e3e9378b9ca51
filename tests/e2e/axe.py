"""axe-core, in the page: what it finds, in words that say where and what to do."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from playwright.sync_api import BrowserContext, Page

from hatch_build import toolchain

FRONTEND = Path(__file__).parents[2] / "frontend"
SCRIPT = FRONTEND / "node_modules/axe-core/axe.min.js"
Theme = Literal["light", "dark"]
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
IN_LIGHT = {"runOnly": {"type": "tag", "values": RULES}}
IN_DARK = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""Between themes only colours differ: what has nothing to do with them is looked at once."""
LOOK = """async options => {
  const moving = () =>
    document.getAnimations().filter(a => a.effect.getComputedTiming().endTime < Infinity)
  while (moving().length) await Promise.allSettled(moving().map(a => a.finished))
  return (await axe.run(document, options)).violations
}"""
"""Once all colours that fade have arrived, one after the other: half-way they are in no theme."""


def bring_axe(context: BrowserContext) -> None:
    """Every page of this context carries axe from now on; needs `bypass_csp`."""
    context.add_init_script(path=_script())


def complaints(page: Page, name: str) -> list[str]:
    """What axe finds on the page that is open, in the light and in the dark."""
    found = []
    looks: Sequence[tuple[Theme, object]] = (("light", IN_LIGHT), ("dark", IN_DARK))
    for theme, options in looks:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        result = page.evaluate(LOOK, options)
        found += [
            f"{name} ({theme}): {rule['help']} [{rule['id']}] at {_places(rule['nodes'])}"
            for rule in result
        ]
    return found


def _places(nodes: list[dict[str, object]]) -> str:
    shown = "; ".join(f"{node['html']} ({json.dumps(node['any'])[:200]})" for node in nodes[:3])
    return f"{shown} and {len(nodes) - 3} more" if len(nodes) > 3 else shown


def _script() -> Path:
    """Where axe is; installed when only what the build needs has been."""
    with (FRONTEND / "package.json").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # one of the workers installs it for all
        if not SCRIPT.is_file():
            _, npm = toolchain()
            npm(["ci", "--no-audit", "--no-fund"], FRONTEND)
    return SCRIPT
