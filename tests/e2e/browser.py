"""A browser, and what goes wrong in its pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.postgres import BROWSERS

ARGUMENTS = (
    "--no-sandbox",  # a sandbox cannot be made by root, as who containers run tests
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MEANT = (
    "Failed to load resource: the server responded with a status of 4",
    "Response Status Error Code 4",  # htmx, of the same
    # htmx on a question that was given up, since what asked it was replaced
    "htmx:afterRequest, ",
    "htmx:sendAbort, ",
)
DESKTOP = (1440, 900)
PHONE = (360, 740)


@contextmanager
def chromium() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


class Visitors:
    """Everybody who visits one site during a test, each with a browser profile of their own."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser, self._address = browser, address
        self._contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        """What browsers wrote into their consoles: broken scripts, forbidden styles."""

    def come(
        self, *, size: tuple[int, int] = DESKTOP, language: str = "en-GB", **options: Any
    ) -> Page:
        context = self._browser.new_context(
            base_url=self._address,
            viewport={"width": size[0], "height": size[1]},
            locale=language,
            reduced_motion="reduce",
            **options,
        )
        self._contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._hear(page, message))
        return page

    def leave(self) -> None:
        for context in self._contexts:
            context.close()

    def _hear(self, page: Page, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(MEANT):
            self.complaints.append(f"{page.url}: {message.text}")


def log_in(page: Page, *, email: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("main form button").first.click()
    page.wait_for_url("**/inbox/")
