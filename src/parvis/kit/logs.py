"""What is written to the log: never the secret part of an address."""

from __future__ import annotations

import logging
import re

SECRET_PART = re.compile(r"/(my|confirm)/[^/\s?]+")


class HideSecrets(logging.Filter):
    """The page of a request and the link that confirms an address open to whoever knows them."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        hidden = SECRET_PART.sub(r"/\1/…", message)
        if hidden != message:
            record.msg, record.args = hidden, ()
        return True


class OneLine(logging.Filter):
    """Anybody can ask for another host, and many programs do all day: that needs no traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.exc_info = None
        return True
