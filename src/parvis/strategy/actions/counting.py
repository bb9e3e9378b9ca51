"""Counting the exports that were brought: by a worker, as it judges messages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from parvis.channels.files.opened import GZIP_MAGIC, UnreadableFileError, opened
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS
from parvis.strategy.counted import Counted
from parvis.strategy.counting import count_export
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.exports import UnusableExport
from parvis.strategy.models import Channel, ExportCount, ExportPart

UNPACKED_MAX = 500_000_000
"""Bytes of a packed export, once it is unpacked: a few may stand for very many."""


def count_exports(
    brand_id: int, *, clock: Callable[[], datetime], unpacked_max: int = UNPACKED_MAX
) -> None:
    """All that wait, the first first. Nobody waits for it: no transaction is open meanwhile.

    Raises an `ExceptionGroup` of what broke, once the others are counted."""
    waiting = ExportCount.objects.filter(brand=brand_id, counted_at=None).select_related("brand")
    broken = []
    while (count := waiting.first()) is not None:
        try:
            _end(count, _count(count, unpacked_max=unpacked_max), None, at=clock())
        except UnusableExport as error:
            _end(count, None, error.says, at=clock())
        except Exception as error:  # noqa: BLE001 - a mistake of ours: told on the page, raised below
            _end(count, None, _BROKEN, at=clock())
            broken.append(error)
    if broken:
        raise ExceptionGroup(f"exports of brand {brand_id} that could not be counted", broken)


def _count(count: ExportCount, *, unpacked_max: int) -> Counted:
    channel = Channel.objects.filter(brand=count.brand, key=count.channel).first()
    names = {count.brand.name, channel.name if channel else "", count.account}
    with TemporaryDirectory(prefix="parvis-export-") as folder:
        path = Path(folder, Path(count.file).name)
        _lay_out(count, path, unpacked_max=unpacked_max)
        return count_export(count.export, folder=path.parent, names=names)


def _lay_out(count: ExportCount, path: Path, *, unpacked_max: int) -> None:
    """The file as it was brought. Raises `UnusableExport` where it holds too much."""
    with path.open("wb") as file:
        for part in ExportPart.objects.filter(of=count).order_by("number").iterator(chunk_size=1):
            file.write(part.body)
    with path.open("rb") as file:
        is_packed = file.read(len(GZIP_MAGIC)) == GZIP_MAGIC
    if is_packed and _unpacked_bytes(path, at_most=unpacked_max) > unpacked_max:
        raise UnusableExport(_TOO_MUCH.filled(file=count.file, most=unpacked_max // 1_000_000))


def _unpacked_bytes(path: Path, *, at_most: int) -> int:
    """`at_most` or a little more; of a damaged file, as far as it can be read."""
    size = 0
    try:
        with opened(path) as file:
            for piece in file.rest():
                size += len(piece)
                if size > at_most:
                    break
    except UnreadableFileError:  # who reads it for its messages says why
        pass
    return size


@transaction.atomic
def _end(count: ExportCount, found: Counted | None, fault: Both | None, *, at: datetime) -> None:
    """The figures, or why there are none; its bytes have served."""
    held = ExportCount.objects.select_for_update().filter(pk=count.pk).first()
    if held is None:  # set aside meanwhile
        return
    held.parts.all().delete()
    held.counted_at = at
    if fault:
        held.fault = {"en": fault.en, "fr": fault.fr}
    if found:
        for name in Counted.__dataclass_fields__:
            setattr(held, name, getattr(found, name))
    held.save()
    record(
        "diagnosis.export_counted",
        target=("export_count", held.pk),
        by=PARVIS,
        at=at,
        brand_id=held.brand_id,
        facts={"file": held.file, "channel": held.channel, "failed": bool(fault)},
    )


_BROKEN = Both(
    en="Parvis broke on this file. Nothing of it was counted; the log of the worker says where.",
    fr="Parvis a échoué sur ce fichier. Rien n’en a été compté\u202f; le journal du worker dit où.",
)
_TOO_MUCH = Both(
    en="{file} unpacks to more than {most} MB: bring a shorter time of it.",
    fr="{file} fait plus de {most} Mo une fois décompressé\u00a0: prenez une période plus courte.",
)
