"""An export of messages brought to be counted, and its figures taken into the form or set aside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from parvis.brands.models import Brand
from parvis.kit.activity import record
from parvis.kit.actors import Actor
from parvis.kit.knocks import knock
from parvis.strategy.actions.rows import write_down
from parvis.strategy.diagnosis.form import Export
from parvis.strategy.models import Channel, ExportCount, ExportPart

COUNT = "parvis.strategy.count"
FIGURES = ("asked", "answered", "hours_to_answer", "promotions", "replies")
SEPARATOR = "; "
"""Between two sources of one channel."""


class NotCounted(Exception):
    """The export waits or could not be counted: it has no figures to take."""


@transaction.atomic
def bring_export(
    brand: Brand, export: Export, *, channel: str, pieces: Iterable[bytes], by: Actor, at: datetime
) -> ExportCount:
    """A worker shall count it: no web process judges messages. `pieces` are the bytes of its file,
    kept until then, one row each."""
    count = ExportCount.objects.create(
        brand=brand,
        channel=channel,
        file=export.file,
        format=export.format,
        account=export.account,
        brought_at=at,
        by_name=by.name,
    )
    for number, piece in enumerate(pieces):
        ExportPart.objects.create(of=count, number=number, body=piece)
    _log("brought", count, by=by, at=at)
    _knock(brand.pk)
    return count


@transaction.atomic
def count_what_was_missed() -> None:
    """Call the workers again for each brand of which an export waits: the worker that was at it may
    have died."""
    waiting = ExportCount.objects.filter(counted_at=None).order_by("brand")
    for brand_id in waiting.values_list("brand", flat=True).distinct():
        _knock(brand_id)


def _knock(brand_id: int) -> None:
    knock(COUNT, turn=f"{COUNT}:{brand_id}", brand_id=brand_id)


@transaction.atomic
def take_figures(count: ExportCount, *, by: Actor, at: datetime) -> Channel:
    """What was counted takes the place of what was said of the channel, with where it is from; what
    no message told stays as it was said, beside its own source, unless nothing was answered at all.
    Raises `NotCounted`, and `ExportCount.DoesNotExist` where it was taken or set aside already."""
    held = _hold(count)
    counted = held.counted
    if counted is None:
        raise NotCounted
    row = Channel.objects.select_for_update().filter(brand=held.brand, key=held.channel).first()
    row = row or Channel(brand=held.brand, key=held.channel)
    stays = row.handling_minutes is not None
    for name in FIGURES:
        value = getattr(counted, name)
        if value is not None or not (counted.asked and counted.replies):
            setattr(row, name, value)
        elif getattr(row, name) is not None:
            stays = True
    said = row.source.split(SEPARATOR) if stays and row.source else []
    row.source = SEPARATOR.join(dict.fromkeys([counted.source(held.file), *said]))
    write_down(row, by=by, at=at)
    _log("taken", held, by=by, at=at)
    held.delete()
    return row


@transaction.atomic
def set_export_aside(count: ExportCount, *, by: Actor, at: datetime) -> None:
    """Nothing of it is kept. Raises `ExportCount.DoesNotExist` as `take_figures` does."""
    held = _hold(count)
    _log("set_aside", held, by=by, at=at)
    held.delete()


def _hold(count: ExportCount) -> ExportCount:
    counts = ExportCount.objects.select_for_update(of=("self",)).select_related("brand")
    return counts.get(pk=count.pk)


def _log(verb: str, count: ExportCount, *, by: Actor, at: datetime) -> None:
    record(
        f"diagnosis.export_{verb}",
        target=("export_count", count.pk),
        by=by,
        at=at,
        brand_id=count.brand_id,
        facts={"file": count.file, "channel": count.channel},
    )
