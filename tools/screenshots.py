"""Pictures of every page, to be looked at: `python -m tools.screenshots FOLDER`.

Starts the demo in a folder of its own, with a brand that is always open so that its promises stand
differently at any hour, and takes each page at 360 and 1440 pixels, light and dark, in French and
English. The pictures that the README shows go to docs/images as well.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from parvis.config.welcome import wait_for_page

ROOT = Path(__file__).parents[1]
PORT = 8199
SITE = f"http://127.0.0.1:{PORT}"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WIDE, NARROW = (1440, 900), (360, 780)
PUBLIC = {
    "home": "/@bruine/",
    "answers": "/@bruine/answers/",
    "ask": "/@bruine/ask/",
    "my-requests": "/@bruine/my/",
    "town": "/town/bruine/",
    "login": "/accounts/login/",
    "said": "/@bruine/said/",
    "nowhere": "/nowhere/",
}
TEAM = {
    "inbox": "/inbox/",
    "case": "CASE",
    "strategy": "/strategy/",
    "verdicts": "/strategy/channels/",
    "maturity": "/strategy/maturity/",
    "course": "/strategy/course/",
    "experiments": "/strategy/experiments/",
    "reviews": "/strategy/reviews/",
    "wishes": "/strategy/wishes/",
    "diagnosis": "/strategy/diagnosis/exists/",
    "insight": "/insight/",
    "rows": "/insight/rows/?number=turns",
    "quiet": "/inbox/quiet/",
    "followed": "/inbox/?view=followed",
    "snoozed": "/inbox/?view=snoozed",
    "found": "/inbox/?q=parapluie",
    "narrowed": "/inbox/?q=tone:negative",
    "matters": "/inbox/matters/",
    "alerts": "/inbox/alerts/",
    "triage": "/inbox/triage/",
    "checks": "/inbox/quiet/checks/",
    "saved-answers": "/inbox/saved-answers/",
    "and-you": "/insight/and-you/",
    "team-answers": "/answers/",
    "channels": "/channels/",
    "connect": "/channels/new/email/",
    "settings": "/settings/",
    "members": "/settings/members/",
    "warnings": "/settings/warnings/",
    "me": "/settings/me/",
}
SHOWN = {
    ("inbox", 1440, "light", "fr"): "inbox.png",
    ("home", 1440, "light", "fr"): "home.png",
    ("insight", 1440, "light", "fr"): "insight.png",
    ("case", 360, "dark", "fr"): "phone.png",
}
ALWAYS_OPEN = """
from parvis.brands.actions import set_opening_hours
from parvis.config.demo.founding import found
from parvis.kit.actors import PARVIS
from parvis.kit.clock import now
set_opening_hours(found(at=now()).brand, week={}, by=PARVIS, at=now())
"""


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "PARVIS_DATA": data, "PARVIS_DEMO": "yes"}
        parvis = [sys.executable, "-m", "parvis"]
        for words in (["migrate"], ["manage", "shell", "-c", ALWAYS_OPEN], ["demo"]):
            subprocess.run([*parvis, *words], env=environment, check=True)
        site = subprocess.Popen([*parvis, "serve", "--demo", "--port", str(PORT)], env=environment)
        try:
            if not wait_for_page(SITE):
                raise SystemExit("the demo does not answer")
            with sync_playwright() as play:
                browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                take_all(browser, folder)
        finally:
            site.terminate()
            site.wait(30)


def take_all(browser: Browser, folder: Path) -> None:
    for language in ("fr", "en"):
        for scheme in ("light", "dark"):
            for size in (WIDE, NARROW):
                context = browser.new_context(
                    viewport={"width": size[0], "height": size[1]},
                    color_scheme="dark" if scheme == "dark" else "light",
                    locale=language,
                )
                take(context, folder, size[0], scheme, language)
                context.close()


def take(context: BrowserContext, folder: Path, width: int, scheme: str, language: str) -> None:
    page = context.new_page()
    page.goto(SITE + PUBLIC["home"])
    choose(page, language)
    for name, address in PUBLIC.items():
        picture(page, name, address, folder, width, scheme, language)
    log_in(page)
    choose(page, language)
    for name, address in TEAM.items():
        picture(page, name, address, folder, width, scheme, language)


def choose(page: Page, language: str) -> None:
    """By the switch on the page: the brand's language and the user's come before the browser's."""
    if page.locator("html").get_attribute("lang") == language:
        return
    page.locator(f"button[name=language][value={language}]").first.evaluate("one => one.click()")
    page.wait_for_function("wanted => document.documentElement.lang === wanted", arg=language)


def log_in(page: Page) -> None:
    page.goto(SITE + "/accounts/login/")
    page.fill("input[name=login][type=email]", "maud@bruine.example")
    page.fill("input[name=password][type=password]", "il-pleut-tant-mieux")
    page.press("input[name=password][type=password]", "Enter")
    page.wait_for_url("**/inbox/**")


def picture(
    page: Page, name: str, address: str, folder: Path, width: int, scheme: str, language: str
) -> None:
    if address == "CASE" or (name == "inbox" and width > NARROW[0]):
        # the queue alone says little: the third case, with what was said before
        page.goto(SITE + "/inbox/")
        address = page.locator("[data-key-list] a[href*=cases]").nth(2).get_attribute("href") or ""
    page.goto(SITE + address)
    page.wait_for_timeout(300)
    path = folder / f"{name}-{width}-{scheme}-{language}.png"
    page.screenshot(path=path)
    if shown := SHOWN.get((name, width, scheme, language)):
        images = ROOT / "docs" / "images"
        images.mkdir(exist_ok=True)
        shutil.copy(path, images / shown)


if __name__ == "__main__":
    main()
