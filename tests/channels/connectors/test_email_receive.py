"""Reading a mailbox: everything once and in order, whatever the server does meanwhile."""

from __future__ import annotations

import smtplib
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from threading import Event as Signal
from threading import Timer

import pytest
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from parvis.channels.connectors.email import EmailConnector
from parvis.channels.protocol import (
    Absent,
    Direction,
    Done,
    Intent,
    Io,
    JsonObject,
    Outcome,
    Page,
    RateLimited,
    Raw,
    ReadingError,
    Refusal,
    Refused,
    Retry,
    Uncertain,
    Unreachable,
    Verb,
)
from tests.contract.mails import mail
from tests.contract.paper_mailbox import ARRIVED, PaperMailbox

KEY = "<p.41@tilleul.test>"
ANSWER = Intent(
    verb=Verb.REPLY,
    text="x",
    to="mina@example.test",
    created_at=datetime(2026, 3, 2, 13, 0, tzinfo=UTC),
)


def test_the_first_pull_brings_everything_and_the_next_what_is_new() -> None:
    box = PaperMailbox(mails={4: b"a", 9: b"b"})
    first = pull(box, {})
    assert first == Page(
        raws=(
            Raw(key="7:4", body=b"a", media_type="message/rfc822", received_at=ARRIVED),
            Raw(key="7:9", body=b"b", media_type="message/rfc822", received_at=ARRIVED),
        ),
        cursor={"uidvalidity": 7, "uid": 9},
    )
    assert pull(box, first.cursor) == Page(raws=(), cursor=first.cursor)
    box.mails[10] = b"c"
    assert keys(pull(box, first.cursor)) == ["7:10"]


def test_a_budget_is_kept_and_more_is_announced() -> None:
    box = PaperMailbox(mails=dict.fromkeys(range(1, 6), b"x"))
    page = pull(box, {}, budget=2)
    assert (keys(page), page.cursor["uid"], page.more) == (["7:1", "7:2"], 2, True)
    page = pull(box, {"uidvalidity": 7, "uid": 3}, budget=2)
    assert (keys(page), page.more) == (["7:4", "7:5"], False)


def test_mails_are_asked_for_in_batches() -> None:
    box = PaperMailbox(mails=dict.fromkeys(range(1, 121), b"x"))
    assert len(pull(box, {}, budget=200).raws) == 120
    assert len(box.asked) == 1 + 3  # sizes once, then 50 + 50 + 20 mails


def test_a_page_ends_before_it_is_too_large_for_memory() -> None:
    box = PaperMailbox(mails=dict.fromkeys(range(1, 9), b"x" * 9_000_000))
    page = pull(box, {}, budget=8)
    assert (len(page.raws), page.cursor["uid"], page.more) == (4, 4, True)


def test_a_mail_that_vanishes_while_it_is_fetched_is_left_out() -> None:
    box = PaperMailbox(mails={1: b"a", 2: b"b", 3: b"c"}, vanish_after_search={2, 3})
    page = pull(box, {})
    assert (keys(page), page.cursor["uid"], page.more) == (["7:1"], 3, False)


def test_of_a_huge_mail_only_the_headers_are_fetched() -> None:
    box = PaperMailbox(mails={1: mail("big"), 2: mail("small")}, sizes={1: 41_000_000})
    page = pull(box, {})
    assert keys(page) == ["7:1", "7:2"]
    (event,) = EmailConnector().parse(page.raws[0])
    assert event.message
    assert event.message.author
    assert event.message.text == ""
    assert "too large" in event.message.warnings[0]


def test_a_renumbered_mailbox_is_read_again_and_said() -> None:
    box = PaperMailbox(mails={1: b"a"}, uidvalidity=8)
    assert pull(box, {"uidvalidity": 7, "uid": 90}) == Page(
        raws=(Raw(key="8:1", body=b"a", media_type="message/rfc822", received_at=ARRIVED),),
        cursor={"uidvalidity": 8, "uid": 1},
        notes=("The server renumbered the mailbox: all its mails are compared again.",),
    )


@pytest.mark.parametrize("cursor", [{"uid": "4"}, {"uidvalidity": 7}, {"v": 1}])
def test_a_cursor_that_cannot_be_understood_stops_loudly(cursor: JsonObject) -> None:
    with pytest.raises(Refused, match="cannot be understood"):
        pull(PaperMailbox(mails={1: b"a"}), cursor)


def test_an_unknown_source_is_refused() -> None:
    with pytest.raises(Refused, match="no source 'outbox'"):
        EmailConnector().pull(io(PaperMailbox()), source="outbox", cursor={}, budget=1)


@pytest.mark.parametrize(
    ("error", "becomes"),
    [
        (IMAPClientAbortError("socket error: EOF"), Unreachable),
        (TimeoutError("timed out"), Unreachable),
        (IMAPClientError("[THROTTLED] slow down"), RateLimited),
        (IMAPClientError("[UNAVAILABLE] storage away"), Unreachable),
        (IMAPClientError("search failed: permission denied"), Refused),
    ],
)
def test_what_goes_wrong_becomes_one_of_four_errors(
    error: Exception, becomes: type[ReadingError]
) -> None:
    with pytest.raises(becomes) as raised:
        pull(PaperMailbox(error=error), {})
    assert str(error) in str(raised.value)


@pytest.mark.parametrize(
    ("settings", "becomes", "words"),
    [
        ({"imap_port": "imap"}, Refused, "is no port"),
        ({"imap_host": ""}, Refused, "names no IMAP server"),
        ({"imap_host": "mail.example.test", "imap_security": "none"}, Refused, "unencrypted"),
        ({"imap_port": "1"}, Unreachable, "127.0.0.1:1 does not answer"),
        ({"imap_host": "." * 9, "imap_security": "tls"}, Refused, "as it is set up"),
    ],
)
def test_settings_that_cannot_work_say_why(
    settings: Mapping[str, str], becomes: type[ReadingError], words: str
) -> None:
    ordinary = {
        "imap_host": "127.0.0.1",
        "imap_port": "143",
        "imap_security": "none",
        "imap_user": "mina",
    }
    unusable = Io(settings={**ordinary, **settings}, secrets={}, now=_now)
    with pytest.raises(becomes, match=words):
        EmailConnector().pull(unusable, source="inbox", cursor={}, budget=1)


class TestSentMail:
    """What was written in another mail program lies in the folder for sent mail."""

    def test_it_is_brought_before_the_inbox_and_is_the_brands_own(self) -> None:
        box = PaperMailbox(mails={1: mail("theirs")}, sent={1: mail("ours")})
        brought = [pull_from(box, source) for source in EmailConnector.spec.sources]
        said = [EmailConnector().parse(page.raws[0])[0].message for page in brought]
        assert [keys(page) for page in brought] == [["sent:7:1"], ["7:1"]]
        assert [(one.text, one.direction) for one in said if one] == [
            ("ours", Direction.ECHO),
            ("theirs", Direction.IN),
        ]

    def test_each_folder_has_a_mark_of_its_own(self) -> None:
        box = PaperMailbox(mails={5: b"a"}, sent={1: b"b", 2: b"c"})
        page = pull_from(box, "sent", {"uidvalidity": 7, "uid": 1})
        assert (keys(page), page.cursor) == (["sent:7:2"], {"uidvalidity": 7, "uid": 2})

    def test_without_such_a_folder_there_is_nothing_to_bring(self) -> None:
        box = PaperMailbox(sent={1: b"b"})
        assert pull_from(box, "sent", folder="") == Page(raws=(), cursor={})
        assert box.folder == ""

    def test_a_folder_that_is_gone_is_said_and_stops_nothing(self) -> None:
        page = pull_from(PaperMailbox(), "sent", {"uidvalidity": 7, "uid": 1}, folder="Gone")
        assert (page.raws, page.cursor) == ((), {"uidvalidity": 7, "uid": 1})
        (note,) = page.notes
        assert note.startswith("The folder 'Gone' for sent mail cannot be opened (select failed")


class TestComparing:
    """What lies in a folder can be counted against what was brought, and fetched again."""

    def test_all_that_a_folder_holds_is_named_without_being_fetched(self) -> None:
        box = PaperMailbox(mails={4: b"a", 9: b"b"}, sent={1: b"c"})
        held = [
            EmailConnector().held(io(box, settings={"sent_folder": "Sent"}), source=source)
            for source in ("inbox", "sent")
        ]
        assert held == [["7:4", "7:9"], ["sent:7:1"]]
        assert box.asked == []
        assert EmailConnector().held(io(box), source="sent") == ()

    def test_what_is_missing_is_fetched_by_its_name(self) -> None:
        box = PaperMailbox(mails={4: b"a", 9: b"b"})
        wanted = ["7:9", "7:10", "6:4"]
        (raw,) = EmailConnector().fetch(io(box), source="inbox", keys=wanted)
        assert raw == Raw(key="7:9", body=b"b", media_type="message/rfc822", received_at=ARRIVED)


class TestWaiting:
    CURSOR = {"uidvalidity": 7, "uid": 1}

    def test_what_is_there_already_ends_it_at_once(self) -> None:
        box = PaperMailbox(mails={1: b"a", 2: b"b"})
        wait(box, self.CURSOR)
        assert box.asked == []

    def test_a_renumbered_mailbox_ends_it_at_once(self) -> None:
        box = PaperMailbox(mails={1: b"a"}, uidvalidity=8)
        wait(box, self.CURSOR)
        assert box.asked == []

    def test_news_ends_it(self) -> None:
        answers: list[list[object]] = [[(b"OK", b"Still here")], [(2, b"EXISTS")], []]
        box = PaperMailbox(mails={1: b"a"}, on_idle=lambda: answers.pop(0))
        wait(box, self.CURSOR)
        assert box.asked == ["IDLE", "DONE"]
        assert answers == [[]]

    def test_time_ends_it(self) -> None:
        box = PaperMailbox(mails={1: b"a"}, on_idle=lambda: [(b"OK", b"Still here")])
        started = time.monotonic()
        wait(box, self.CURSOR, seconds=0.1)
        assert 0.1 <= time.monotonic() - started < 1

    def test_the_stop_signal_ends_it(self) -> None:
        stop = Signal()

        def told_to_stop() -> list[object]:
            stop.set()
            return [(b"OK", b"Still here")]

        box = PaperMailbox(mails={1: b"a"}, on_idle=told_to_stop)
        wait(box, self.CURSOR, stop=stop)
        assert box.asked == ["IDLE", "DONE"]

    def test_a_dead_connection_does_not_spin(self) -> None:
        box = PaperMailbox(mails={1: b"a"}, on_idle=tuple)
        started = time.monotonic()
        wait(box, self.CURSOR)
        assert time.monotonic() - started < 0.5

    def test_a_server_that_cannot_announce_is_slept_for(self) -> None:
        stop = Signal()
        Timer(0.1, stop.set).start()
        box = PaperMailbox(mails={1: b"a"}, capabilities=set())
        started = time.monotonic()
        wait(box, self.CURSOR, stop=stop)
        assert 0.05 < time.monotonic() - started < 5
        assert box.asked == []


class TestLookingUp:
    @pytest.mark.parametrize(
        "place",
        [
            ("Sent", "Message-ID"),
            ("INBOX", "Message-ID"),
            ("INBOX", "In-Reply-To"),
            ("INBOX", "References"),
        ],
    )
    def test_a_copy_or_an_answer_proves_that_it_was_sent(self, place: tuple[str, str]) -> None:
        box = PaperMailbox(headers={place: KEY})
        assert find(box, sent_folder="Sent") == Done(ext_id=KEY)

    def test_without_a_trace_nobody_knows(self) -> None:
        assert isinstance(find(PaperMailbox(), sent_folder="Sent"), Uncertain)
        assert isinstance(find(PaperMailbox(), sent_copy="provider"), Uncertain)

    def test_where_the_provider_files_every_mail_absence_is_proof(self) -> None:
        box = PaperMailbox()
        assert find(box, sent_folder="Sent", sent_copy="provider") == Absent()

    def test_a_mailbox_that_cannot_be_read_proves_nothing(self) -> None:
        box = PaperMailbox(error=IMAPClientAbortError("EOF"))
        assert isinstance(find(box, sent_folder="Sent", sent_copy="provider"), Uncertain)


class TestCopies:
    def test_a_copy_is_kept_where_parvis_is_to_do_it(self) -> None:
        box = PaperMailbox()
        assert act(box, {"sent_folder": "Sent"}) == Done(ext_id=KEY)
        ((folder, data),) = box.kept
        assert folder == "Sent"
        assert data.startswith(f"Message-ID: {KEY}\r\n".encode())

    @pytest.mark.parametrize("settings", [{}, {"sent_folder": "Sent", "sent_copy": "provider"}])
    def test_no_copy_is_kept_otherwise(self, settings: Mapping[str, str]) -> None:
        box = PaperMailbox()
        act(box, settings)
        assert box.kept == []

    def test_a_copy_that_fails_changes_nothing(self) -> None:
        assert act(_FullMailbox(), {"sent_folder": "Sent"}) == Done(ext_id=KEY)


class TestThroughADoor:
    def test_it_gets_the_envelope_and_the_finished_mail(self) -> None:
        door = _Door()
        assert act(PaperMailbox(), {}, door=door) == Done(ext_id=KEY)
        ((sender, recipient, data),) = door.taken
        assert (sender, recipient) == ("support@tilleul.test", "mina@example.test")
        assert data.startswith(f"Message-ID: {KEY}\r\n".encode())

    @pytest.mark.parametrize(
        ("error", "answer"),
        [
            (TimeoutError("slow"), Uncertain),
            (ConnectionRefusedError("nobody"), Retry),
            (smtplib.SMTPDataError(451, b"later"), Retry),
            (smtplib.SMTPRecipientsRefused({"mina@example.test": (550, b"no such user")}), Refusal),
        ],
    )
    def test_what_it_raises_is_told_as_what_is_known(
        self, error: Exception, answer: type[Outcome]
    ) -> None:
        assert isinstance(act(PaperMailbox(), {}, door=_Door(error)), answer)


class _FullMailbox(PaperMailbox):
    def append(self, *_: object, **__: object) -> object:
        raise IMAPClientError("[OVERQUOTA] the mailbox is full")


class _Door:
    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.taken: list[tuple[str, str, bytes]] = []

    def send(self, from_addr: str, to_addr: str, message_bytes: bytes) -> None:
        if self.error:
            raise self.error
        self.taken.append((from_addr, to_addr, message_bytes))


def _now() -> datetime:
    return datetime(2026, 3, 2, 13, 0, tzinfo=UTC)


def io(box: PaperMailbox, *, settings: Mapping[str, str] | None = None, **doors: object) -> Io:
    return Io(
        settings={"address": "support@tilleul.test", **(settings or {})},
        secrets={},
        now=_now,
        doors={"imap": lambda: box, **doors},
    )


def pull(box: PaperMailbox, cursor: JsonObject, *, budget: int = 100) -> Page:
    return EmailConnector().pull(io(box), source="inbox", cursor=cursor, budget=budget)


def pull_from(
    box: PaperMailbox, source: str, cursor: JsonObject | None = None, *, folder: str = "Sent"
) -> Page:
    settings = {"sent_folder": folder}
    return EmailConnector().pull(
        io(box, settings=settings), source=source, cursor=cursor or {}, budget=100
    )


def wait(
    box: PaperMailbox, cursor: JsonObject, *, seconds: float = 60, stop: Signal | None = None
) -> None:
    EmailConnector().wait(io(box, stop=stop), source="inbox", cursor=cursor, seconds=seconds)


def find(box: PaperMailbox, **settings: str) -> object:
    return EmailConnector().find(io(box, settings=settings), ANSWER, attempt_key=KEY)


def act(box: PaperMailbox, settings: Mapping[str, str], *, door: _Door | None = None) -> Outcome:
    doors = io(box, settings=settings, smtp=door or _Door())
    return EmailConnector().act(doors, ANSWER, attempt_key=KEY)


def keys(page: Page) -> list[str]:
    return [raw.key for raw in page.raws]
