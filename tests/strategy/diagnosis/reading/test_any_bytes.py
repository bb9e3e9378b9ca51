"""Whatever is in a file, it gives a form or its faults."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.reading import known_keys, read_form
from tests.strategy.forms import FORMS, TODAY, as_yaml, faults_in, unhurried

_SIGNS = st.sampled_from(
    [*"-:,[]{}?&*!|>'\"%@`#~\n\t .0", "\n  ", "- ", ": ", "? ", "<<: ", "---\n", "!!map ", "\u2028"]
)
_WORDS = st.sampled_from(
    sorted({word for key in known_keys() for word in key.replace("[]", "").split(".")})
)


def _is_dealt_with(document: bytes) -> None:
    faults = faults_in(document)
    assert all(fault.line >= 1 and fault.says.en and fault.says.fr for fault in faults)


@unhurried
@given(st.binary(max_size=300))
def test_any_bytes_give_a_form_or_faults(document: bytes) -> None:
    _is_dealt_with(document)


@unhurried
@given(st.lists(_SIGNS | _WORDS | st.text(max_size=4), max_size=60).map("".join))
def test_signs_of_yaml_and_known_keys_in_any_order_give_a_form_or_faults(text: str) -> None:
    _is_dealt_with(text.encode(errors="surrogatepass"))


@unhurried
@given(FORMS, st.data())
def test_a_file_with_a_piece_cut_out_gives_a_form_or_faults(
    form: Form, data: st.DataObject
) -> None:
    text = as_yaml(form)
    begins = data.draw(st.integers(0, len(text)))
    ends = data.draw(st.integers(begins, len(text)))
    _is_dealt_with((text[:begins] + text[ends:]).encode())


@pytest.mark.parametrize(
    "document", [b"", b"{}", b"# nothing yet\n", b"---\n", b"\xef\xbb\xbf", b"~"]
)
def test_an_empty_file_is_a_brand_of_which_nothing_is_said_yet(document: bytes) -> None:
    assert read_form(document, today=TODAY).form == Form(brand="(no name)", on=TODAY)
