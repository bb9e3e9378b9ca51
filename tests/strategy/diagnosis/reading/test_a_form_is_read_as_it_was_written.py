from hypothesis import given

from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.reading import read_form
from tests.strategy.forms import FORMS, TODAY, as_yaml, unhurried


@unhurried
@given(FORMS)
def test_a_form_written_as_yaml_and_read_again_is_the_same(form: Form) -> None:
    assert read_form(as_yaml(form).encode(), today=TODAY).form == form
