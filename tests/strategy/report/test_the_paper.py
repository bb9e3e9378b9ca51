from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from parvis.strategy.diagnosis.diagnose import diagnose
from parvis.strategy.diagnosis.form import Form, Kind, Place
from parvis.strategy.diagnosis.result import Reason
from parvis.strategy.diagnosis.words import Language
from parvis.strategy.report import report_pdf
from tests.strategy.report.extremes import enormous
from tests.strategy.report.shops import BRUINE, FORM, INSTAGRAM, MONDAY, same

SUNDAY = date(2026, 11, 22)
UA = "<pdfuaid:part>1</pdfuaid:part>"


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def catalog(pdf: bytes) -> DictionaryObject:
    root = read(pdf).trailer["/Root"].get_object()
    assert isinstance(root, DictionaryObject)
    return root


def metadata(pdf: bytes) -> str:
    stream = catalog(pdf)["/Metadata"].get_object()
    assert isinstance(stream, StreamObject)
    return stream.get_data().decode()


def is_tagged(pdf: bytes) -> bool:
    mark_info = catalog(pdf)["/MarkInfo"].get_object()
    assert isinstance(mark_info, DictionaryObject)
    return bool(mark_info["/Marked"])


def named(brand: str) -> bytes:
    return report_pdf(diagnose(Form(brand=brand, on=MONDAY)), language="en", at=SUNDAY)


def test_the_same_diagnosis_on_the_same_day_gives_the_same_bytes() -> None:
    assert report_pdf(BRUINE, language="fr", at=SUNDAY) == report_pdf(
        BRUINE, language="fr", at=SUNDAY
    )


@pytest.mark.parametrize(
    ("language", "title", "chapters"),
    [
        ("en", "Bruine – Diagnosis", ["In short", "What exists"]),
        ("fr", "Bruine – Diagnostic", ["En bref", "L’existant"]),
    ],
)
def test_it_bears_its_title_its_language_and_its_chapters(
    language: Language, title: str, chapters: list[str]
) -> None:
    pdf = report_pdf(BRUINE, language=language, at=SUNDAY)
    about = read(pdf).metadata

    assert about is not None
    assert (about.title, str(catalog(pdf)["/Lang"]), is_tagged(pdf)) == (title, language, True)
    outline = [entry.title for entry in read(pdf).outline if not isinstance(entry, list)]
    assert outline[:2] == chapters
    assert len(outline) == 13


def test_what_matters_most_stands_on_the_first_page_and_nothing_else() -> None:
    first, second = (
        page.extract_text() for page in read(report_pdf(BRUINE, language="en", at=SUNDAY)).pages[:2]
    )

    for words in (
        "Answer here",
        "Redirect to your own",
        "Level 1 of 5",
        "Measure the time to an answer",
    ):
        assert words in first
    assert "What exists" not in first
    assert second.startswith("What exists")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_first_page_is_one_page_whatever_there_is_to_say(language: Language) -> None:
    words = same("Quelques mots de plus, pour voir. " * 20)
    long = replace(INSTAGRAM, name="Un nom de canal qui ne veut pas finir du tout")
    wordy = replace(
        BRUINE,
        form=replace(FORM, brand="Une marque dont le nom est long " * 3),
        channels=(replace(long, speaks_for=(Reason(rule="r", says=words),)),) * 9,
        steps=(replace(BRUINE.steps[0], says=words, why=words),),
        maturity=diagnose(FORM).maturity,
    )

    second = read(report_pdf(wordy, language=language, at=SUNDAY)).pages[1].extract_text()

    assert second.startswith({"en": "What exists", "fr": "L’existant"}[language])


def test_a_latin_name_leaves_the_file_accessible_by_name() -> None:
    assert UA in metadata(named("Čapek & Łódź, Ελλάς, Привет"))


def test_a_letter_that_no_font_has_costs_only_the_name_of_the_standard() -> None:
    pdf = named("Bruine \U0001f327\ue000")

    assert UA not in metadata(pdf)
    assert "Bruine" in read(pdf).pages[0].extract_text()
    assert is_tagged(pdf)


@pytest.mark.parametrize(
    "brand", ["", "\x00\ud800\ufffe", "x" * 5000, "א" * 60, "a\u202eb", " \n "]
)
def test_any_name_is_printed(brand: str) -> None:
    assert len(read(named(brand)).pages) > 1


def test_a_word_without_end_stays_on_the_page() -> None:
    place = Place(
        name="w" * 300, kind=Kind.BLOG, owner="o" * 300, address="https://x.example/" + "y" * 300
    )
    pdf = report_pdf(diagnose(replace(FORM, places=(place,))), language="en", at=SUNDAY)

    text = "".join(page.extract_text() for page in read(pdf).pages).replace("\u200b", "")
    longest = max(len(run) for letter in "woy" for run in re.findall(f"{letter}+", text))
    assert text.count("w") > 100
    assert longest < 90


def test_ten_thousand_of_everything_are_a_short_report() -> None:
    pdf = report_pdf(enormous(10_000), language="fr", at=SUNDAY)

    assert len(read(pdf).pages) < 35
    text = "".join(page.extract_text() for page in read(pdf).pages)
    assert "Et 9\u202f960 de plus, dans le détail complet." in text
