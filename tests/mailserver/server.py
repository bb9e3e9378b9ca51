"""A real mail server for tests: Postfix and Dovecot on loopback, on ports of their own.

Every address, whatever its domain, has a mailbox with the password `PASSWORD`, from the first mail
on: so nothing can leave the machine. `UNKNOWN`, `BUSY`, `REFUSED` and `BOUNCING` are addresses
that mail cannot reach. Needs root, as both programs do; tests that use it bear the marker `mail`.
"""

from __future__ import annotations

import os
import re
import shutil
import smtplib
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.mailserver.configuration import DOMAIN, FOLDERS, PASSWORD, files

START_SECONDS = STOP_SECONDS = 20
ARRIVAL_SECONDS = 10
_PATH = os.pathsep.join(("/usr/sbin", "/usr/local/sbin", os.environ.get("PATH", "")))
_ENVIRONMENT = {**os.environ, "PATH": _PATH}


# Keeps a program until standard input closes, which happens too when the tests are killed.
KEEPER = '"$@" & read -r _; kill $!; wait'


@dataclass(frozen=True)
class MailAccount:
    address: str
    password: str


class MailServer:
    """A running server. `imap_port` speaks STARTTLS or plain, `imaps_port` TLS; `smtp_port` takes
    mail for local mailboxes from anybody, `submission_port` asks for a password."""

    host = "127.0.0.1"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ports = _free_ports(4)
        self.imap_port, self.imaps_port, self.smtp_port, self.submission_port = ports
        self.certificate = folder / "tls.pem"
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        _prepare(self)
        self._keep("dovecot", "-F", "-c", str(self.folder / "dovecot.conf"))
        postfix = str(self.folder / "postfix")
        _run("postfix", "-c", postfix, "check")  # makes the folders of the queue
        programs = _run("postconf", "-c", postfix, "-h", "daemon_directory").strip()
        self._keep(f"{programs}/master", "-s", "-c", postfix)
        for port in (self.imap_port, self.imaps_port, self.smtp_port, self.submission_port):
            self._until_open(port)

    def stop(self) -> None:
        for process in self._running:
            process.communicate(timeout=STOP_SECONDS)

    def mailbox(self, name: str) -> MailAccount:
        """The mailbox `name`@tilleul.test, or of any whole address. It begins empty."""
        return MailAccount(name if "@" in name else f"{name}@{DOMAIN}", PASSWORD)

    def settings(self, account: MailAccount, *, name: str = "Maison Tilleul") -> dict[str, str]:
        """Settings of the e-mail connector for this account, encrypted and with a Sent folder."""
        return {
            "address": account.address,
            "name": name,
            "imap_host": self.host,
            "imap_port": str(self.imaps_port),
            "imap_security": "tls",
            "imap_user": account.address,
            "imap_folder": "INBOX",
            "smtp_host": self.host,
            "smtp_port": str(self.submission_port),
            "smtp_security": "starttls",
            "smtp_user": account.address,
            "sent_folder": "Sent",
            "sent_copy": "parvis",
        }

    def secrets(self, account: MailAccount) -> dict[str, str]:
        return {"imap_password": account.password, "smtp_password": account.password}

    def deliver(
        self, mail: EmailMessage | bytes, *, to: str, sender: str = "mina@example.test"
    ) -> None:
        """Send `mail` to `to` as the outside world does, and return when it has arrived."""
        before = self.count(to)
        with smtplib.SMTP(self.host, self.smtp_port, timeout=10) as smtp:
            data = mail if isinstance(mail, bytes) else mail.as_bytes(policy=policy.SMTP)
            smtp.sendmail(sender, [to], data)
        self.messages(to, at_least=before + 1)

    def count(self, address: str) -> int:
        return len(self._files(address))

    def messages(
        self, address: str, *, at_least: int = 1, folder: str = "INBOX"
    ) -> list[EmailMessage]:
        """The mails in a mailbox in order of arrival, as soon as there are `at_least` so many."""
        end = time.monotonic() + ARRIVAL_SECONDS
        while True:
            files = self._files(address, folder=folder)
            if len(files) >= at_least:
                with suppress(FileNotFoundError):  # Dovecot has just moved one: look again
                    return [_read(file) for file in files]
            assert time.monotonic() < end, f"{len(files)} of {at_least} mails for {address}"
            time.sleep(0.02)

    def renumber(self, address: str, *, uidvalidity: int) -> None:
        """Give the mailbox another UIDVALIDITY, as a restored server does."""
        self._doveadm(
            "mailbox", "update", "-u", address, "--uid-validity", str(uidvalidity), "INBOX"
        )

    def remove(self, address: str, *, uid: int) -> None:
        self._doveadm("expunge", "-u", address, "mailbox", "INBOX", "uid", str(uid))

    def empty(self, address: str) -> None:
        """Remove every mail from the inbox."""
        self._doveadm("expunge", "-u", address, "mailbox", "INBOX", "all")

    def log(self) -> str:
        files = sorted((self.folder / "log").iterdir())
        return "\n".join(file.read_text(errors="replace") for file in files)

    def _keep(self, *command: str) -> None:
        with (self.folder / "log" / "start.log").open("ab") as log:
            self._running.append(
                subprocess.Popen(
                    ["sh", "-c", KEEPER, "keeper", *command],
                    stdin=subprocess.PIPE,
                    stdout=log,
                    stderr=log,
                    env=_ENVIRONMENT,
                    start_new_session=True,
                )
            )

    def _files(self, address: str, *, folder: str = "INBOX") -> list[Path]:
        local, _, domain = address.lower().partition("@")
        home = self.folder / "mail" / domain / local.partition("+")[0] / "Maildir"
        place = home if folder == "INBOX" else home / f".{folder}"
        found = [file for part in ("cur", "new") for file in _entries(place / part)]
        return sorted(found, key=_arrival)

    def _doveadm(self, *arguments: str) -> None:
        _run("doveadm", "-c", str(self.folder / "dovecot.conf"), *arguments)

    def _until_open(self, port: int) -> None:
        end = time.monotonic() + START_SECONDS
        while True:
            try:
                socket.create_connection((self.host, port), timeout=1).close()
            except OSError:
                if time.monotonic() > end:
                    pytest.fail(f"the mail server does not start:\n{self.log()}")
                time.sleep(0.02)
            else:
                return


@pytest.fixture(scope="session")
def mailserver() -> Iterator[MailServer]:
    """The mail server of this test run (of this worker); started when first asked for."""
    if os.geteuid() != 0:
        pytest.skip("a mail server needs root to start")
    folder = Path(tempfile.mkdtemp(prefix="parvis-mail-"))
    server = MailServer(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def trusted_mailserver(mailserver: MailServer, monkeypatch: pytest.MonkeyPatch) -> MailServer:
    """The mail server, whose own certificate is trusted during the test."""
    monkeypatch.setenv("SSL_CERT_FILE", str(mailserver.certificate))
    return mailserver


def _read(file: Path) -> EmailMessage:
    return message_from_bytes(file.read_bytes(), policy=policy.default)


def _arrival(file: Path) -> tuple[int, ...]:
    """Dovecot begins a file's name with seconds and microseconds, unpadded: `1795.M53P1.host`."""
    return tuple(int(number) for number in re.findall(r"\d+", file.name)[:2])


def _entries(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [opened.getsockname()[1] for opened in sockets]
    for opened in sockets:
        opened.close()
    return ports


def _prepare(server: MailServer) -> None:
    """What both programs need before they start; they drop their rights, and must still get in."""
    folder = server.folder
    folder.chmod(0o755)
    for name in FOLDERS:
        (folder / name).mkdir()
    shutil.chown(folder / "mail", "mail", "mail")
    shutil.chown(folder / "postfix-data", "postfix")
    _make_certificate(folder)
    for name, text in files(_values(server)).items():
        (folder / name).write_text(text)


def _values(server: MailServer) -> dict[str, object]:
    return {
        "FOLDER": server.folder,
        "PASSWORD": PASSWORD,
        "IMAP": server.imap_port,
        "IMAPS": server.imaps_port,
        "SMTP": server.smtp_port,
        "SUBMISSION": server.submission_port,
    }


def _make_certificate(folder: Path) -> None:
    _run(
        *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
        *("-nodes", "-days", "2", "-subj", "/CN=localhost"),
        *("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"),
        *("-keyout", str(folder / "tls.key"), "-out", str(folder / "tls.pem")),
    )


def _run(*command: str) -> str:
    """Run a program to its end; what it printed."""
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=20, env=_ENVIRONMENT, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"
    return done.stdout
