"""What people put around what they say, put around the messages that are learned from: a greeting
before, marks of exclamation, hashtags, a link, thanks and a name after. It says nothing of what
they want.

Of the messages as written, too many of those that greet, thank or shout are praise, and nearly all
that hold a link or hashtags are advertising. Learned from like that, "Good morning" would make a
question look like praise, a shouted complaint like joy, and a customer who names the page of their
order like somebody who sells.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from tools.messages import Written

GREETINGS = {
    "fr": (
        "Bonjour, |Bonjour |bonjour |Bonjour,\n|Bonjour ! |Bonsoir, |Salut, |"
        "Bonjour à tous, |Madame, Monsieur,\n|Bonjour madame, |Coucou, |bjr |"
        "Hello, "
    ),
    "en": (
        "Hi, |hi |Hello, |Hello,\n|hello |Good morning, |Good morning. |Hey, |"
        "Good afternoon, |Good evening, |Hi there, |Hello everyone, |"
        "Dear team,\n"
    ),
    "de": "Hallo, |Guten Tag, |Guten Morgen, |Guten Abend, |Hi, |hallo ",
    "es": "Hola, |Buenos días, |Buenas tardes, |hola |Buenas, |Hola buenas, ",
    "it": "Buongiorno, |Salve, |Ciao, |Buonasera, |buongiorno |Salve ",
    "pt": "Olá, |Bom dia, |Boa tarde, |Boa noite, |Oi, |bom dia ",
    "nl": "Hallo, |Goedemorgen, |Goedendag, |Hoi, |Goedemiddag, |hallo ",
    "ar": "مرحبا، |السلام عليكم، |صباح الخير، |مساء الخير، |السلام عليكم ",
}
"""By language, `|` between them."""
FAREWELLS = {
    "fr": (
        " Merci !| merci| Merci.| Merci d'avance.| Merci d'avance !| Cordialement,|"
        " Bien cordialement,|\nCordialement|\nMerci de votre retour.| Bonne journée,| svp merci|"
        " Par avance merci,| Bien à vous,|"
        " Merci pour votre aide.| mrc|\nMerci, bonne soirée|, merci d'avance|"
        "\nEnvoyé de mon iPhone|\n\nEnvoyé depuis mon mobile"
    ),
    "en": (
        " Thanks!| thanks| Thanks.| Thank you.| Thanks in advance.| Many thanks,| Regards,|"
        " Kind regards,|\nBest regards|\nThank you for your help.| Have a nice day,| pls thanks|"
        " Cheers,| Best,| Yours sincerely,| thx|"
        "\nThanks, have a good evening|, thanks in advance|\nSent from my iPhone|"
        "\n\nSent from my phone"
    ),
    "de": " Danke!| danke| Vielen Dank.| Danke im Voraus,|\nMit freundlichen Grüßen| LG| Gruß,",
    "es": " ¡Gracias!| gracias| Muchas gracias.| Gracias de antemano,|\nUn saludo| Saludos,",
    "it": " Grazie!| grazie| Grazie mille.| Grazie in anticipo,|\nCordiali saluti| Saluti,",
    "pt": " Obrigado!| obrigada| Muito obrigado.| Desde já obrigada,|\nCumprimentos| Abraço,",
    "nl": " Bedankt!| bedankt| Dank u wel.| Alvast bedankt,|\nMet vriendelijke groet| Groetjes,",
    "ar": " شكرا!| شكرا| شكرا جزيلا.| شكرا مقدما،|\nمع التحية| تحياتي،",
}
SHOUTS = "!!|!| !| !!!| !!|!!!!| !!!!|!!!!!| !!!!!!"
SHOUTED_QUESTIONS = "??|???| ??| ???|?!|?!!| ?!|????"
TAGS = {
    "fr": (
        "sav|service|serviceclient|client|colis|lundi|conso|info|question|avis|paris|courses|train|"
        "maison|bonplan|quotidien|achats|lyon|weekend|retour|magasin|bref|vecu|mardi"
    ),
    "en": (
        "help|service|customerservice|customer|parcel|monday|shopping|info|question|review|london|"
        "commute|home|today|orders|leeds|weekend|returns|store|justsaying|tuesday|update"
    ),
    "de": "service|kunde|montag|paket|frage|berlin|bahn|einkauf",
    "es": "servicio|cliente|lunes|paquete|pregunta|madrid|compras|tienda",
    "it": "servizio|cliente|pacco|domanda|roma|treno|spesa|negozio",
    "pt": "atendimento|cliente|segunda|encomenda|lisboa|compras|loja|duvida",
    "nl": "service|klant|maandag|pakket|vraag|trein|winkel|utrecht",
    "ar": "خدمة|عميل|طلب|سؤال|دبي|تسوق|متجر|اليوم",
}
NAMES = {
    "fr": "Paul|Léa|M. Morel|Nadia|Hugo B.|Chantal Petit|Yanis|Odile|Karim|Anne-Sophie|J. Leroux",
    "en": "Paul|Amy|Mr Doyle|Priya|Jack B.|Carol Hughes|Yemi|Ruth|Omar|Mary-Jane|K. Patel",
    "de": "Jonas|Frau Keller",
    "es": "Lucía|Pablo R.",
    "it": "Giulia|Marco B.",
    "pt": "Inês|Rui",
    "nl": "Sanne|Bram",
    "ar": "سارة|خالد",
}
LINKS = (
    "https://www.{host}.example/{page}/{number}|http://{host}.example/{page}|{host}.example/{page}|"
    "www.{host}.example|https://{host}.example|https://bit.ly/{code}|https://t.co/{code}|"
    "https://youtu.be/{code}|pic.twitter.com/{code}|https://{host}.example/{page}?id={number}|"
    "https://www.{host}.com/{page}/{number}|http://www.{host}.com|https://{host}.fr/{page}|"
    "www.{host}.fr/{page}|https://imgur.com/{code}|https://drive.google.com/file/{code}|"
    "http://tinyurl.com/{code}|https://www.instagram.com/p/{code}|https://exemple.test/{page}"
)
HOSTS = (
    "atelier|garden|vela|optique|trains|shop|banque|marlow|fibre|hotel|mode|north|cafe|assur|"
    "bikes|papier|telco|sport|velours|kitchen"
)
PAGES = (
    "commandes|orders|suivi|tracking|produit|product|photo|compte|account|help|aide|panier|basket|"
    "facture|invoice|retours|returns|article|status|page"
)
GREETS = 4
"""One in so many greets that was written without a greeting."""
LEAVES = 4
"""One in so many ends in thanks or a farewell."""
LINKED = 5
"""One in so many of those that sell nothing holds a link."""
SHOUTS_EVERY = 5
"""One in so many ends in marks of exclamation, or of question where it asks."""
TAGGED = 6
"""One in so many of those that sell nothing and stand in public ends in hashtags."""
SHORT = 30
"""Letters: who says less than that rarely greets, and what they say is often thanks alone."""
_GREETS = re.compile(
    "|".join(
        rf"{re.escape(greeting.strip(' ,.!،' + chr(10)))}\b"
        for greetings in GREETINGS.values()
        for greeting in greetings.split("|")
    ),
    re.IGNORECASE,
)
_PUBLIC = frozenset({"at", "re", "rv", "ov"})
_ENDS_ALOUD = re.compile(r"[\s.!?؟…]*$")
_HOLDS_LINK = re.compile(r"://|\bwww\.|\w\.(?:example|test|com|fr)\b")


def wrapped(messages: Sequence[Written]) -> list[Written]:
    """The same, some of them with something around that says nothing; what is put around which is
    drawn from the text, hence always the same."""
    return [replace(message, text=_wrapped(message)) for message in messages]


def _wrapped(message: Written) -> str:
    if len(message.text) < SHORT:
        return message.text
    drawn = hashlib.sha256(message.text.encode()).digest()
    greeting, farewell, link, shout = (int.from_bytes(drawn[at : at + 8]) for at in (0, 8, 16, 24))
    return (
        _greeting(message, greeting)
        + _shouted(message.text, shout)
        + _tags(message, shout // 1_000)
        + _link(message, link)
        + _farewell(message, farewell)
    )


def _greeting(message: Written, drawn: int) -> str:
    if drawn % GREETS or _GREETS.match(message.text):
        return ""
    return _one_of(GREETINGS[message.language], drawn // GREETS)


def _shouted(text: str, drawn: int) -> str:
    if drawn % SHOUTS_EVERY:
        return text
    said = _ENDS_ALOUD.sub("", text)
    asks = not {"?", "؟"}.isdisjoint(text[len(said) :])
    return said + _one_of(SHOUTED_QUESTIONS if asks else SHOUTS, drawn // SHOUTS_EVERY)


def _tags(message: Written, drawn: int) -> str:
    if drawn % TAGGED or message.place not in _PUBLIC or "s" in message.first.flags:
        return ""
    several = range(1 + drawn // TAGGED % 3)
    return "".join(f" #{_one_of(TAGS[message.language], drawn // 7 ** (2 + i))}" for i in several)


def _farewell(message: Written, drawn: int) -> str:
    """A comma after it asks for a name, and so do some without."""
    if drawn % LEAVES:
        return ""
    farewell = _one_of(FAREWELLS[message.language], drawn // LEAVES)
    name = _one_of(NAMES[message.language], drawn // 1_000)
    if farewell.endswith((",", "،")):
        return f"{farewell} {name}"
    return f"{farewell}\n{name}" if drawn // 7 % 3 == 0 else farewell


def _link(message: Written, drawn: int) -> str:
    sells = "s" in message.first.flags
    if drawn % LINKED or sells or _HOLDS_LINK.search(message.text):
        return ""
    code = hashlib.sha256(str(drawn).encode()).hexdigest()[: 5 + drawn % 6]
    link = _one_of(LINKS, drawn // LINKED).format(
        host=_one_of(HOSTS, drawn // 100),
        page=_one_of(PAGES, drawn // 3_000),
        number=drawn % 90_000 + 10_000,
        code=code,
    )
    return f"\n{link}" if drawn // 11 % 4 == 0 else f" {link}"


def _one_of(choices: str, drawn: int) -> str:
    several = choices.split("|")
    return several[drawn % len(several)]
