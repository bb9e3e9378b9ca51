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

PASSWORD = "market-day"
DOMAIN = "tilleul.test"
UNKNOWN = "nobody@example.test"  # refused at once: 550
REFUSED = "closed@example.test"  # refused at once: 554
BUSY = "later@example.test"  # 450 for ever
BOUNCING = "moved@example.test"  # taken, and returned to its sender a moment later

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
        _write_configuration(self)
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


def _write_configuration(server: MailServer) -> None:
    folder = server.folder
    folder.chmod(0o755)  # both programs drop their rights and must still get in
    for name in ("postfix", "spool", "postfix-data", "run", "mail", "log"):
        (folder / name).mkdir()
    shutil.chown(folder / "mail", "mail", "mail")
    shutil.chown(folder / "postfix-data", "postfix")
    _make_certificate(folder)
    for name, text in (
        ("dovecot.conf", DOVECOT),
        ("postfix/main.cf", MAIN),
        ("postfix/master.cf", MASTER),
        ("postfix/mailboxes", MAILBOXES),
        ("postfix/recipients", RECIPIENTS),
        ("postfix/transports", TRANSPORTS),
    ):
        filled = text
        for key, value in {"FOLDER": folder, "PASSWORD": PASSWORD, **_ports(server)}.items():
            filled = filled.replace(f"@{key}@", str(value))
        (folder / name).write_text(filled)


def _ports(server: MailServer) -> dict[str, int]:
    return {
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


DOVECOT = """\
base_dir = @FOLDER@/run/dovecot
state_dir = @FOLDER@/run
log_path = @FOLDER@/log/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <@FOLDER@/tls.pem
ssl_key = <@FOLDER@/tls.key
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
first_valid_uid = 1
mail_uid = mail
mail_gid = mail
mail_home = @FOLDER@/mail/%d/%n
mail_location = maildir:~/Maildir
mailbox_list_index = yes
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
}
passdb {
  driver = static
  args = password=@PASSWORD@
}
userdb {
  driver = static
  args = uid=mail gid=mail home=@FOLDER@/mail/%d/%n allow_all_users=yes
}
protocol lmtp {
  postmaster_address = postmaster@localhost
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  inet_listener imap {
    port = @IMAP@
  }
  inet_listener imaps {
    port = @IMAPS@
    ssl = yes
  }
}
service lmtp {
  unix_listener @FOLDER@/run/lmtp {
    user = postfix
    mode = 0600
  }
}
service auth {
  unix_listener @FOLDER@/run/auth {
    user = postfix
    mode = 0660
  }
}
"""

MAIN = """\
compatibility_level = 3.6
queue_directory = @FOLDER@/spool
data_directory = @FOLDER@/postfix-data
mail_owner = postfix
setgid_group = postdrop
maillog_file = @FOLDER@/log/postfix.log
maillog_file_prefixes = @FOLDER@/log
myhostname = mail.tilleul.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.1/32
virtual_mailbox_domains = regexp:@FOLDER@/postfix/mailboxes
virtual_mailbox_maps = regexp:@FOLDER@/postfix/mailboxes
virtual_transport = lmtp:unix:@FOLDER@/run/lmtp
transport_maps = regexp:@FOLDER@/postfix/transports
recipient_delimiter = +
smtpd_sasl_type = dovecot
smtpd_sasl_path = @FOLDER@/run/auth
smtpd_tls_cert_file = @FOLDER@/tls.pem
smtpd_tls_key_file = @FOLDER@/tls.key
smtpd_tls_security_level = may
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions = check_recipient_access regexp:@FOLDER@/postfix/recipients
smtpd_error_sleep_time = 0
smtpd_client_auth_rate_limit = 0
"""

MASTER = """\
@SMTP@ inet n - n - - smtpd
@SUBMISSION@ inet n - n - - smtpd
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
lmtp unix - - n - - lmtp
moved unix - n n - - pipe
  user=mail argv=/bin/sh -c {echo the person has moved; exit 67}
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
pickup unix n - n 60 1 pickup
postlog unix-dgram n - n - 1 postlogd
"""

MAILBOXES = """\
!/^nobody@/ ok
"""

RECIPIENTS = f"""\
/^{REFUSED}$/ 554 5.7.1 this mailbox takes no mail from you
/^{BUSY}$/ 450 4.2.1 this mailbox is busy
"""

TRANSPORTS = f"""\
/^{BOUNCING}$/ moved:
"""
