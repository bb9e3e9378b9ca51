"""Mail: our reading of it against the bare parser of the standard library; then its intake."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from email import message_from_bytes
from statistics import median

from bench.cast import found_brand
from bench.figures import Figure
from bench.installation import Installation
from bench.intake import import_file
from bench.mails import mails
from bench.sizes import Sizes
from parvis.channels.connectors.email import EmailConnector
from parvis.channels.protocol import Raw

DATABASE = "bench_mail"


def measure(installation: Installation, sizes: Sizes) -> list[Figure]:
    return [_parsing(_bodies(sizes), sizes.rounds), _intake(installation, sizes)]


def _parsing(bodies: list[bytes], rounds: int) -> Figure:
    """Mails a second of the processor's time: headers, words, quotes and files, against a parse."""
    raws = [
        Raw(key=str(at), body=body, media_type="message/rfc822") for at, body in enumerate(bodies)
    ]
    connector = EmailConnector()
    ours, bare = [], []
    for _ in range(rounds + 1):  # the first loads the code and is not counted
        ours.append(len(raws) / _seconds(connector.parse, raws))
        bare.append(len(raws) / _seconds(message_from_bytes, bodies))
    ratio = median(one / other for one, other in zip(ours[1:], bare[1:], strict=True))
    return Figure(
        name="mail: parse",
        unit="mails/s",
        ours=median(ours[1:]),
        yardstick=median(bare[1:]),
        ratio=ratio,
        bar="1/3 of message_from_bytes",
        ok=ratio >= 1 / 3,
        note=f"{len(bodies):,} mails, processor time",
    )


def _intake(installation: Installation, sizes: Sizes) -> Figure:
    folder = installation.folder / "mails"
    folder.mkdir()
    for at, body in enumerate(mails(sizes.mails)):
        (folder / f"{at:06}.eml").write_bytes(body)
    rates = []
    for _ in range(sizes.rounds):
        with installation.database(DATABASE):
            found_brand()
            rates.append(sizes.mails / import_file(folder, format_of_file="eml"))
    return Figure(
        name="mail: intake",
        unit="mails/s",
        ours=median(rates),
        note="from files to visible cases",
    )


def _bodies(sizes: Sizes) -> list[bytes]:
    if sizes.mail_folder is None:
        return mails(sizes.mails)
    files = sorted(path for path in sizes.mail_folder.rglob("*") if path.is_file())
    return [body for path in files if (body := path.read_bytes().strip())]


def _seconds(read: Callable[..., object], mails: Iterable[object]) -> float:
    start = time.process_time()
    for mail in mails:
        read(mail)
    return time.process_time() - start
