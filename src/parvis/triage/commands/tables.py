"""Tables of people: csv, tsv or jsonl, gzipped or not, as spreadsheets and exports write them."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple

_GZIP_MAGIC = b"\x1f\x8b"
_ZIP_MAGIC = b"PK\x03\x04"
"""Of xlsx and ods too."""
_OLE_MAGIC = b"\xd0\xcf\x11\xe0"
"""Of xls."""
_DELIMITERS = ",;\t|"
_LONGEST_VALUE = 64 * 1024 * 1024
_THE_END = "\x03"
"""Put behind a file, it is a row of its own, unless a quote is open."""
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


class UnusableTable(Exception):
    """The file cannot be read as a table, or not as it is asked; the message says why."""


class Row(NamedTuple):
    """`number` counts as a spreadsheet does: from 1, the names of columns too."""

    number: int
    values: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    name: str
    columns: tuple[str, ...]
    rows: Sequence[Row]

    def require(self, *columns: str) -> None:
        """Raises `UnusableTable` where there is no such column, or more than one."""
        for column in columns:
            if self.columns.count(column) > 1:
                raise UnusableTable(
                    f"{self.name} has more than one column {column!r}: name each otherwise, or all "
                    "of them with --header."
                )
            if column not in self.columns:
                raise UnusableTable(
                    f"{self.name} has no column {column!r}. There are: {', '.join(self.columns)}."
                )

    def where(self, column: str, value: str) -> Table:
        """Those rows alone. Raises `UnusableTable` where there is none."""
        self.require(column)
        rows = [row for row in self.rows if row.values.get(column) == value]
        if not rows:
            there = sorted({row.values.get(column, "") for row in self.rows})
            raise UnusableTable(
                f"{self.name} has no row whose {column} is {value!r}. There are: {_some(there)}."
            )
        return Table(self.name, self.columns, rows)

    def column(self, name: str) -> Iterator[tuple[int, str]]:
        """Number and value of each row. Raises `UnusableTable` where a row ends before."""
        self.require(name)
        for row in self.rows:
            if name not in row.values:
                raise UnusableTable(
                    f"{self.name}, row {row.number}: there is no {name}: the row ends before "
                    "it, or a quote before it does not close"
                )
            yield row.number, row.values[name]


def read_table(path: Path, *, header: Sequence[str] = (), encoding: str = "") -> Table:
    """`header` names the columns of a file that does not. Raises `UnusableTable`."""
    text = _decoded(_unpacked(path), path, encoding)
    if not text.strip():
        raise UnusableTable(f"{path}: there is nothing in it")
    if _is_jsonl(path, text):
        rows = list(_json_rows(path, text))
        columns = tuple(dict.fromkeys(name for row in rows for name in row.values))
        return Table(path.name, columns, rows)
    return _delimited(path, text, header)


def _unpacked(path: Path) -> bytes:
    try:
        written = path.read_bytes()
        _refuse_spreadsheet(written, path)
        return gzip.decompress(written) if written.startswith(_GZIP_MAGIC) else written
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise UnusableTable(f"{path} is a damaged gzip file: {error}") from None
    except OSError as error:
        raise UnusableTable(f"{path} cannot be read: {error.strerror}") from None


def _refuse_spreadsheet(written: bytes, path: Path) -> None:
    if written.startswith(_ZIP_MAGIC) and path.suffix.lower() == ".zip":
        raise UnusableTable(f"{path} is a zip archive: unpack it, and name the table in it")
    if written.startswith((_ZIP_MAGIC, _OLE_MAGIC)):
        raise UnusableTable(f"{path} is a spreadsheet: save it as csv, and name that file")


def _decoded(written: bytes, path: Path, encoding: str) -> str:
    """Unless told: what the first bytes say, else UTF-8, else what spreadsheets of Western Europe
    write."""
    try:
        if encoding:
            return written.decode(encoding).removeprefix("\ufeff")
        if written.startswith((b"\xff\xfe", b"\xfe\xff")):
            return written.decode("utf-16")
        return written.decode("utf-8-sig")
    except LookupError:
        raise UnusableTable(f"no encoding is called {encoding!r}") from None
    except UnicodeDecodeError as error:
        if encoding or b"\0" in written:
            raise UnusableTable(f"{path}: byte {error.start + 1} is not {error.encoding}") from None
    return written.decode("cp1252", "replace")


def _is_jsonl(path: Path, text: str) -> bool:
    if {".jsonl", ".ndjson"} & set(path.suffixes):
        return True
    return not {".csv", ".tsv", ".tab"} & set(path.suffixes) and text.lstrip().startswith("{")


def _json_rows(path: Path, text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            read = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UnusableTable(f"{path.name}, row {number}: no JSON: {error}") from None
        if not isinstance(read, dict):
            raise UnusableTable(f"{path.name}, row {number}: no JSON object")
        yield Row(number, {name: _as_written(value) for name, value in read.items()})


def _as_written(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _delimited(path: Path, text: str, header: Sequence[str]) -> Table:
    delimiter = _delimiter(path, text, len(header))
    csv.field_size_limit(_LONGEST_VALUE)
    lines = csv.reader(
        chain(io.StringIO(text, newline=""), [_THE_END]),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if _is_quoted(text, delimiter) else csv.QUOTE_NONE,
    )
    numbered = enumerate(lines, start=1)
    try:
        columns = tuple(header) or tuple(name.strip() for name in next(numbered)[1])
        read = list(numbered)
        if not read or read[-1][1] != [_THE_END]:
            raise UnusableTable(
                f"{path.name}, row {len(read) + (not header)}: a quote opens in it that never "
                "closes: close it, or write the sign twice between quotes"
            )
        rows = [_row(path, number, columns, values) for number, values in read[:-1] if values]
    except csv.Error as error:
        raise UnusableTable(f"{path.name}, line {lines.line_num}: {error}") from None
    if not rows:
        raise UnusableTable(f"{path.name} has names of columns and no row")
    return Table(path.name, columns, rows)


def _row(path: Path, number: int, columns: Sequence[str], values: Sequence[str]) -> Row:
    if any(values[len(columns) :]):
        raise UnusableTable(
            f"{path.name}, row {number}: {len(values)} values for {len(columns)} columns "
            f"({', '.join(columns)}). Columns without names are named with --header."
        )
    return Row(number, dict(zip(columns, values, strict=False)))


def _delimiter(path: Path, text: str, columns: int) -> str:
    """By name; what is called csv, or has no name, may be apart by other signs too: the one that
    gives as many columns as there are names, else the commonest in the first line."""
    if {".tsv", ".tab"} & set(path.suffixes):
        return "\t"
    first = text.lstrip("\r\n").partition("\n")[0]
    return max(_DELIMITERS, key=lambda sign: (first.count(sign) == columns - 1, first.count(sign)))


def _is_quoted(text: str, delimiter: str) -> bool:
    """Columns apart by tabs are written by many programs without quotes around what has some in
    it: then one that opens and never closes is a sign like any other."""
    if delimiter != "\t":
        return True
    lines = text.replace("\r\n", "\n").split("\n")
    apart = [value for line in lines for value in line.split("\t") if value.startswith('"')]
    if all(_QUOTED.fullmatch(value) for value in apart):
        return True
    return len({line.count("\t") for line in lines if line}) > 1


def _some(names: Sequence[str]) -> str:
    more = len(names) - 10
    return ", ".join(names[:10]) + (f" and {more} more" if more > 0 else "")
