"""What the scripts add, in a real browser and under the strict policy: keys, theme, live news."""

from __future__ import annotations

import json
import queue
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

pytestmark = pytest.mark.browser

BUILT = Path(__file__).parents[2] / "src/parvis/kit/static/kit/build"
POLICY = "default-src 'self'"
KINDS = {".css": "text/css", ".js": "text/javascript"}
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Town</title>
<link rel="stylesheet" href="/app.css"><script src="/app.js" defer></script></head>
<body data-live="/live/"><p id="connection" hidden>Offline</p>
<nav class="tabs" aria-label="Streets"><a href="/?street=1">Street of the bakers</a>
<a href="/?street=2">Street of the drapers</a><a href="/?street=3">Street of the coopers</a>
<a href="/?street=4" aria-current="page">Street of the tanners</a></nav>
<form data-theme-form action="/theme/" method="post"><button name="theme" value="dark">Dark</button>
<button name="theme" value="">System</button></form>
<input type="search" aria-label="Search" data-key="/">
<ul data-key-list><li><a href="/?case=1">First</a></li><li><a href="/?case=2">Second</a></li></ul>
<form action="/sent/"><label for="reply">Answer</label>
<textarea id="reply" name="text" data-key="r"></textarea>
<output data-counts="reply" data-limit="4"></output></form>
<button type="button" data-key="a" data-opens="assign">Assign <kbd>a</kbd></button>
<dialog id="assign"><button data-closes>Close</button></dialog>
<dialog id="keys" data-keys><dl></dl></dialog></body></html>"""


class Town(ThreadingHTTPServer):
    """A server of one page, whose news the test tells."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Window)
        self.listeners: list[queue.Queue[str]] = []
        self.refuses = False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    def tell(self, topic: str, **detail: object) -> None:
        for listener in self.listeners:
            listener.put(f"event: {topic}\ndata: {json.dumps(detail)}\n\n")


class Window(BaseHTTPRequestHandler):
    server: Town

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/live/":
            self.stream()
        elif (file := BUILT / path.strip("/")).is_file():
            self.answer(file.read_bytes(), KINDS.get(file.suffix, "font/woff2"))
        else:
            self.answer(PAGE.encode(), "text/html")

    def do_POST(self) -> None:
        self.answer(b"", "text/plain")

    def answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def stream(self) -> None:
        if self.server.refuses:
            self.send_error(503)
            return
        own: queue.Queue[str] = queue.Queue()
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.server.listeners.append(own)
        with suppress(OSError):  # the page was closed
            while event := own.get():
                self.wfile.write(event.encode())
        self.server.listeners.remove(own)

    def log_message(self, *_: object) -> None:
        """Tests are silent."""


@pytest.fixture
def town() -> Iterator[Town]:
    with Town() as town:
        thread = threading.Thread(target=town.serve_forever)
        thread.start()
        yield town
        for listener in list(town.listeners):
            listener.put("")
        town.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    programs = ("chromium", "chromium-browser", "google-chrome")
    path = next(found for name in programs if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def tabs(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def page(tabs: BrowserContext, town: Town) -> Page:
    return opened(tabs, town)


def opened(tabs: BrowserContext, town: Town) -> Page:
    page = tabs.new_page()
    page.goto(town.address)
    page.evaluate(
        "window.heard = [];"
        "for (const name of ['case', 'case-12', 'caught-up'])"
        " document.body.addEventListener('live:' + name, () => heard.push(name))"
    )
    return page


def test_j_and_k_move_through_the_list_and_enter_opens(page: Page) -> None:
    page.keyboard.press("j")
    expect(page.get_by_text("First")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_text("Second")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?case=1")


def test_a_key_focuses_a_field_and_escape_leaves_it(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.get_by_label("Search")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Search")).not_to_be_focused()


def test_on_a_phone_the_tab_that_is_open_is_in_sight(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.reload()
    expect(page.get_by_text("Street of the tanners")).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("Street of the bakers")).not_to_be_in_viewport()


def test_keys_are_letters_while_somebody_types(page: Page) -> None:
    page.keyboard.press("r")
    page.keyboard.type("aj?")
    expect(page.get_by_label("Answer")).to_have_value("aj?")
    expect(page.locator("#assign")).not_to_be_visible()


def test_ctrl_enter_sends_what_is_being_written(page: Page) -> None:
    page.keyboard.press("r")
    page.keyboard.type("hello")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/sent/?text=hello")


def test_the_question_mark_lists_the_keys_of_the_page(page: Page) -> None:
    page.keyboard.press("?")
    said = page.locator("#keys dl > *").all_inner_texts()
    assert said == ["/", "Search", "r", "Answer", "a", "Assign"]
    page.keyboard.press("a")
    expect(page.locator("#assign")).not_to_be_visible()


def test_a_dialog_is_opened_by_its_key_and_closed_by_its_button(page: Page) -> None:
    page.keyboard.press("a")
    expect(page.locator("#assign")).to_be_visible()
    page.get_by_text("Close").click()
    expect(page.locator("#assign")).not_to_be_visible()


def test_the_theme_changes_without_leaving_the_page(page: Page) -> None:
    page.get_by_label("Answer").fill("a draft")
    with page.expect_request("**/theme/") as told:
        page.get_by_text("Dark").click()
    assert told.value.post_data is not None
    assert "dark" in told.value.post_data
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_label("Answer")).to_have_value("a draft")
    page.get_by_text("System").click()
    assert page.locator("html").get_attribute("data-theme") is None


def test_characters_are_counted_as_people_see_them(page: Page) -> None:
    page.get_by_label("Answer").fill("é👩‍👩‍👧🙏")
    expect(page.locator("output")).to_have_text("3 / 4")
    page.get_by_label("Answer").fill("12345")
    expect(page.locator("output[data-over]")).to_have_text("5 / 4")


def test_two_tabs_share_one_connection_and_both_hear(tabs: BrowserContext, town: Town) -> None:
    first, second = opened(tabs, town), opened(tabs, town)
    wait_for_listeners(first, town, 1)
    town.tell("case", id=12)
    for tab in (first, second):
        assert heard_at_last(tab, 2) == ["case", "case-12"]
    assert len(town.listeners) == 1


def test_lists_are_told_of_the_first_and_of_the_last_of_many_news(page: Page, town: Town) -> None:
    page.evaluate(
        "window.lately = 0;"
        "document.body.addEventListener('live:case-lately', () => { lately += 1 })"
    )
    wait_for_listeners(page, town, 1)
    for number in range(20):
        town.tell("case", id=number)

    until = time.monotonic() + 10
    while page.evaluate("lately") < 2 and time.monotonic() < until:
        page.wait_for_timeout(50)

    assert page.evaluate("lately") == 2
    assert page.evaluate("heard").count("case") == 20


def test_when_the_listening_tab_closes_another_listens(tabs: BrowserContext, town: Town) -> None:
    first, second = opened(tabs, town), opened(tabs, town)
    wait_for_listeners(first, town, 1)
    first_listener = town.listeners[0]
    first.close()
    for _ in range(100):
        town.tell("case", id=7)
        if first_listener not in town.listeners and second.evaluate("heard").count("case"):
            break
        second.wait_for_timeout(20)
    assert second.evaluate("heard").count("case") > 0


def test_a_lost_connection_is_shown_and_its_return_is_told(page: Page, town: Town) -> None:
    wait_for_listeners(page, town, 1)
    town.refuses = True
    town.listeners[0].put("")
    expect(page.locator("#connection")).to_be_visible()
    town.refuses = False
    expect(page.locator("#connection")).not_to_be_visible(timeout=10_000)
    assert page.evaluate("heard") == ["caught-up"]


def heard_at_last(page: Page, count: int) -> list[str]:
    """What the page heard, once it is so much; the policy of the page forbids to ask it by a string
    again and again."""
    heard: list[str] = []
    for _ in range(500):
        heard = page.evaluate("heard")
        if len(heard) >= count:
            break
        page.wait_for_timeout(10)
    return heard


def wait_for_listeners(page: Page, town: Town, count: int) -> None:
    for _ in range(200):
        if len(town.listeners) == count:
            return
        page.wait_for_timeout(10)
    pytest.fail(f"{len(town.listeners)} connections instead of {count}")
