"""An SMTP server in a thread that follows a script: answers as told, and hangs up as told."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

HANG_UP = ""

_ANSWERS = {
    "banner": "220 scripted.test",
    "ehlo": "250-scripted.test\r\n250-SIZE 50000000\r\n250 AUTH PLAIN",
    "auth": "235 2.7.0 welcome",
    "mail": "250 2.1.0 fine",
    "rcpt": "250 2.1.5 fine",
    "data": "354 go on",
    "content": "250 2.0.0 taken",
    "quit": "221 bye",
}


@dataclass
class ScriptedSmtp:
    """`script` replaces the answers of some stages: banner, ehlo, auth, mail, rcpt, data, content.

    `HANG_UP` closes the connection instead of answering; at "content" the mail has been taken
    before. `hang_up_within` closes it after so many bytes of the mail.
    """

    script: dict[str, str] = field(default_factory=dict)
    hang_up_within: int | None = None
    taken: list[bytes] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    port: int = 0

    def answer(self, stage: str) -> str:
        return self.script.get(stage, _ANSWERS[stage])


@contextmanager
def scripted_smtp(
    script: Mapping[str, str] | None = None, *, hang_up_within: int | None = None
) -> Iterator[ScriptedSmtp]:
    """A running server on a free port of 127.0.0.1."""
    state = ScriptedSmtp(script=dict(script or {}), hang_up_within=hang_up_within)

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            _converse(self, state)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.daemon_threads = True
        state.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield state
        finally:
            server.shutdown()
            thread.join()


def _converse(peer: socketserver.StreamRequestHandler, state: ScriptedSmtp) -> None:
    if not _say(peer, state, "banner"):
        return
    while line := peer.rfile.readline():
        state.asked.append(line.decode().strip())
        stage = line[:4].decode().lower().strip()
        if stage not in _ANSWERS:
            peer.wfile.write(b"502 not here\r\n")
            continue
        if not _say(peer, state, stage) or stage == "quit":
            return
        if stage != "data" or not state.answer("data").startswith("354"):
            continue
        if not _take(peer, state) or not _say(peer, state, "content"):
            return


def _say(peer: socketserver.StreamRequestHandler, state: ScriptedSmtp, stage: str) -> bool:
    answer = state.answer(stage)
    if answer == HANG_UP:
        return False
    peer.wfile.write(answer.encode() + b"\r\n")
    return True


def _take(peer: socketserver.StreamRequestHandler, state: ScriptedSmtp) -> bool:
    """Read the mail; False when the script hangs up within it."""
    if state.hang_up_within is not None:
        peer.rfile.read(state.hang_up_within)
        return False
    lines: list[bytes] = []
    while (line := peer.rfile.readline()) != b".\r\n":
        if not line:
            return False
        lines.append(line[1:] if line.startswith(b".") else line)
    if state.answer("content")[:1] in ("2", HANG_UP):
        state.taken.append(b"".join(lines))
    return True
