"""E-mail: received by IMAP, sent by SMTP, understood here.

`parse` reads the bytes of one mail (`parse.py`, with `mime.py`, `content.py`, `headers.py`,
`html_words.py`, `quoted.py`, `automatic.py`); `receive.py` brings them, `compose.py` and `smtp.py`
send, `sent.py` looks up what went out.
"""

from parvis.channels.connectors.email.connector import EmailConnector

__all__ = ["EmailConnector"]
