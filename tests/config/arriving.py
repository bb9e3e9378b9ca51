"""People who go on writing to an installation, or looking at it, whatever happens to it."""

from __future__ import annotations

import html
import http.client
import json
import re
import threading
import time
from contextlib import suppress
from email.message import EmailMessage
from typing import Self
from urllib.parse import urlencode

from tests.config.ordeal import MAILBOX, PATIENCE_SECONDS, House
from tests.mailserver import MailServer


class Sending:
    """Mails that go on arriving from ever new people, in the `with` block."""

    def __init__(self, server: MailServer) -> None:
        self.sent: list[str] = []
        self._server = server
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._send)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _send(self) -> None:
        while not self._over.wait(0.1):
            n = len(self.sent)
            mail = EmailMessage()
            mail["From"], mail["To"] = f"p{n}@example.test", MAILBOX
            mail["Subject"], mail["Message-ID"] = f"Order {n}", f"<m{n}@example.test>"
            mail.set_content("Where is it?")
            self._server.deliver(mail, to=MAILBOX, sender=f"p{n}@example.test")
            self.sent.append(f"<m{n}@example.test>")


class Asking:
    """Visitors who go on asking; what fails they send again, unchanged, until it is taken."""

    def __init__(self, house: House) -> None:
        self.asked: list[str] = []
        self.put_off = 0
        self._house = house
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._ask)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _ask(self) -> None:
        while not self._over.wait(0.2):
            n = len(self.asked)
            visitor = {"X-Forwarded-For": f"198.18.{n // 250}.{n % 250}"}
            page, cookie = self._until_taken("GET", visitor, "")
            hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
            form = {name: html.unescape(value) for name, value in hidden}
            form |= {"text": f"Question {n}", "name": "", "address": "", "website": ""}
            self._until_taken("POST", visitor | {"Cookie": cookie}, urlencode(form))
            self.asked.append(f"Question {n}")

    def _until_taken(self, method: str, headers: dict[str, str], body: str) -> tuple[str, str]:
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            with suppress(OSError, http.client.HTTPException):
                status, page, cookie = self._request(method, headers, body)
                if status in (200, 302):
                    return page, cookie
                assert status == 503, f"{status}: {page}"
                self.put_off += 1
            time.sleep(0.1)
        raise AssertionError(f"nobody takes the question\n{self._house.log()}")

    def _request(self, method: str, headers: dict[str, str], body: str) -> tuple[int, str, str]:
        line = http.client.HTTPConnection("127.0.0.1", self._house.port, timeout=20)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            line.request(method, "/@tilleul/ask/", body, headers | kind)
            answer = line.getresponse()
            cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
            return answer.status, answer.read().decode(), cookie
        finally:
            line.close()


class Watching:
    """A page of the team that stays open, and comes back as a browser does when it was cut off."""

    def __init__(self, house: House, cookie: str) -> None:
        self.seen: set[int] = set()
        """The cases of which it heard."""
        self._house, self._cookie = house, cookie
        self._last = ""
        self._address = "/live/"
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._address = self._named_by_the_page()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(20)

    def _watch(self) -> None:
        while not self._over.wait(1.0):
            with suppress(OSError, http.client.HTTPException):
                self._listen()

    def _listen(self) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self._house.port, timeout=5)
        try:
            headers = {"Cookie": self._cookie} | self._mark()
            line.request("GET", self._address, headers=headers)
            answer = line.getresponse()
            if answer.status != 200:
                return
            event = ""
            while (said := answer.readline()) and not self._over.is_set():
                name, _, value = said.decode().strip().partition(": ")
                event = value if name == "event" else event
                if name == "id":
                    self._last = value
                elif name == "data" and event == "case":
                    self.seen.add(json.loads(value)["id"])
        finally:
            line.close()

    def _named_by_the_page(self) -> str:
        """Where its news come from, and since when: nothing is missed before the first of them."""
        line = http.client.HTTPConnection("127.0.0.1", self._house.port, timeout=20)
        try:
            line.request("GET", "/inbox/", headers={"Cookie": self._cookie})
            page = line.getresponse().read().decode()
        finally:
            line.close()
        named = re.search(r'data-live="([^"]+)"', page)
        assert named is not None, page
        return html.unescape(named[1])

    def _mark(self) -> dict[str, str]:
        return {"Last-Event-ID": self._last} if self._last else {}
