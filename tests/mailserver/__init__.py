"""A real mail server for tests: Postfix and Dovecot on loopback, on ports of their own."""

from tests.mailserver.configuration import BOUNCING, BUSY, DOMAIN, PASSWORD, REFUSED, UNKNOWN
from tests.mailserver.server import MailAccount, MailServer, mailserver, trusted_mailserver

__all__ = [
    "BOUNCING",
    "BUSY",
    "DOMAIN",
    "PASSWORD",
    "REFUSED",
    "UNKNOWN",
    "MailAccount",
    "MailServer",
    "mailserver",
    "trusted_mailserver",
]
