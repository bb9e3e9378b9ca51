"""PostgreSQL stops for a while under load: all resumes by itself, and nothing was lost."""

from __future__ import annotations

import http.client
import os
import re
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest

from parvis.kit.embedded import hold, revive
from tests.config.arriving import Asking, Sending, Watching
from tests.config.ordeal import PASSWORD, House, await_true, counted, stop_database, url_of
from tests.mailserver import MailServer

pytestmark = pytest.mark.mail
SECONDS = float(os.environ.get("PARVIS_TEST_AWAY_SECONDS") or 8)


def test_the_database_stops_under_load(house_data: Path, trusted_mailserver: MailServer) -> None:
    with hold(house_data / "pg"):
        house = House(house_data, DATABASE_URL=url_of(house_data), PARVIS_PROXY="yes")
        house.open()
        try:
            with Watching(house, logged_in(house)) as page:
                with Sending(trusted_mailserver) as mails, Asking(house) as questions:
                    await_true(lambda: read(house_data) > 20)
                    stop_database(house_data)
                    sent, asked = len(mails.sent), len(questions.asked)
                    time.sleep(SECONDS)
                    assert start_page(house) == (503, "30")
                    assert len(mails.sent) > sent + SECONDS
                    assert len(questions.asked) <= asked + 1
                    revive(house_data / "pg")
                    back = time.monotonic()
                    await_true(lambda: len(questions.asked) > asked + 3)
                count = len(mails.sent) + len(questions.asked)
                await_true(lambda: read(house_data) == count)
                resumed = time.monotonic() - back
                await_true(lambda: cases(house_data) <= page.seen)
        finally:
            house.close()
        print(f"away {SECONDS} s; {count} messages were read {resumed:.1f} s after it was back")
        assert questions.put_off > 0
        assert set(messages(house_data).values()) == {1}
    assert "Question" not in house.log()
    assert "Where is it" not in house.log()


def read(data: Path) -> int:
    return counted(data, "SELECT 'all', count(*) FROM inbox_judgement")["all"]


def cases(data: Path) -> set[int]:
    return set(counted(data, "SELECT id, id FROM inbox_case").values())


def messages(data: Path) -> dict[str, int]:
    """How often each mail and each question is there."""
    said = "CASE network WHEN 'web' THEN text ELSE ext_id END"
    return counted(data, f"SELECT {said}, count(*) FROM channels_message GROUP BY 1")


def start_page(house: House) -> tuple[int, str | None]:
    line = http.client.HTTPConnection("127.0.0.1", house.port, timeout=20)
    try:
        line.request("GET", "/@tilleul/")
        answer = line.getresponse()
        return answer.status, answer.getheader("Retry-After")
    finally:
        line.close()


def logged_in(house: House) -> str:
    """The cookies of a member of the team."""
    await_true(lambda: reachable(house))
    line = http.client.HTTPConnection("127.0.0.1", house.port, timeout=20)
    try:
        line.request("GET", "/accounts/login/")
        answer = line.getresponse()
        page, cookie = answer.read().decode(), (answer.getheader("Set-Cookie") or "").split(";")[0]
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None, page
        form = {"login": "ines@tilleul.example", "password": PASSWORD}
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
        body = urlencode({**form, "csrfmiddlewaretoken": token[1]})
        line.request("POST", "/accounts/login/", body, kind)
        answer = line.getresponse()
        cookies = [value.partition(";")[0] for value in answer.headers.get_all("Set-Cookie", [])]
        assert any(cookie.startswith("sessionid=") for cookie in cookies), answer.status
        return "; ".join(cookies)
    finally:
        line.close()


def reachable(house: House) -> bool:
    try:
        return start_page(house)[0] == 200
    except OSError:
        return False
