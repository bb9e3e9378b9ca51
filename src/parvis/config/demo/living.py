"""Single messages that may arrive at any time, so that the demo keeps living."""

from dataclasses import dataclass
from typing import Literal

from parvis.config.demo.scripts.script import Channel


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody says something out of the blue. Mails and web messages have a subject."""

    channel: Channel
    person: str
    language: Literal["fr", "en"]
    text: str
    subject: str = ""


LIVING = (
    Arrival(
        "square",
        "solenn",
        "fr",
        "@bruine bonjour, le Crachin passe en bagage cabine ?",
    ),
    Arrival(
        "square",
        "bastien",
        "fr",
        "@bruine le suivi de 58731 ne bouge plus depuis mardi, c'est normal ?",
    ),
    Arrival(
        "square",
        "clemence",
        "fr",
        "@bruine testé l'Embrun sous la grêle ce matin. Sec. Bravo.",
    ),
    Arrival(
        "square",
        "hugo",
        "fr",
        "@bruine svp cest koi la difference entre grain et giboulée",
    ),
    Arrival(
        "square",
        "amandine",
        "fr",
        '@bruine mon colis est noté "remis en main propre". Pas dans les miennes en tout cas.',
    ),
    Arrival(
        "square",
        "ronan",
        "fr",
        "Il tombe des cordes à Quimper et la moitié de la rue a le même Bruine jaune que moi.",
    ),
    Arrival(
        "square",
        "leila",
        "fr",
        "@bruine la couture de la poche a encore lâché, deuxième fois en un an. Je fais "
        "quoi maintenant ?",
    ),
    Arrival(
        "square",
        "gabriel",
        "fr",
        "@bruine vous serez au marché de Noël de Nantes ?",
    ),
    Arrival(
        "square",
        "camille",
        "fr",
        "@bruine toujours pas de réponse pour le parapluie lichen dehors, tuile dedans. Je "
        "n'oublie pas 😄",
    ),
    Arrival(
        "square",
        "raphael",
        "fr",
        "@bruine la toile refaite tient toujours, pluie de trois jours comprise. Merci à "
        "l'atelier.",
    ),
    Arrival(
        "square",
        "croissance",
        "fr",
        "@bruine Plus de 5 000 abonnés en un mois, c'est possible. Lien dans notre profil 📈",
    ),
    Arrival(
        "square",
        "josiane",
        "fr",
        "@bruine avez-vous le résultat du laboratoire pour l'embout du Flaque ? Vous aviez "
        "promis une copie.",
    ),
    Arrival(
        "square",
        "yannick",
        "fr",
        "Quelqu'un a déjà fait réparer un parapluie chez Bruine ? C'est long ?",
    ),
    Arrival(
        "square",
        "emma",
        "fr",
        "@bruine 45 minutes de retard à l'ouverture de la boutique de Rennes ce matin, on "
        "était six sur le trottoir",
    ),
    Arrival(
        "square",
        "denis",
        "fr",
        "@bruine douze ans et demi maintenant, le prune se porte bien. 👋",
    ),
    Arrival(
        "square",
        "axel",
        "fr",
        "@bruine IMPOSSIBLE DE PAYER SUR VOTRE SITE, ça tourne dans le vide depuis une heure !!",
    ),
    Arrival(
        "square",
        "zoe",
        "fr",
        "@bruine Mistral a mangé la deuxième poignée. Vous faites un abonnement ?",
    ),
    Arrival(
        "square",
        "sylvain",
        "fr",
        "@bruine j'avais demandé l'effacement de mes données, je viens de recevoir votre "
        "lettre. Une explication ?",
    ),
    Arrival(
        "square",
        "priya",
        "en",
        "@bruine dad loves the Grain. He now goes out looking for rain.",
    ),
    Arrival(
        "square",
        "callum",
        "en",
        "@bruine is the Rennes shop open on Monday?",
    ),
    Arrival(
        "square",
        "dev",
        "en",
        "@bruine been a week since I sent the handle back, any news?",
    ),
    Arrival(
        "square",
        "luckydrop",
        "en",
        "You have been selected! Claim your free umbrella, click the link in bio",
    ),
    Arrival(
        "square",
        "fergus",
        "en",
        "@bruine second winter on Skye. One rib gone, honour intact. How do I send it?",
    ),
    Arrival(
        "square",
        "rebecca",
        "en",
        "@bruine your checkout keeps asking for a postcode I do not have",
    ),
    Arrival(
        "square",
        "nora",
        "en",
        "Borrowed an umbrella from a basket in Rennes last month. Still feel guilty. "
        "Bringing it back on Saturday.",
    ),
    Arrival(
        "square",
        "hannah",
        "en",
        "@bruine when is the lichen one out?",
    ),
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
    Arrival(
        "web",
        "quentin",
        "fr",
        "finalement l'autre a cassé. je peux recommander chez vous sans que vous vous moquiez ?",
        subject="Retour",
    ),
    Arrival(
        "web",
        "agathe",
        "fr",
        "combien de temps entre deux couches de cire ?",
        subject="Cire",
    ),
    Arrival(
        "web",
        "aurelie",
        "fr",
        "bonjour, elle a 4 ans demain ! vous livrez en 24 h ?",
        subject="Flaque",
    ),
    Arrival(
        "web",
        "nicolas",
        "fr",
        "le point relais de la gare est fermé pour travaux, que devient mon colis 58766 ?",
        subject="Point relais",
    ),
    Arrival(
        "web",
        "pauline",
        "fr",
        "j'ai fait une faute dans la gravure, un seul n à Anna. Vous pouvez corriger ?",
        subject="Gravure",
    ),
    Arrival(
        "web",
        "moussa",
        "fr",
        "je peux envoyer un ami chercher ma commande à Rennes ?",
        subject="Retrait",
    ),
    Arrival(
        "web",
        "elodie",
        "fr",
        'le code de 10 % de la lettre ne marche pas, il dit "déjà utilisé" alors que non',
        subject="Code",
    ),
    Arrival(
        "web",
        "vincent",
        "fr",
        "Bonjour, la pointe du Grain est-elle remplaçable ? La mienne s'use sur les pavés.",
        subject="Grain",
    ),
    Arrival(
        "web",
        "remi",
        "fr",
        "toujours pas de Crachin brique ? ça fait trois fois que je demande",
        subject="Brique",
    ),
    Arrival(
        "web",
        "sandrine",
        "fr",
        "colis reçu, merci pour tout",
        subject="Merci",
    ),
    Arrival(
        "web",
        "thuy",
        "fr",
        "Le support en cuir tient bien, sauf dans les descentes. Je vous envoie une vidéo ?",
        subject="Essai du support",
    ),
    Arrival(
        "web",
        "fatou",
        "fr",
        "toujours pas de nouvelles après mon message sur l'accueil à Rennes",
        subject="Accueil",
    ),
    Arrival(
        "web",
        "anouk",
        "fr",
        "Bonjour, je me permets de relancer au sujet des parapluies invendus pour notre "
        "association.",
        subject="Association",
    ),
    Arrival(
        "web",
        "axel",
        "fr",
        "votre panier se vide de nouveau, même navigateur",
        subject="Site",
    ),
    Arrival(
        "web",
        "kenji",
        "en",
        "the L is perfect on the bike, a bit long off it. can I swap for an M?",
        subject="Exchange",
    ),
    Arrival(
        "web",
        "oliver",
        "en",
        "no email since I ordered on Monday, did it go through?",
        subject="Order status",
    ),
    Arrival(
        "web",
        "sofia",
        "en",
        "all sorted, thank you",
        subject="Thanks",
    ),
    Arrival(
        "web",
        "beatrice",
        "en",
        "my gift card says expired but it's only a year old",
        subject="Gift card",
    ),
)
