"""Mails that may come at any time."""

from parvis.config.demo.living.arrival import Arrival

MAIL = (
    Arrival(
        "mail",
        "celine",
        "fr",
        "Bonjour,\n\n"
        "Je souhaite remplacer le Crachin sarrasin par un ardoise, si le colis n'est pas "
        "encore fermé. Merci d'avance.\n\n"
        "Céline Aspremont",
        subject="Commande 58740",
    ),
    Arrival(
        "mail",
        "benoit",
        "fr",
        "Bonjour,\n\n"
        "La poignée de mon Grain s'est fendue dans la longueur, sans choc. Photo jointe. "
        "Est-ce couvert ?\n\n"
        "Benoît Clairvallon",
        subject="Poignée fendue",
    ),
    Arrival(
        "mail",
        "isabelle",
        "fr",
        "Bonjour,\n\n"
        "Le second Flaque est arrivé avec les embouts de rechange. Les deux sœurs sont "
        "quittes. Merci à vous.\n\n"
        "Isabelle",
        subject="Merci",
    ),
    Arrival(
        "mail",
        "edouard",
        "fr",
        "Bonjour,\n\n"
        "Nos clients repartent avec. Pouvez-vous nous refaire dix Grain ardoise, et graver "
        "« à rapporter, s'il vous plaît » ?\n\n"
        "Édouard de Brézolles",
        subject="Hôtel : dix de plus",
    ),
    Arrival(
        "mail",
        "thierry",
        "fr",
        "Je suis absent jusqu'au 12. Votre message sera lu à mon retour.",
        subject="Réponse automatique : Votre commande",
    ),
    Arrival(
        "mail",
        "wassila",
        "fr",
        "Bonsoir, j'ai renvoyé les bottes il y a huit jours et je ne vois rien arriver sur "
        "mon compte. Pouvez-vous vérifier ?",
        subject="Retour",
    ),
    Arrival(
        "mail",
        "lucas",
        "fr",
        "Bonjour, je reçois de nouveau votre lettre alors que vous m'aviez retiré de la "
        "liste. C'est pénible, à la fin.",
        subject="Encore la lettre",
    ),
    Arrival(
        "mail",
        "jacqueline",
        "fr",
        "Bonjour,\n\n"
        "Ma nièce vous salue. Son parapluie en frêne a pris l'autobus sans elle. S'il "
        "revenait un jour chez vous, vous penseriez à nous ?\n\n"
        "Jacqueline Morisseau",
        subject="Le frêne",
    ),
    Arrival(
        "mail",
        "mireille",
        "fr",
        "Bonjour, faut-il huiler la coulisse que vous avez refaite, et avec quoi ?\n\n"
        "Mireille Tautavert",
        subject="Une question d'entretien",
    ),
    Arrival(
        "mail",
        "marion",
        "fr",
        "Bonjour, deux des 25 Flaque ont une baleine pliée, la récréation a été rude. "
        "Peut-on les faire réparer ensemble ?",
        subject="École : deux Flaque cassés",
    ),
    Arrival(
        "mail",
        "growthly",
        "en",
        "Hi, I will not bother you again after this one! Our SEO services helped 40 "
        "brands. Book a call: https://growthly.example/call",
        subject="Last try",
    ),
    Arrival(
        "mail",
        "amara",
        "en",
        "Hello, the Crachin sold out in four days. May I order twelve more, slate and "
        "brick mixed?\n\n"
        "Amara",
        subject="Second order",
    ),
    Arrival(
        "mail",
        "walter",
        "en",
        "Dear all,\n\n"
        "The umbrella went to my granddaughter's wedding on Saturday. It rained. I thought "
        "you would like to know.\n\n"
        "Walter Pemberlow",
        subject="With thanks",
    ),
    Arrival(
        "mail",
        "greta",
        "en",
        "Dear Bruine, the coat came back, but the left cuff is now shorter than the right. "
        "Could you tell me how to proceed?\n\n"
        "Greta Aldenhoven",
        subject="Coat again",
    ),
    Arrival(
        "mail",
        "jan",
        "en",
        "Good morning, the number is missing on invoice 58752, although you said it would "
        "be there by itself. Could you correct it please? Jan",
        subject="VAT number missing again",
    ),
    Arrival(
        "mail",
        "lucia",
        "en",
        "Hello, I asked about latex in the coating and have had no answer. It matters: I "
        "cannot try it on without knowing.",
        subject="Still about latex",
    ),
)
