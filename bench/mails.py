"""Invented mails of the shapes that a mailbox holds, the same at every run."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from random import Random

from bench.conversations import Said, conversations

BOILERPLATE = (
    "\n\n-- \nMaison Tilleul, 12 rue des Lilas, 75011 Paris\n"
    "Ce message peut contenir des informations confidentielles."
)


def mails(count: int, *, seed: int = 1) -> list[bytes]:
    """Plain, with HTML beside it, with a quoted mail below, with a file; in turn."""
    chance = Random(seed)
    return [_mail(one, chance).as_bytes() for one in conversations(count, seed=seed)]


def _mail(one: Said, chance: Random) -> EmailMessage:
    mail = EmailMessage()
    author = one.author or "contact"
    mail["From"] = f"{author.title()} Élise <{author}@mail.example>"
    mail["To"] = "Maison Tilleul <bonjour@tilleul.example>"
    mail["Subject"] = one.text[:60].replace("\n", " ")
    mail["Date"] = format_datetime(one.at)
    mail["Message-ID"] = f"<{one.name}@mail.example>"
    if one.turn:
        before = f"<m-{one.conversation}-{one.turn - 1}@mail.example>"
        mail["In-Reply-To"], mail["References"] = before, before
    for hop in range(3):
        mail["Received"] = f"from relay{hop}.example by mx.example; {format_datetime(one.at)}"
    mail.set_content(_words(one, chance))
    kind = chance.random()
    if kind < 0.6:
        mail.add_alternative(_html(mail.get_content()), subtype="html")
    if kind < 0.15:
        photo = chance.randbytes(20_000)
        mail.add_attachment(photo, maintype="image", subtype="jpeg", filename="pièce.jpg")
    return mail


def _words(one: Said, chance: Random) -> str:
    words = f"Bonjour,\n\n{one.text}\n\nCordialement,\n{one.author.title()}"
    if chance.random() < 0.4:
        quoted = "\n".join(f"> {line}" for line in (one.text + BOILERPLATE).splitlines())
        words += (
            f"\n\nLe lun. 2 mars 2026 à 09:00, Maison Tilleul <a@b.example> a écrit :\n{quoted}"
        )
    return words + (BOILERPLATE if chance.random() < 0.5 else "")


def _html(words: str) -> str:
    paragraphs = "".join(
        f'<p style="margin:0;font-family:Arial">{escape(line)}</p>' for line in words.splitlines()
    )
    return f"<html><head><title>Mail</title></head><body><div>{paragraphs}</div></body></html>"
