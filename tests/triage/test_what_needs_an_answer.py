"""Which messages call for an answer, and which do not."""

import pytest

from parvis.triage import Text, Verdict
from parvis.triage.asking_back import asks_back
from parvis.triage.judge import judge


def verdict_on(
    text: str,
    *,
    private: bool = False,
    surface: str = "public_post",
    addressed: bool = True,
    after_answer: bool = False,
    automatic: bool = False,
    title: str = "",
    was_asked: bool = False,
) -> Verdict:
    message = Text(
        text=text,
        visibility="private" if private else "public",
        surface=surface,
        addressed=addressed,
        after_answer=after_answer,
        automatic=automatic,
        title=title,
        was_asked=was_asked,
    )
    [verdict] = judge([message])
    return verdict


@pytest.mark.parametrize(
    "text",
    [
        "je voudrais savoir si vous livrez en Corse",
        "ou en est ma commande",
        "I'd like to know whether it fits a small kitchen",
        "any news on order 4412",
        "kan es ce ke le vase revien svp",
    ],
)
def test_a_question_without_a_question_mark_does(text: str) -> None:
    verdict = verdict_on(text)
    assert verdict.question >= 0.5
    assert verdict.calls_for_answer


@pytest.mark.parametrize(
    "text",
    ["Merci beaucoup, bonne journée", "ok merci", "Perfect, thanks so much", "👍", "C'est noté"],
)
def test_thanks_after_an_answer_do_not(text: str) -> None:
    assert not verdict_on(text, private=True, surface="dm", after_answer=True).calls_for_answer


@pytest.mark.parametrize(
    "text",
    [
        "Merci, mais quand serai-je remboursée ?",
        "Merci de me répondre",
        "Thanks for nothing",
        "ok mais le second est cassé aussi",
    ],
)
def test_thanks_that_go_on_do(text: str) -> None:
    assert verdict_on(text, private=True, surface="dm", after_answer=True).calls_for_answer


@pytest.mark.parametrize("text", ["Quel beau travail, bravo", "Gorgeous, love it", "😍😍"])
def test_pure_praise_does_not(text: str) -> None:
    verdict = verdict_on(text)
    assert not verdict.calls_for_answer
    assert verdict.tone.p_positive > verdict.tone.p_negative


def test_an_angry_face_sent_to_the_brand_does() -> None:
    assert verdict_on("😡").calls_for_answer


@pytest.mark.parametrize(
    "text",
    [
        "Je ne suis pas du tout satisfaite de ce plat",
        "JAMAIS REÇU MON COLIS",
        "le bol est arrivé ébréché",
        "Still waiting for my parcel after three weeks",
        "toujour pa recu ma comande",
    ],
)
def test_a_complaint_does(text: str) -> None:
    verdict = verdict_on(text)
    assert verdict.complaint >= 0.5
    assert verdict.tone.p_negative > verdict.tone.p_positive
    assert verdict.calls_for_answer


@pytest.mark.parametrize("text", ["aucun problème, à bientôt", "No problem at all, bye"])
def test_a_problem_denied_is_no_complaint(text: str) -> None:
    verdict = verdict_on(text, after_answer=True)
    assert verdict.complaint < 0.3
    assert not verdict.calls_for_answer


def test_advertising_does_not_even_when_it_asks() -> None:
    verdict = verdict_on(
        "Envie de booster votre visibilité ? Cliquez ici https://abonnes.example", private=True
    )
    assert verdict.promotional >= 0.9
    assert not verdict.calls_for_answer


def test_a_customer_whose_promo_code_fails_is_no_advertiser() -> None:
    verdict = verdict_on("le code promo de la newsletter ne marche pas, c'est gratuit ou non ?")
    assert verdict.calls_for_answer


@pytest.mark.parametrize(
    ("text", "title", "automatic"),
    [
        ("Pourquoi ce message ?", "", True),
        ("De retour lundi. Une question ? Écrivez à ma collègue.", "Absence du bureau", False),
        ("I am out of the office until Monday.", "Automatic reply: your order", False),
    ],
)
def test_what_a_machine_sent_does_not(text: str, title: str, automatic: bool) -> None:
    verdict = verdict_on(text, private=True, surface="mail", automatic=automatic, title=title)
    assert not verdict.calls_for_answer


def test_a_mail_that_says_it_all_in_its_subject_does() -> None:
    verdict = verdict_on("", private=True, surface="mail", title="Colis perdu")
    assert verdict.complaint >= 0.5
    assert verdict.calls_for_answer


def test_what_the_mail_quotes_is_not_what_the_person_says() -> None:
    text = "Merci, bonne journée.\n\nLe 3 mars, Anne a écrit :\n> Mon colis est perdu ?"
    verdict = verdict_on(text, private=True, surface="mail", after_answer=True)
    assert max(verdict.complaint, verdict.question) < 0.1
    assert not verdict.calls_for_answer


def test_a_private_message_without_words_does_since_it_may_be_a_picture() -> None:
    assert verdict_on("", private=True, surface="dm").calls_for_answer


def test_talk_about_the_brand_does_not_until_it_asks_or_complains() -> None:
    assert not verdict_on("Passée devant la boutique ce matin", addressed=False).calls_for_answer
    assert verdict_on(
        "Quelqu'un sait joindre cette boutique ? Mon colis est perdu", addressed=False
    ).calls_for_answer


@pytest.mark.parametrize("text", ["Wann kommt das Paket", "Quería cambiar mi pedido", "مرحبا"])
def test_a_private_message_in_another_language_does(text: str) -> None:
    assert verdict_on(text, private=True, surface="dm").calls_for_answer


def test_an_insult_that_asks_for_nothing_is_left_to_moderation() -> None:
    verdict = verdict_on("bande d'abrutis")
    assert verdict.abuse >= 0.5
    assert not verdict.calls_for_answer


def test_leaving_and_haste_are_seen() -> None:
    verdict = verdict_on("Réponse avant samedi, c'est urgent, sinon plus jamais chez vous")
    assert verdict.churn >= 0.5
    assert verdict.urgency >= 0.9


@pytest.mark.parametrize("told", ["oui", "Yes.", "ok", "48213", "#BRU-2291", "non", "نعم"])
def test_whoever_tells_what_the_brand_asked_waits(told: str) -> None:
    assert verdict_on(told, private=True, after_answer=True, was_asked=True).calls_for_answer


@pytest.mark.parametrize("told", ["Non merci, bonne journée", "No thanks, that's all"])
def test_whoever_declines_with_thanks_does_not_wait(told: str) -> None:
    verdict = verdict_on(told, private=True, after_answer=True, was_asked=True)
    assert not verdict.calls_for_answer


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("Puis-je avoir votre numéro ? Merci, Solène", True),
        ("Which size do you wear?", True),
        ("ما رقم طلبك؟", True),
        ("Voici le suivi : https://example.test/?id=4 Bonne journée", False),
        ("", False),
    ],
)
def test_a_brand_asks_wherever_its_question_stands(said: str, asks: bool) -> None:
    assert asks_back(said) is asks


def test_what_is_urgent_is_not_left_lying() -> None:
    verdict = verdict_on("allergie grave après votre crème, je suis aux urgences", private=True)
    assert verdict.urgency >= 0.5
    assert verdict.calls_for_answer


SCANDAL = "Toujours pas de remboursement, c'est un scandale ! Quand allez-vous me payer ?"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("RE: Accusé de réception de votre demande n°123", SCANDAL),
        ("Lettre recommandée avec accusé de réception - mise en demeure", SCANDAL),
        ("Re: [ne pas répondre à ce mail] Commande 4821", SCANDAL),
        ("Accusé de réception de votre demande n°123", SCANDAL),
        ("Réponse automatique : commande", SCANDAL),
        ("Cancel booking: annual leave changed", "Please cancel my booking, can you confirm?"),
        ("", "Je suis absente mardi, merci de livrer mercredi."),
        ("", "Je suis en congés jusqu'au 5, ma collègue prendra le colis"),
        ("", "I'm on annual leave next week so send it to my neighbour"),
        ("", "I'm on vacation until the 5th, hold my parcel"),
        ("", "The email said my parcel could not be delivered."),
        ("", "Only got an automated response from you"),
        ("", "I keep getting an automated message and nobody helps"),
        ("", "Vous me dites de ne pas répondre à ce mail, donc j'écris ici : colis perdu"),
    ],
)
def test_whoever_speaks_of_a_machine_or_is_away_is_a_customer(title: str, text: str) -> None:
    assert verdict_on(text, private=True, surface="mail", title=title).calls_for_answer


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", "Bonjour,\n\nJe suis absente du bureau jusqu'au 5, en cas d'urgence contactez Zoé."),
        ("", "Thank you for your email. I am out of the office with limited access to my email."),
        ("", "Je suis en congés jusqu'au 3 mai. Je vous répondrai à mon retour."),
        ("", "Votre demande est là. Ceci est un message automatique, merci de ne pas répondre."),
        ("", "This is an automated message. Please do not reply to this email."),
        ("Undeliverable: Commande", "Votre message n'a pas pu être remis à son destinataire."),
        ("Accusé de réception de votre demande n°123", "Votre demande est enregistrée."),
    ],
)
def test_a_note_that_a_machine_writes_is_one(title: str, text: str) -> None:
    verdict = verdict_on(text, private=True, surface="mail", title=title)
    assert (verdict.needs_answer, verdict.reasons[0].text) == (0.02, "automatic")
