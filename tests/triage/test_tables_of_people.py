"""Tables are read as spreadsheets, exports and people write them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from parvis.triage.commands.tables import Table, UnusableTable, read_table


def table(tmp_path: Path, written: str | bytes, name: str = "t.csv", header: str = "") -> Table:
    path = tmp_path / name
    path.write_bytes(written.encode() if isinstance(written, str) else written)
    return read_table(path, header=header.split(",") if header else [])


def values(read: Table) -> list[tuple[int, list[str]]]:
    return [(row.number, list(row.values.values())) for row in read.rows]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("t.csv", "label,text\n1,été\n"),
        ("t.csv", "label;text\r\n1;été\r\n"),
        ("t.tsv", "label\ttext\n1\tété\n"),
        ("t.txt", "label|text\n1|été\n"),
        ("t.csv", '\ufefflabel,text\n"1","été"\n'),
        ("t.jsonl", '\n{"label": 1, "text": "été"}\n'),
        ("t.data", '\n{"label": "1", "text": "été"}\n'),
        ("t.csv", "label;text\n1;été\n".encode("cp1252")),
        ("t.csv", "label;text\n1;été\n".encode("utf-16")),
        ("t.csv.gz", gzip.compress("label,text\n1,été\n".encode(), mtime=0)),
        ("t.csv", gzip.compress("label,text\n1,été\n".encode(), mtime=0)),
    ],
    ids=lambda value: str(value)[:30],
)
def test_whatever_writes_it_the_table_is_the_same(
    tmp_path: Path, name: str, written: str | bytes
) -> None:
    read = table(tmp_path, written, name)
    assert (read.columns, values(read)) == (("label", "text"), [(2, ["1", "été"])])


def test_a_text_may_hold_new_lines_and_quotes(tmp_path: Path) -> None:
    read = table(tmp_path, 'label,text\n1,"a ""b"",\nc"\n2,d\n')
    assert values(read) == [(2, ["1", 'a "b",\nc']), (3, ["2", "d"])]


def test_quotes_between_tabs_are_quotes_where_they_close(tmp_path: Path) -> None:
    read = table(tmp_path, 'label\ttext\r\n1\t"a ""b"""\r\n', "t.tsv")
    assert values(read) == [(2, ["1", 'a "b"'])]


def test_quotes_between_tabs_are_signs_where_they_do_not_close(tmp_path: Path) -> None:
    read = table(tmp_path, 'label\ttext\n1\t"a\n2\tb"\n', "t.tsv")
    assert values(read) == [(2, ["1", '"a']), (3, ["2", 'b"'])]


def test_names_of_columns_may_be_told(tmp_path: Path) -> None:
    read = table(tmp_path, "1,a\n\n2,b\n", header="label,text")
    assert values(read) == [(1, ["1", "a"]), (3, ["2", "b"])]


def test_names_of_columns_say_what_columns_are_apart_by(tmp_path: Path) -> None:
    read = table(tmp_path, "1;a, b, c\n2;d\n", header="label,text")
    assert values(read) == [(1, ["1", "a, b, c"]), (2, ["2", "d"])]


def test_only_some_rows_are_asked_for(tmp_path: Path) -> None:
    read = table(tmp_path, "lang,text\nfr,a\nen,b\n")
    assert values(read.where("lang", "en")) == [(3, ["en", "b"])]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "t.csv: there is nothing in it"),
        ("label,text\n", "t.csv has names of columns and no row"),
        ("label,text\n1,a,b\n", "t.csv, row 2: 3 values for 2 columns"),
        (gzip.compress(b"label,text\n1,a\n", mtime=0)[:-9], "t.csv is a damaged gzip file"),
        (b"label,\0\xff", "byte 8 is not utf-8"),
        (b"PK\x03\x04\x14\0\xff", "t.csv is a spreadsheet: save it as csv"),
        ('label,text\n1,a\n"2,b\n3,c\n', "t.csv, row 3: a quote opens in it that never closes"),
        ('"label,text\n1,a\n', "t.csv, row 1: a quote opens in it that never closes"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_no_table_is_said(tmp_path: Path, written: str | bytes, why: str) -> None:
    with pytest.raises(UnusableTable, match=why):
        table(tmp_path, written)


@pytest.mark.parametrize(
    ("line", "why"), [("[]", "row 2: no JSON object"), ("{", "row 2: no JSON: ")]
)
def test_a_line_that_is_no_row_is_said(tmp_path: Path, line: str, why: str) -> None:
    with pytest.raises(UnusableTable, match=why):
        table(tmp_path, f'{{"text": "a"}}\n{line}\n', "t.jsonl")


def test_a_column_that_is_not_there_is_said_with_those_that_are(tmp_path: Path) -> None:
    read = table(tmp_path, "label,text\n1,a\n")
    with pytest.raises(UnusableTable, match=r"no column 'mood'. There are: label, text\."):
        read.require("mood")


def test_a_column_that_is_there_twice_is_said(tmp_path: Path) -> None:
    read = table(tmp_path, "text,label,text\na,1,b\n")
    read.require("label")
    with pytest.raises(UnusableTable, match=r"t\.csv has more than one column 'text'"):
        read.require("text")


def test_a_row_that_ends_too_early_is_said(tmp_path: Path) -> None:
    read = table(tmp_path, "label,text\n1,a\n2\n")
    with pytest.raises(UnusableTable, match=r"t\.csv, row 3: there is no text"):
        list(read.column("text"))


def test_a_value_that_no_row_has_is_said_with_those_there_are(tmp_path: Path) -> None:
    read = table(tmp_path, "lang,text\nfr,a\nen,b\n")
    with pytest.raises(UnusableTable, match=r"lang is 'de'. There are: en, fr\."):
        read.where("lang", "de")
