from __future__ import annotations

import gzip
from hashlib import sha256
from pathlib import Path

import pytest

from parvis.channels.connectors.jsonl import MEDIA_TYPE
from parvis.channels.files import opened as opened_module
from parvis.channels.files.lines import read_lines
from parvis.channels.files.opened import UnreadableFileError, opened
from parvis.channels.protocol import Raw


def raws_in(path: Path) -> list[Raw]:
    with opened(path) as file:
        return list(read_lines(file))


def line(body: bytes) -> Raw:
    return Raw(key=f"sha256:{sha256(body).hexdigest()}", body=body, media_type=MEDIA_TYPE)


@pytest.mark.parametrize(
    "content",
    [
        b'{"a":1}\n{"b":2}\n',
        b'{"a":1}\n{"b":2}',
        b'{"a":1}\r\n\r\n  \n{"b":2}\r\n',
        b'\xef\xbb\xbf{"a":1}\n{"b":2}\n',
        gzip.compress(b'{"a":1}\n') + gzip.compress(b'{"b":2}\n'),
    ],
    ids=["plain", "no last line end", "windows and blank lines", "byte order mark", "gzipped"],
)
def test_each_line_is_a_delivery_known_by_its_bytes(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "messages"
    path.write_bytes(content)

    assert raws_in(path) == [line(b'{"a":1}'), line(b'{"b":2}')]


def test_a_line_that_is_no_json_is_a_delivery_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "messages"
    path.write_bytes(b"\xff\x00 not json\n")

    assert raws_in(path) == [line(b"\xff\x00 not json")]


def test_of_a_line_that_is_too_long_the_beginning_is_kept_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "messages.gz"
    longest = opened_module.DELIVERY_MAX
    path.write_bytes(gzip.compress(b"x" * (longest + 5) + b"\nnext\n", compresslevel=1))

    with opened(path) as file:
        bodies = [raw.body for raw in read_lines(file)]
        cut = file.cut

    assert [len(body) for body in bodies] == [longest, 4]
    assert cut == 1


def test_the_position_reaches_the_size_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "messages.gz"
    path.write_bytes(gzip.compress(b'{"a":1}\n' * 1000))

    with opened(path) as file:
        before = file.position()
        list(read_lines(file))
        assert (before < file.position(), file.position()) == (True, path.stat().st_size)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"nothing\.jsonl cannot be opened: No such file"):
        raws_in(tmp_path / "nothing.jsonl")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="cannot be opened: Is a directory"):
        raws_in(tmp_path)


@pytest.mark.parametrize("damage", [b"", b"\xff" * 1000], ids=["cut", "scrambled"])
def test_a_damaged_gzip_file_gives_what_precedes_the_damage(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "messages.gz"
    half = gzip.compress(b'{"a":1}\n' * 300_000, compresslevel=0)[:1_200_000]
    path.write_bytes(half + damage)

    read: list[bytes] = []
    with pytest.raises(UnreadableFileError, match="is a damaged gzip file"), opened(path) as file:
        read.extend(raw.body for raw in read_lines(file))

    assert len(read) > 100_000
    assert set(read) == {b'{"a":1}'}
