"""Where an account's mail servers are, from its settings; and what may be said to them."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field

from parvis.channels.protocol import Io, Refused

TIMEOUT = 30.0  # seconds, for each connection and each answer
_LOOPBACK = ("localhost", "127.", "::1")


@dataclass(frozen=True, kw_only=True)
class Server:
    kind: str  # imap or smtp
    host: str
    port: int
    security: str  # tls, starttls or none
    user: str
    password: str = field(repr=False)

    def __str__(self) -> str:
        return f"{self.kind.upper()} server {self.host}:{self.port}"


def server(io: Io, kind: str) -> Server:
    """The account's server of this kind. Raises `Refused` for settings that cannot be used."""
    settings = io.settings
    port = str(settings.get(f"{kind}_port", "")).strip()
    if not (port.isascii() and port.isdecimal() and 0 < int(port) < 65536):
        raise Refused(f"The {kind.upper()} port {port!r} is no port: enter a number such as 993.")
    found = Server(
        kind=kind,
        host=settings.get(f"{kind}_host", "").strip(),
        port=int(port),
        security=settings.get(f"{kind}_security", "tls"),
        user=settings.get(f"{kind}_user", ""),
        password=io.secrets.get(f"{kind}_password", ""),
    )
    if not found.host:
        raise Refused(f"The account names no {kind.upper()} server: enter its host name.")
    if found.security == "none" and found.user and not found.host.startswith(_LOOPBACK):
        raise Refused(
            f"The password would travel unencrypted to the {found}: choose TLS or STARTTLS. "
            "Without encryption only a server on this machine is spoken to."
        )
    return found


def tls() -> ssl.SSLContext:
    """Certificates are always verified. For an authority of one's own, set SSL_CERT_FILE."""
    return ssl.create_default_context()
