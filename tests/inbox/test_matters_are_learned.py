"""What people write about is proposed as matters; what the team accepts, new messages belong to."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from parvis.brands.models import Brand, User
from parvis.channels.models import Account
from parvis.inbox.actions import (
    MergeImpossible,
    NameTaken,
    accept_matter,
    make_matter,
    merge_matter,
    propose_again,
    refuse_matter,
    rename_matter,
    say_matter,
    tag_case,
    take_back_matter,
)
from parvis.inbox.actions.learning_matters import learn_matters
from parvis.inbox.actions.matters import LEARN
from parvis.inbox.actions.proposing_matters import propose_matters
from parvis.inbox.models import Case, CaseMatter, Judgement, Matter, MatterModel
from parvis.inbox.queries.tagged import LEAST_CASES
from parvis.inbox.tasks import learn_accepted_matters
from tests.inbox.test_a_message_becomes_a_case import arrive, ask

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db

ZIPS = [
    f"@tilleul la fermeture éclair de mon {thing} est {state}, que faire ?"
    for thing in ("ciré", "sac", "manteau", "blouson")
    for state in ("bloquée", "cassée", "coincée")
]
DOGS = [
    f"@tilleul le chien {what} est-il admis {where} ?"
    for what in ("en laisse", "tenu", "de petite taille", "d’un client")
    for where in ("chez vous", "à la terrasse", "dans la galerie")
]


def hear(brand: Brand, square: Account, texts: list[str], *, at: datetime = NOON) -> None:
    for number, text in enumerate(texts):
        ask(brand, text, at=at + timedelta(seconds=number), handle=f"{at:%H}-{number}")
    arrive(square, at=at + timedelta(minutes=1))


def hear_and_say_which_are_of_zips(
    brand: Brand, square: Account, zips: Matter, *, by: User
) -> None:
    hear(brand, square, ZIPS + DOGS)
    for case in Case.objects.filter(title__contains="fermeture"):
        say_matter(case, matter=zips, by=by, at=NOON)


def matter_of(text: str) -> str:
    judgement = Judgement.objects.select_related("matter").get(message__text=text)
    return judgement.matter.name if judgement.matter else ""


def test_groups_are_proposed_accepted_and_take_what_comes_later(
    brand: Brand, square: Account, lead: User
) -> None:
    hear(brand, square, ZIPS + DOGS)

    proposed = propose_matters(brand, at=NOON)
    zips = next(matter for matter in proposed if "clair" in matter.name)
    for matter in proposed:
        accept_matter(matter, by=lead, at=NOON)
    learn_matters(brand.pk, at=NOON)
    later = "@tilleul fermeture éclair coincée sur mon imperméable, une idée ?"
    hear(brand, square, [later], at=NOON + timedelta(hours=1))

    assert matter_of(ZIPS[0]) == zips.name
    assert zips.name not in {matter_of(text) for text in DOGS}
    assert matter_of(later) == zips.name


def test_proposed_twice_it_stands_there_once_and_refused_it_stays_away(
    brand: Brand, square: Account, lead: User
) -> None:
    hear(brand, square, ZIPS + DOGS)

    proposed = propose_matters(brand, at=NOON)
    assert proposed
    assert propose_matters(brand, at=NOON) == []
    for matter in proposed:
        refuse_matter(matter, by=lead, at=NOON)

    assert propose_matters(brand, at=NOON) == []


@pytest.fixture
def zips(brand: Brand, lead: User) -> Matter:
    return make_matter(brand, name="Fermetures éclair", by=lead, at=NOON)


@pytest.fixture
def dogs(brand: Brand, lead: User) -> Matter:
    return make_matter(brand, name="Chiens", by=lead, at=NOON)


def test_what_is_merged_counts_for_the_other_until_that_is_taken_back(
    zips: Matter, dogs: Matter, lead: User
) -> None:
    merge_matter(dogs, into=zips, by=lead, at=NOON)
    dogs.refresh_from_db()
    assert (dogs.state, dogs.merged_into) == ("merged", zips)
    with pytest.raises(MergeImpossible):
        merge_matter(zips, into=dogs, by=lead, at=NOON)

    propose_again(dogs, by=lead, at=NOON)
    dogs.refresh_from_db()
    assert (dogs.state, dogs.merged_into) == ("proposed", None)


@pytest.mark.parametrize("decision", ["refuse", "merge"])
def test_undone_an_accepted_matter_is_accepted_and_a_proposed_one_proposed(
    client: Client, zips: Matter, dogs: Matter, lead: User, decision: str
) -> None:
    client.force_login(lead)
    address = f"/inbox/matters/{dogs.pk}/"

    def undone(decision: str) -> tuple[str, str]:
        asked = {"decision": decision, "into": str(zips.pk)}
        page = client.post(address, asked, follow=True).content.decode()
        undo = re.search(rf'action="({address}\?[^"]+)"', page)
        assert undo
        said = client.post(html.unescape(undo[1]), {"undo": "1"}, follow=True).content.decode()
        assert 'data-key="z"' not in said
        dogs.refresh_from_db()
        assert dogs.merged_into is None
        return dogs.state, " ".join(re.findall(r"It is \w+ again\.", said))

    assert undone(decision) == ("accepted", "It is accepted again.")
    propose_again(dogs, by=lead, at=NOON)
    assert undone(decision) == ("proposed", "It is proposed again.")
    assert undone("accept") == ("proposed", "It is proposed again.")


def test_of_two_names_that_read_alike_one_is_refused(brand: Brand, lead: User) -> None:
    make_matter(brand, name="Réparation", by=lead, at=NOON)

    for twin in ("Re\u0301paration", "Ré\u200bparation ", "\u202eRÉPARATION", "Ré\u200dparation"):
        with pytest.raises(NameTaken):
            make_matter(brand, name=twin, by=lead, at=NOON)

    assert Matter.objects.get().name == "Réparation"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Lampes", "Added: Lampes."),
        ("Réparation", "Another matter is called that."),
        ("\u200b", "Write a name first"),
        ("é" * 61, "That name is too long: at most 60 letters."),
    ],
)
def test_adding_and_renaming_say_what_became_of_the_name(
    client: Client, brand: Brand, zips: Matter, lead: User, name: str, said: str
) -> None:
    make_matter(brand, name="Réparation", by=lead, at=NOON)
    client.force_login(lead)

    added = client.post("/inbox/matters/new/?brand=tilleul", {"name": name}, follow=True)
    assert said in added.content.decode()

    Matter.objects.filter(name="Lampes").delete()
    asked = {"decision": "rename", "name": name}
    renamed = client.post(f"/inbox/matters/{zips.pk}/", asked, follow=True).content.decode()
    assert (said in renamed) is (name != "Lampes")
    zips.refresh_from_db()
    assert zips.name == ("Lampes" if name == "Lampes" else "Fermetures éclair")


def test_two_living_matters_have_two_names(zips: Matter, dogs: Matter, lead: User) -> None:
    with pytest.raises(NameTaken):
        rename_matter(dogs, name="fermetures ÉCLAIR", by=lead, at=NOON)

    refuse_matter(zips, by=lead, at=NOON)
    rename_matter(dogs, name="Fermetures éclair", by=lead, at=NOON)
    dogs.refresh_from_db()
    assert dogs.name == "Fermetures éclair"


def test_what_the_version_before_learned_is_learned_anew_at_the_next_message(
    brand: Brand, square: Account, zips: Matter, agent: User
) -> None:
    hear_and_say_which_are_of_zips(brand, square, zips, by=agent)
    learn_matters(brand.pk, at=NOON)
    learned = MatterModel.objects.get(brand=brand)
    about = {name: said for name, said in learned.about.items() if name != "gist"}
    later = NOON + timedelta(hours=1)
    MatterModel.objects.filter(brand=brand).update(about=about, learned_at=later)
    ProcrastinateJob.objects.filter(task_name=LEARN).delete()

    hear(brand, square, ["@tilleul un chien admis ?", "@tilleul et son chat ?"], at=later)
    waiting = ProcrastinateJob.objects.filter(task_name=LEARN, status="todo")
    assert [job.args for job in waiting] == [{"brand_id": brand.pk}]

    learn_accepted_matters(brand.pk)
    text = "@tilleul fermeture éclair coincée sur mon imperméable, une idée ?"
    hear(brand, square, [text], at=later + timedelta(hours=1))
    assert matter_of(text) == zips.name


def test_what_an_agent_says_of_cases_teaches(
    brand: Brand, square: Account, zips: Matter, agent: User
) -> None:
    hear_and_say_which_are_of_zips(brand, square, zips, by=agent)

    learn_matters(brand.pk, at=NOON)

    assert {matter_of(text) for text in ZIPS} == {zips.name}
    assert {matter_of(text) for text in DOGS} == {""}


def test_a_tag_of_a_matters_name_teaches_unless_somebody_says_otherwise(
    brand: Brand, square: Account, zips: Matter, agent: User
) -> None:
    hear(brand, square, ZIPS + DOGS)
    for case in Case.objects.filter(title__contains="fermeture"):
        tag_case(case, name="fermetures ÉCLAIR", by=agent.actor, at=NOON)
    mistaken = Case.objects.filter(title__contains="chien").first()
    assert mistaken
    tag_case(mistaken, name="Fermetures éclair", by=agent.actor, at=NOON)
    say_matter(mistaken, matter=None, by=agent, at=NOON)

    learn_matters(brand.pk, at=NOON)

    assert {matter_of(text) for text in ZIPS} == {zips.name}
    assert {matter_of(text) for text in DOGS} == {""}


def test_a_tag_that_many_cases_bear_is_proposed_as_a_matter_once(
    brand: Brand, square: Account, lead: User
) -> None:
    hear(brand, square, ZIPS)
    for case in Case.objects.all()[:LEAST_CASES]:
        tag_case(case, name="Zip", by=lead.actor, at=NOON)
    for case in Case.objects.all()[: LEAST_CASES - 1]:
        tag_case(case, name="à voir", by=lead.actor, at=NOON)

    proposed = propose_matters(brand, at=NOON)

    assert proposed[0].name == "Zip"
    assert proposed[0].examples.count() == LEAST_CASES
    assert "à voir" not in {matter.name for matter in proposed}

    refuse_matter(proposed[0], by=lead, at=NOON)
    assert "Zip" not in {matter.name for matter in propose_matters(brand, at=NOON)}


def test_what_was_said_of_a_case_is_taken_back_step_by_step(
    brand: Brand, square: Account, zips: Matter, dogs: Matter, agent: User
) -> None:
    hear(brand, square, ZIPS[:1])
    case = Case.objects.get()

    def said() -> list[str]:
        living = CaseMatter.objects.filter(case=case, ended_at=None)
        return [str(row.matter) for row in living]

    say_matter(case, matter=zips, by=agent, at=NOON)
    say_matter(case, matter=dogs, by=agent, at=NOON + timedelta(minutes=1))
    assert said() == ["Chiens"]
    take_back_matter(case, by=agent, at=NOON + timedelta(minutes=2))
    assert said() == ["Fermetures éclair"]
    take_back_matter(case, by=agent, at=NOON + timedelta(minutes=3))
    assert said() == []


def test_a_matter_of_another_brand_is_refused(
    brand: Brand, square: Account, other_brand: Brand, lead: User
) -> None:
    hear(brand, square, ZIPS[:1])
    foreign = make_matter(other_brand, name="Ailleurs", by=lead, at=NOON)

    with pytest.raises(ValueError, match="none of brand"):
        say_matter(Case.objects.get(), matter=foreign, by=lead, at=NOON)


def test_an_encoder_that_cannot_be_had_is_named_and_words_do(
    brand: Brand,
    square: Account,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("PARVIS_ENCODER", "/nowhere")
    hear(brand, square, ZIPS + DOGS)

    proposed = propose_matters(brand, at=NOON + timedelta(hours=1))

    assert proposed
    assert "Matters are found by words alone" in caplog.text
    assert "/nowhere" in caplog.text
