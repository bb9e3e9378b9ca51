"""An export brought on the page is counted by a worker, and its figures are taken or set aside."""

from __future__ import annotations

import gzip
import json
import re
from datetime import date, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from parvis.brands.models import Brand, User
from parvis.kit.actors import PARVIS
from parvis.strategy.actions.counting import count_exports
from parvis.strategy.actions.exports import (
    NotCounted,
    bring_export,
    count_what_was_missed,
    set_export_aside,
    take_figures,
)
from parvis.strategy.counted import Counted
from parvis.strategy.counting import with_counts
from parvis.strategy.diagnosis.contradictions import contradictions
from parvis.strategy.diagnosis.form import Channel as Said
from parvis.strategy.diagnosis.form import Export, ExportFormat
from parvis.strategy.diagnosis.reading import read_form
from parvis.strategy.models import Channel, ExportCount, ExportPart
from parvis.strategy.queries.form import form_of
from tests.strategy.forms import TODAY

PAGE = "/strategy/exports/?brand=tilleul"
EXAMPLE = Path(__file__).parents[2] / "docs/reference/diagnosis-example.jsonl"


def brought(brand: Brand, content: bytes, *, at: datetime, file: str = "mail.jsonl") -> ExportCount:
    return bring_export(
        brand, Export(file=file), channel="mail", pieces=[content], by=PARVIS, at=at
    )


def counted(brand: Brand, *, at: datetime) -> ExportCount:
    count_exports(brand.pk, clock=lambda: at)
    return ExportCount.objects.get()


def test_a_file_is_uploaded_in_pieces_and_a_worker_is_called(
    client: Client, brand: Brand, lead: User
) -> None:
    client.force_login(lead)
    file = SimpleUploadedFile("mail.jsonl", EXAMPLE.read_bytes())

    page = client.post(PAGE, {"channel": "Mail", "file": file}, follow=True).content.decode()

    count = ExportCount.objects.get()
    assert (count.channel, count.file, count.format, count.counted_at) == (
        "mail",
        "mail.jsonl",
        "jsonl",
        None,
    )
    assert b"".join(bytes(part.body) for part in count.parts.all()) == EXAMPLE.read_bytes()
    assert ProcrastinateJob.objects.get().task_name == "parvis.strategy.count"
    assert "It is being counted." in page
    assert "every 2s" not in page
    assert "load delay:2s" in page


def test_what_is_taken_is_what_the_command_counts_beside_its_file(
    brand: Brand, noon: datetime
) -> None:
    Channel.objects.create(brand=brand, key="mail", name="Courrier", handling_minutes=9)
    text = (
        f"brand: {brand.name}\nchannels:\n- key: mail\n  name: Courrier\n  handling_minutes: 9\n"
        f"  counted_from: {EXAMPLE.name}\n"
    )
    by_command = with_counts(read_form(text.encode(), today=TODAY), folder=EXAMPLE.parent)

    brought(brand, EXAMPLE.read_bytes(), at=noon, file=EXAMPLE.name)
    take_figures(counted(brand, at=noon), by=PARVIS, at=noon)

    (channel,) = form_of(brand, at=noon).channels
    (expected,) = by_command.channels
    assert channel == Said(
        key="mail",
        name="Courrier",
        asked=expected.asked,
        answered=expected.answered,
        hours_to_answer=expected.hours_to_answer,
        promotions=expected.promotions,
        replies=expected.replies,
        handling_minutes=9,
        source=expected.source,
    )
    assert "58 messages, 2026-01-26 – " in channel.source
    assert not ExportCount.objects.exists()


def question(*, hour: int, who: str = "anna") -> bytes:
    words = "Where is my parcel? It should have been here on Monday."
    line = {
        "ext_id": f"{who}{hour}",
        "created_at": f"2026-01-{hour // 24 + 1:02}T{hour % 24:02}:00:00Z",
        "author": {"ext_id": who},
        "text": words,
    }
    return json.dumps(line).encode() + b"\n"


UNANSWERED = question(hour=0) + question(hour=100, who="bert")
STILL_OPEN = question(hour=0)
NO_QUESTION = STILL_OPEN.replace(b'"text"', b'"direction": "observed", "text"')


@pytest.mark.parametrize(
    ("content", "asked", "answered"),
    [(UNANSWERED, 2, 0), (STILL_OPEN, 1, None), (NO_QUESTION, 0, None)],
)
def test_where_nobody_was_answered_no_share_and_no_time_is_kept(
    brand: Brand, noon: datetime, content: bytes, asked: float, answered: float | None
) -> None:
    Channel.objects.create(brand=brand, key="mail", asked=9, answered=0.95, hours_to_answer=6)
    brought(brand, content, at=noon)

    row = take_figures(counted(brand, at=noon), by=PARVIS, at=noon)

    assert (row.asked, row.answered, row.hours_to_answer, row.replies) == (asked, answered, None, 0)
    assert not list(contradictions(form_of(brand, at=noon)))


def test_a_figure_that_stays_keeps_its_source(brand: Brand, noon: datetime) -> None:
    Channel.objects.create(brand=brand, key="mail", handling_minutes=9, source="timed by Nadia")
    mail = "mail.jsonl: 2 messages, 2026-01-01 – 2026-01-05"

    for _ in range(2):
        brought(brand, UNANSWERED, at=noon)
        row = take_figures(counted(brand, at=noon), by=PARVIS, at=noon)
        assert row.source == f"{mail}; timed by Nadia"

    Channel.objects.update(handling_minutes=None)
    brought(brand, UNANSWERED, at=noon)
    assert take_figures(counted(brand, at=noon), by=PARVIS, at=noon).source == mail


def test_its_bytes_are_gone_once_it_is_counted(brand: Brand, noon: datetime) -> None:
    brought(brand, gzip.compress(EXAMPLE.read_bytes()), at=noon, file="mail.jsonl.gz")

    found = counted(brand, at=noon).counted

    assert found is not None
    assert (found.messages, found.first) == (58, date(2026, 1, 26))
    assert not ExportPart.objects.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{}\n", "mail.jsonl, line 1: ext_id is missing."),
        (b"\n", "mail.jsonl holds no message."),
        (b"\x1f\x8bno gzip", "mail.jsonl is a damaged gzip file"),
    ],
)
def test_a_file_that_cannot_be_counted_says_why(
    client: Client, brand: Brand, lead: User, noon: datetime, content: bytes, says: str
) -> None:
    brought(brand, content, at=noon)
    client.force_login(lead)

    count = counted(brand, at=noon)

    assert (count.fault or {})["en"].startswith(says)
    assert says in client.get(PAGE).content.decode()
    with pytest.raises(NotCounted):
        take_figures(count, by=PARVIS, at=noon)
    assert not Channel.objects.exists()


BREAKS = ".."
"""No form lets a file of that name in, and no disk keeps one."""


def test_an_export_on_which_parvis_breaks_holds_up_none_behind_it(
    client: Client, brand: Brand, lead: User, noon: datetime
) -> None:
    broken = brought(brand, EXAMPLE.read_bytes(), at=noon, file=BREAKS)
    behind = brought(brand, EXAMPLE.read_bytes(), at=noon)
    client.force_login(lead)

    with pytest.raises(ExceptionGroup) as raised:
        count_exports(brand.pk, clock=lambda: noon)

    assert [type(error) for error in raised.value.exceptions] == [IsADirectoryError]
    broken.refresh_from_db()
    behind.refresh_from_db()
    assert (broken.counted_at, behind.counted_at) == (noon, noon)
    assert (broken.messages, behind.messages) == (None, 58)
    assert not ExportPart.objects.exists()
    assert "Parvis broke on this file." in client.get(PAGE).content.decode()


def test_an_export_that_cannot_be_written_down_holds_up_none_behind_it(
    brand: Brand, noon: datetime
) -> None:
    refused = brought(brand, EXAMPLE.read_bytes(), at=noon)
    brought(brand, EXAMPLE.read_bytes(), at=noon)
    moments = iter([noon.replace(tzinfo=None), noon, noon])  # of the first no hour is known

    with pytest.raises(ExceptionGroup):
        count_exports(brand.pk, clock=lambda: next(moments))

    refused.refresh_from_db()
    assert (refused.fault or {})["en"].startswith("Parvis broke on this file.")
    assert ExportCount.objects.filter(messages=58).count() == 1


def test_a_packed_export_that_holds_too_much_is_told_so(brand: Brand, noon: datetime) -> None:
    brought(brand, gzip.compress(b"\n" * 3_000_001), at=noon, file="mail.jsonl.gz")

    count_exports(brand.pk, clock=lambda: noon, unpacked_max=3_000_000)

    assert (ExportCount.objects.get().fault or {})["en"] == (
        "mail.jsonl.gz unpacks to more than 3 MB: bring a shorter time of it."
    )


def test_workers_are_called_again_for_what_still_waits(brand: Brand, noon: datetime) -> None:
    brought(brand, EXAMPLE.read_bytes(), at=noon)
    brought(brand, EXAMPLE.read_bytes(), at=noon)
    ProcrastinateJob.objects.all().delete()  # as with a worker that died

    count_what_was_missed()

    assert [job.args for job in ProcrastinateJob.objects.all()] == [{"brand_id": brand.pk}]

    count_exports(brand.pk, clock=lambda: noon)
    ProcrastinateJob.objects.all().delete()
    count_what_was_missed()

    assert not ProcrastinateJob.objects.exists()


def test_the_page_shows_what_was_counted_beside_what_was_said(
    client: Client, brand: Brand, lead: User, noon: datetime
) -> None:
    Channel.objects.create(brand=brand, key="mail", asked=240)
    brought(brand, EXAMPLE.read_bytes(), at=noon)
    count = counted(brand, at=noon)
    client.force_login(lead)

    page = " ".join(client.get(PAGE).content.decode().split())

    assert "58 messages read, from" in page
    assert "<td>240</td>" in page

    client.post(f"/strategy/exports/{count.pk}/take/")

    assert Channel.objects.get().asked == count.asked


def test_only_what_waits_is_put_anew_and_no_button_with_it(
    client: Client, brand: Brand, lead: User, noon: datetime
) -> None:
    brought(brand, EXAMPLE.read_bytes(), at=noon)
    done = counted(brand, at=noon)
    waits = brought(brand, EXAMPLE.read_bytes(), at=noon)
    client.force_login(lead)

    page = client.get(PAGE).content.decode()

    assert re.findall(r'hx-select-oob="(.*?)"', page) == [f"#found-{waits.pk},#take-{waits.pk}"]
    assert re.findall(r'hx-select="(.*?)"', page) == ["#counting"]
    put_anew = [
        re.search(rf'id="{part}-{waits.pk}".*?</div>', page, re.DOTALL)
        for part in ("found", "take")
    ]
    assert [bool(found and "<button" not in found[0]) for found in put_anew] == [True, True]
    assert page.count("Set it aside") == 2
    assert page.count("Take these figures") == 1

    set_export_aside(waits, by=PARVIS, at=noon)
    assert "hx-get" not in client.get(PAGE).content.decode()
    assert ExportCount.objects.get() == done


def test_what_is_set_aside_leaves_the_form_alone(
    client: Client, brand: Brand, lead: User, noon: datetime
) -> None:
    count = brought(brand, b"{}", at=noon)
    client.force_login(lead)

    client.post(f"/strategy/exports/{count.pk}/set-aside/")

    assert not ExportCount.objects.exists()
    assert not ExportPart.objects.exists()
    assert not Channel.objects.exists()


@pytest.mark.parametrize(
    ("name", "asked", "says"),
    [
        ("mail.txt", {}, "The name of the file does not say it"),
        ("mail.mbox", {}, "Say whose it is"),
        ("mail.mbox.gz", {"format": "jsonl"}, ""),
        ("mail.mbox.gz", {"account": "a@b.example"}, ""),
    ],
)
def test_a_format_is_known_by_its_name_or_said(
    client: Client, brand: Brand, lead: User, name: str, asked: dict[str, str], says: str
) -> None:
    client.force_login(lead)
    file = SimpleUploadedFile(name, b"x")

    answer = client.post(PAGE, {"channel": "mail", "file": file, **asked})

    assert answer.status_code == (422 if says else 302)
    assert says in answer.content.decode()


def test_of_a_mailbox_its_own_mails_are_the_answers(brand: Brand, noon: datetime) -> None:
    mail = (
        "From: {who}\nDate: {day} Jan 2026 09:00:00 +0000\nMessage-ID: <{day}@x>\n{re}\n{text}\n\n"
    )
    mails = [
        "From a Thu Jan 01 09:00:00 2026\n"
        + mail.format(who="anna@x.example", day="01", re="", text="Where is my parcel?"),
        "From a Fri Jan 02 09:00:00 2026\n"
        + mail.format(who="us@b.example", day="02", re="In-Reply-To: <01@x>\n", text="It comes."),
    ]
    export = Export(file="all.mbox", format=ExportFormat.MBOX, account="us@b.example")
    pieces = [one.encode() for one in mails]
    bring_export(brand, export, channel="mail", pieces=pieces, by=PARVIS, at=noon)

    assert counted(brand, at=noon).counted == Counted(
        asked=1.0,
        answered=1.0,
        hours_to_answer=24.0,
        promotions=0.0,
        replies=1.0,
        messages=2,
        first=date(2026, 1, 1),
        last=date(2026, 1, 2),
    )


def test_the_database_knows_no_count_that_is_half_counted(brand: Brand, noon: datetime) -> None:
    with pytest.raises(IntegrityError, match="a_count_waits_or_failed_or_has_messages"):
        ExportCount.objects.create(
            brand=brand, channel="mail", file="f", brought_at=noon, by_name="Léa", messages=3
        )
