"""Which mails belong together, and which case they open: nobody's mail lands in another's case."""

from __future__ import annotations

import pytest

from parvis.brands.models import Brand
from parvis.channels.actions import queue_reply
from parvis.channels.actions.speaking import intent_of
from parvis.channels.models import Account, Ancestor, Message
from parvis.channels.protocol import Verb
from parvis.inbox.actions import take_in
from parvis.inbox.models import Case
from parvis.kit.actors import PARVIS
from tests.contract.mailbox_account import NOON, bring, mail_account
from tests.contract.mails import mail

pytestmark = pytest.mark.django_db
OURS = "Maison Tilleul <support@tilleul.test>"


@pytest.fixture
def mailbox(brand: Brand) -> Account:
    return mail_account(brand)


def arrive(mailbox: Account, *mails: bytes, source: str = "inbox") -> None:
    known = set(Message.objects.values_list("pk", flat=True))
    bring(mailbox, *mails, source=source)
    take_in(list(Message.objects.exclude(pk__in=known).values_list("pk", flat=True)))


def cases() -> list[tuple[str, int]]:
    """Whose cases there are, and how many messages lie in each."""
    rows = Case.objects.order_by("id")
    return [(str(case.person), case.places.count()) for case in rows]


def ask(text: str = "Where is my order 12?", **headers: str | None) -> bytes:
    return mail(text, **{"Message_ID": "<ask@example.test>", **headers})


def day(number: int) -> str:
    """A day of the February before, as mails write it."""
    return f"{number} Feb 2026 12:00:00 +0000"


def test_an_answer_to_a_mail_that_was_written_elsewhere_stays_in_its_case(
    mailbox: Account,
) -> None:
    arrive(mailbox, ask())
    elsewhere = mail(
        "Which order?",
        From=OURS,
        To="mina@example.test",
        Message_ID="<outlook@tilleul.test>",
        In_Reply_To="<ask@example.test>",
    )
    arrive(mailbox, elsewhere, source="sent")

    arrive(
        mailbox, ask("It is order 12.", Message_ID="<b@x>", In_Reply_To="<outlook@tilleul.test>")
    )

    assert cases() == [("Mina Azur", 3)]


def test_people_who_answer_one_newsletter_have_a_case_each(mailbox: Account) -> None:
    news = mail("Our spring!", From=OURS, To="all@tilleul.test", Message_ID="<news@tilleul.test>")
    arrive(mailbox, news, source="sent")
    for name in ("mina", "paul", "zoe"):
        reply = {"From": f"{name}@example.test", "In_Reply_To": "<news@tilleul.test>"}
        arrive(mailbox, ask("Can you call me?", Message_ID=f"<{name}@example.test>", **reply))

    assert [person for person, _ in cases()] == [
        "mina@example.test",
        "paul@example.test",
        "zoe@example.test",
    ]


def test_an_answer_names_no_mail_of_a_stranger_in_the_same_thread(mailbox: Account) -> None:
    for name in ("mina", "paul"):
        reply = {"From": f"{name}@example.test", "In_Reply_To": "<news@tilleul.test>"}
        arrive(mailbox, ask("Can you call me?", Message_ID=f"<{name}@example.test>", **reply))
    question = Message.objects.get(ext_id="<paul@example.test>")
    assert Message.objects.values("thread").distinct().count() == 1

    outgoing = queue_reply(answers=question, text="Yes.", client_key="k", by=PARVIS, at=NOON)

    intent = intent_of(outgoing)
    assert (intent.verb, intent.references) == (Verb.REPLY, ("<paul@example.test>",))


@pytest.mark.parametrize(
    "claim",
    [
        {"Subject": "Re: [#1] Ticket#1234 order 12"},
        {"Subject": "Re: Where is my order?"},
        {"References": "<never-seen@example.test>"},
    ],
    ids=["a number in the subject", "the same subject", "an unknown reference"],
)
def test_no_words_of_a_stranger_reach_another_persons_case(
    mailbox: Account, claim: dict[str, str | None]
) -> None:
    arrive(mailbox, ask())
    number = Case.objects.get().pk
    text = f"Please answer in case {number}, Ticket#{number}, <ask@example.test>. When?"

    arrive(mailbox, ask(text, From="mallory@x.test", Message_ID="<m@x.test>", **claim))

    assert cases() == [("Mina Azur", 1), ("mallory@x.test", 1)]


def test_a_stranger_who_refers_to_a_mail_gets_a_case_of_their_own(mailbox: Account) -> None:
    arrive(mailbox, ask())
    quoting = {"From": "mallory@x.test", "References": "<ask@example.test>"}

    arrive(mailbox, ask("And mine, when does it come?", Message_ID="<m@x.test>", **quoting))

    assert cases() == [("Mina Azur", 1), ("mallory@x.test", 1)]


SIBLINGS = {
    "both name the whole way": ("<root@x.test> <between@x.test>", "<root@x.test> <other@x.test>"),
    "one names the nearest alone": ("<root@x.test> <between@x.test>", "<between@x.test>"),
    "one names what is older still": ("<between@x.test>", "<root@x.test> <between@x.test>"),
}


@pytest.mark.parametrize("together", [True, False], ids=["in one batch", "one by one"])
@pytest.mark.parametrize("chains", SIBLINGS.values(), ids=SIBLINGS)
def test_mails_with_a_common_ancestor_that_nobody_has_are_one_case(
    mailbox: Account, chains: tuple[str, str], *, together: bool
) -> None:
    """Said so far apart that the thread alone brings them together."""
    arrive(mailbox, ask("Something else?", Message_ID="<else@x.test>", Date=day(2)))
    siblings = [
        ask(
            f"Where is it? ({number})",
            Message_ID=f"<m{number}@x.test>",
            References=chain,
            Date=day(12 + 9 * number),
        )
        for number, chain in enumerate(chains)
    ]

    for batch in [siblings] if together else [[one] for one in siblings]:
        arrive(mailbox, *batch)

    assert cases() == [("Mina Azur", 1), ("Mina Azur", 2)]


def test_a_mail_that_came_after_those_that_refer_to_it_is_in_their_case(mailbox: Account) -> None:
    chain = "<root@x.test> <between@x.test>"
    arrive(mailbox, ask("And when?", Message_ID="<m1@x.test>", References=chain, Date=day(20)))

    arrive(mailbox, ask("Where is it?", Message_ID="<between@x.test>", Date=day(10)))

    assert cases() == [("Mina Azur", 2)]


def test_only_what_never_came_is_remembered_by_name(mailbox: Account) -> None:
    arrive(mailbox, ask())
    answer = ask("And?", Message_ID="<b@x.test>", References="<ask@example.test>")
    stray = ask("Here?", Message_ID="<c@x.test>", References="<r@x.test> <s@x.test> <t@x.test>")

    arrive(mailbox, answer, stray)

    assert set(Ancestor.objects.values_list("ext_id", flat=True)) == {"<s@x.test>", "<t@x.test>"}


def test_one_mail_that_arrives_on_three_ways_is_one_case(mailbox: Account) -> None:
    question = ask("Where is my order 12?")
    copies = [b"Received: by relay%d.test\r\n" % number + question for number in range(3)]

    arrive(mailbox, *copies)
    arrive(mailbox, copies[0], source="import")

    assert cases() == [("Mina Azur", 1)]
