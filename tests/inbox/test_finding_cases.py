"""Search: a case is found by its words, however they were ended, accented or mistyped."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.brands.models import Brand, User
from parvis.channels.actions import connect_account
from parvis.channels.models import Account, Media
from parvis.inbox.actions.indexing import index_cases
from parvis.inbox.models import Case, Tag, Tagging
from parvis.inbox.queries import search
from parvis.inbox.queries.queue import View, queue
from parvis.inbox.queries.search import Found, search_cases
from parvis.kit.actors import PARVIS
from tests.inbox.conversations import a_case

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def index_all() -> None:
    index_cases(list(Case.objects.values_list("pk", flat=True)))


def found(user: User, account: Account, words: str, **asked: object) -> Found:
    index_all()
    return search_cases([account.brand_id], words, user=user, at=NOON, **asked)  # type: ignore[arg-type]


def titles(user: User, account: Account, words: str) -> list[str]:
    ids = [hit.case_id for hit in found(user, account, words).hits]
    by_id = Case.objects.in_bulk(ids)
    return [by_id[case_id].title for case_id in ids]


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("Où sont mes commandes ?", "commander"),
        ("J'ai commandé deux lampes", "commandes"),
        ("It was never shipped", "shipping"),
        ("The shipping takes weeks", "shipped"),
        ("ouvert tout l'été", "ete"),
        ("ouvert tout l'ete", "ÉTÉ"),
        ("Une œuvre d’art", "oeuvre"),
        ("livraison incomplète", "livrason"),
        ("livraison incomplète", "livrasion"),
        ("still no refund", "refudn"),
        ("remboursement refusé", "remboursment"),
        ("la théière est cassée", "theire"),
        ("dossier FR-2024-48213", "48213"),
        ("écrivez à lea.martin@mail.example", "lea.martin@mail.example"),
        ("écrivez à lea.martin@mail.example", "martin"),
        ("échange/remboursement", "remboursement"),
        ("livraison mardi", "livr"),
        ("Straße und Größe", "strasse"),
        ("Привет, где мой заказ", "заказ"),
    ],
)
def test_a_word_is_found(square: Account, agent: User, said: str, typed: str) -> None:
    a_case(square, said)
    a_case(square, "quelque chose d'autre")

    assert titles(agent, square, typed) == [said]


@pytest.mark.parametrize(
    ("typed", "those"),
    [
        ("colis retard", {"both", "apart"}),
        ('"colis en retard"', {"both"}),
        ("« colis en retard »", {"both"}),
        ("“colis en retard”", {"both"}),
        ("colis -retard", {"parcel"}),
        ('colis -"en retard"', {"parcel", "apart"}),
        ("où est le colis", {"both", "apart", "parcel"}),
        ("le", {"apart"}),
        ("colis vélo", set()),
        ("COLIS", {"both", "apart", "parcel"}),
    ],
)
def test_all_words_are_asked_for_and_some_refused(
    square: Account, agent: User, typed: str, those: set[str]
) -> None:
    a_case(square, "mon colis en retard", title="both")
    a_case(square, "le retard de Paul", "un colis", title="apart")
    a_case(square, "un colis bleu", title="parcel")

    assert set(titles(agent, square, typed)) == those


def test_everything_of_a_case_finds_it(square: Account, agent: User) -> None:
    case = a_case(square, "bonjour", title="Une lampe", name="Noémie Dupond")
    Media.objects.create(
        message=case.places.get().message, filename="facture.pdf", mime="application/pdf", size=1
    )
    Tagging.objects.create(
        case=case,
        tag=Tag.objects.create(brand=square.brand, name="retour atelier"),
        by_name="Ines",
        tagged_at=NOON,
    )
    case.notes.create(author=agent, text="elle a rappelé", created_at=NOON)

    for typed in (
        *("lampe", "noemie", "Dupond", "person1@mail.example", "facture", "rappelé"),
        *(f"#{case.pk}", str(case.pk), "from:noémie", 'tag:"retour atelier"', "from:dupond lampe"),
        *("channel:demo lampe", "channel:village", "is:open", "is:open is:unassigned lampe"),
    ):
        assert titles(agent, square, typed) == ["Une lampe"], typed
    for typed in ("from:lampe", "tag:noémie", "channel:email lampe", "is:resolved", "is:mine"):
        assert titles(agent, square, typed) == [], typed


def test_the_newest_come_first_and_page_after_page(
    square: Account, agent: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "LOOKED_THROUGH", 3)
    for number in range(7):
        a_case(square, f"la lampe {number}" if number % 2 == 0 else "une chaise")

    first = found(agent, square, "lampes", limit=2)
    second = found(agent, square, "lampes", limit=2, after=first.more)

    shown = [hit.title for page in (first, second) for hit in page.hits]
    assert shown == [f"la <mark>lampe</mark> {number}" for number in (6, 4, 2, 0)]
    assert (bool(first.more), second.more) == (True, "")


def test_what_was_found_is_marked_and_nothing_else_is_html(square: Account, agent: User) -> None:
    a_case(
        square,
        "Bonjour, <script>alert('colis')</script> mes colis & moi",
        title="<b>Colis</b> perdus",
    )

    hit = found(agent, square, "colis").hits[0]

    assert hit.title == "&lt;b&gt;<mark>Colis</mark>&lt;/b&gt; perdus"
    assert "<script" not in hit.snippet
    assert "mes <mark>colis</mark> &amp; moi" in hit.snippet


def test_a_mistyped_word_is_named(square: Account, agent: User) -> None:
    a_case(square, "la livraison est arrivée")

    assert found(agent, square, "livrason arrivée").mistyped == ("livrason",)
    assert found(agent, square, "livraison").mistyped == ()


def test_nobody_finds_another_brands_words(
    square: Account, other_brand: Brand, agent: User
) -> None:
    theirs = connect_account(other_brand, connector_id="demo", name="Foire", by=PARVIS, at=NOON)
    case = a_case(theirs, "une théière en porcelaine")

    for typed in ("porcelaine", "porcelane", str(case.pk), f"#{case.pk}", "is:open", "from:mina"):
        assert found(agent, square, typed).hits == []
    assert found(agent, square, "porcelane").mistyped == ()


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "\0", "😍", "'", "''", "\\", "!", "& |", "<->", ":*", "a:*", "'a':B", "--", "-"),
        *(
            '"',
            '""',
            '"a',
            "from:",
            'from:""',
            "is:",
            "is:nothing",
            "channel:",
            "tag:%",
            "%s %(x)s",
        ),
        *("'; DROP TABLE inbox_case; --", "!!a", "((", "a" * 10_000, "a " * 5_000, "😍" * 10_000),
        *(
            "#999999999999999999999",
            "9" * 400,
            "\ud83d\ude0d".encode("utf-16", "surrogatepass").decode("utf-16"),
            "é" * 3_000,
        ),
    ],
)
def test_whatever_is_typed_is_words(square: Account, agent: User, typed: str) -> None:
    a_case(square, "rien de tel ici")

    found(agent, square, typed)

    assert Case.objects.count() == 1


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    signs=st.lists(
        st.sampled_from([*"xy'\"\\:*&|!<>()-#% \0é😍", "from:", "is:resolved", "channel:", "tag:"]),
        max_size=24,
    )
)
def test_no_sign_is_an_order(square: Account, agent: User, signs: list[str]) -> None:
    assert search_cases([square.brand_id], "".join(signs), user=agent, at=NOON).hits in ([], ())


def test_the_queue_finds_whatever_the_view(square: Account, agent: User) -> None:
    a_case(square, "une lampe", state=Case.State.RESOLVED)
    a_case(square, "deux lampes", due_at=NOON + timedelta(hours=1))
    index_all()

    with CaptureQueriesContext(connection) as queries:
        shown = queue([square.brand_id], view=View.OPEN, user=agent, at=NOON, words="lampe")

    assert [
        (group.state, [(row.words, row.state) for row in group.rows]) for group in shown.groups
    ] == [("found", [("deux lampes", "soon"), ("une lampe", "resolved")])]
    assert [row.hit.snippet for row in shown.groups[0].rows if row.hit] == [
        "deux <mark>lampes</mark>",
        "une <mark>lampe</mark>",
    ]
    assert len(queries) <= 9
