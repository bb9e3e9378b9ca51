"""Labelled messages of a file, as a command line names them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from parvis.triage.commands.context import PLACES, UnclearContext, place_of_word
from parvis.triage.commands.fields import Field, Labelling, UnusableLabel
from parvis.triage.commands.tables import Table, UnusableTable, read_table
from parvis.triage.verdict import Place, Text


@dataclass(frozen=True)
class Labelled:
    texts: list[Text]
    labels: list[str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="csv, tsv or jsonl, gzipped or not")
    parser.add_argument("--target", required=True, metavar="FIELD", help="what is to be told")
    parser.add_argument("--label", required=True, metavar="COLUMN", help="the column of labels")
    parser.add_argument("--text", required=True, metavar="COLUMN", help="the column of texts")
    parser.add_argument(
        "--where",
        metavar="COLUMN=VALUE",
        type=_pair,
        action="append",
        default=[],
        help="only rows with this value; may be given several times",
    )
    parser.add_argument(
        "--labels",
        metavar="LABEL=MEANING,...",
        type=_pairs,
        default={},
        help='what labels mean, as "0=negative,1=neutral"; "x=" leaves the rows with x out',
    )
    parser.add_argument(
        "--positive", metavar="LABEL", default="", help="this label is a yes, others a no; *: any"
    )
    parser.add_argument(
        "--header",
        metavar="COLUMN,...",
        type=lambda names: names.split(","),
        default=[],
        help="names of the columns, where the file has none",
    )
    parser.add_argument("--encoding", metavar="NAME", default="", help="of the file, as cp1252")


def add_places(parser: argparse.ArgumentParser) -> None:
    places = parser.add_mutually_exclusive_group()
    places.add_argument(
        "--place", choices=PLACES, default="private", help="where all were said; private"
    )
    places.add_argument("--place-column", metavar="COLUMN", help="the column that says where")


def read_labelled(path: Path, options: argparse.Namespace, field: Field) -> Labelled:
    """Raises `UnusableTable` and `fields.UnusableLabel`."""
    if options.positive and not field.is_yes_or_no:
        raise UnusableLabel(
            f"{field.name} is more than a yes or no: leave --positive, and say what labels mean "
            "with --labels where they are other words"
        )
    table = read_table(path, header=options.header, encoding=options.encoding)
    table.require(options.text, options.label)
    for column, value in options.where:
        table = table.where(column, value)
    labels = Labelling(options.labels, options.positive).read(table.column(options.label), field)
    texts = [text for _, text in table.column(options.text)]
    rows = [row for row in zip(texts, _places(table, options), labels, strict=True) if row[2]]
    if not rows:
        raise UnusableTable(f"{table.name}: --labels leaves no row")
    return Labelled(
        texts=[Text.said_at(place, text) for text, place, _ in rows],
        labels=[label for _, _, label in rows],
    )


def _places(table: Table, options: argparse.Namespace) -> Iterator[Place]:
    column = getattr(options, "place_column", None)
    if column is None:
        yield from [PLACES[getattr(options, "place", "private")]] * len(table.rows)
        return
    for number, written in table.column(column):
        try:
            yield place_of_word(written)
        except UnclearContext as error:
            raise UnusableTable(f"{table.name}, row {number}: {error}") from None


def _pair(written: str) -> tuple[str, str]:
    column, equals, value = written.partition("=")
    if not column or not equals:
        raise argparse.ArgumentTypeError("write COLUMN=VALUE")
    return column, value


def _pairs(written: str) -> dict[str, str]:
    pairs = [one.rpartition("=") for one in written.split(",")]
    if not all(equals for _, equals, _ in pairs):
        raise argparse.ArgumentTypeError('write "0=negative,1=neutral"')
    return {label.strip(): meaning.strip() for label, _, meaning in pairs}
