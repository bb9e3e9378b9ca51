"""Complaints made on the square: fair, angry, ironic, some of them left without an answer."""

from parvis.config.demo.scripts.script import Past, Script, they, we

SQUARE_COMPLAINTS = (
    Script(
        "trois-semaines",
        "square",
        "tanguy",
        "fr",
        Past(4, "mon", "08:55"),
        (
            they(
                "@bruine trois semaines que j'attends, deux mails sans réponse. Il y a quelqu'un "
                "sous ce parapluie ?"
            ),
            we(
                "Bonjour Tanguy, oui, et vous avez raison d’insister : vos deux mails étaient "
                "restés dans un dossier que personne n’ouvrait. Votre colis est perdu, un autre "
                "part ce soir en express.",
                67,
            ),
            they("Bon. Merci d'avoir répondu franchement.", 22),
            they("Reçu. L'affaire est close.", 2956),
        ),
    ),
    Script(
        "baleine-deux-jours",
        "square",
        "karim",
        "fr",
        Past(4, "mon", "18:20"),
        (
            they("@bruine deux jours, un coup de vent, une baleine cassée. 59 euros quand même."),
            we(
                "Bonjour Karim, deux jours, ce n’est pas normal. Nous vous envoyons un Crachin "
                "neuf aujourd’hui ; gardez l’autre, nous le reprendrons pour comprendre ce qui a "
                "lâché.",
                894,
            ),
            they("ok, ça c'est correct", 130),
        ),
    ),
    Script(
        "bravo-retards",
        "square",
        "mathilde",
        "fr",
        Past(2, "tue", "19:05"),
        (
            they("@bruine Bravo. Annoncé mardi, puis jeudi, puis lundi. J'admire la constance."),
            we(
                "Trois dates, aucune tenue : l’ironie est méritée. Le colis est chez le "
                "transporteur depuis ce matin, le suivi bouge enfin. Le port vous est remboursé.",
                861,
            ),
            they("Bien reçu cette fois. Le parapluie est beau, je vous en veux un peu moins.", 300),
        ),
    ),
    Script(
        "prix-scandale",
        "square",
        "gilles",
        "fr",
        Past(4, "tue", "10:14"),
        (
            they("129 euros pour un parapluie, et puis quoi encore"),
            we(
                "C’est une somme, c’est vrai. C’est aussi cinq ans de garantie et des réparations "
                "à prix coûtant ensuite : le plus vieux Grain en service a 31 ans. Cela fait 4 € "
                "par an.",
                100,
            ),
            they("vu comme ça... je garde le mien à 10 balles quand même", 25),
        ),
        under="grain-110",
    ),
    Script(
        "sav-telephone",
        "square",
        "brigitte",
        "fr",
        Past(3, "tue", "09:40"),
        (
            they(
                "@bruine J'appelle depuis vendredi, ça sonne dans le vide. C'est inadmissible pour "
                "une maison qui se dit de service. Ma cousine m'avait prévenue."
            ),
            we(
                "Bonjour, le standard était en panne vendredi et lundi, et rien ne vous le disait "
                ": c’est notre faute. Quel est votre souci ? Nous le traitons ici ou en privé, "
                "comme vous préférez.",
                330,
            ),
            they("Une coulisse bloquée, commande 57780.", 12),
            we(
                "L’étiquette de retour est dans votre boîte mail, la réparation est gratuite. Le "
                "standard marche à nouveau.",
                20,
            ),
            they("Merci. Il fallait commencer par là.", 55),
        ),
    ),
    Script(
        "colis-ouvert",
        "square",
        "amandine",
        "fr",
        Past(1, "thu", "19:22"),
        (
            they(
                "@bruine Carton ouvert, poignée rayée, papier de soie trempé. Joyeux anniversaire "
                "à mon père..."
            ),
            we(
                "Bonjour Amandine, un autre part ce matin en express, avec un mot pour votre père. "
                "Ne renvoyez pas le premier tout de suite, une photo suffit.",
                838,
            ),
            they("merci pour lui, il a adoré le mot", 18),
        ),
    ),
    Script(
        "couleur-delavee",
        "square",
        "axel",
        "fr",
        Past(4, "fri", "13:50"),
        (
            they(
                "@bruine le \"bleu nuit\" de mon ciré est devenu bleu jean au bout d'un été. c'est "
                "prévu ?"
            ),
            we(
                "Bonjour Axel, non, ce n’est pas prévu, et c’est une réponse bien tardive. Une "
                "teinture qui passe est couverte par la garantie : envoyez-nous une photo et nous "
                "le remplaçons.",
                4470,
            ),
            they("photo envoyée par mail hier", 90),
            we("Bien arrivée. L’Embrun de remplacement part demain.", 920),
        ),
    ),
    Script(
        "trop-de-promo",
        "square",
        "delphine",
        "fr",
        Past(2, "sat", "10:22"),
        (
            they(
                "Deux publicités en trois jours, et ma question de lundi toujours sans réponse. "
                "Vous parlez, mais vous n'écoutez pas."
            ),
            we(
                "Vous avez raison. Votre question nous avait échappé ; la réponse est oui, la "
                "Giboulée existe avec une poignée en bois, elle revient en janvier. Et nous allons "
                "ralentir les annonces.",
                75,
            ),
            they("Merci. Je reste, alors.", 14),
        ),
        under="ventes-de-novembre-rappel",
    ),
    Script(
        "double-debit-square",
        "square",
        "elodie",
        "fr",
        Past(4, "mon", "19:30"),
        (
            they("@bruine J'AI ÉTÉ DÉBITÉE DEUX FOIS ET PERSONNE NE DÉCROCHE !!!!"),
            we(
                "Bonjour Élodie, nous voyons bien deux paiements pour une seule commande. Le "
                "second a été remboursé il y a dix minutes ; il sera sur votre compte jeudi au "
                "plus tard.",
                812,
            ),
            they("ok merci, désolée pour les majuscules", 50),
        ),
    ),
    Script(
        "plus-jamais",
        "square",
        "stephane",
        "fr",
        Past(3, "sat", "20:10"),
        (
            they(
                "@bruine plus jamais. Service inexistant, colis perdu, remboursement partiel. Je "
                "vais voir ailleurs."
            ),
        ),
    ),
    Script(
        "mauvais-modele",
        "square",
        "justine",
        "fr",
        Past(1, "tue", "10:05"),
        (
            they(
                "@bruine commandé ardoise, reçu brique. Je sais que c'est une belle couleur, mais "
                "ce n'est pas la mienne"
            ),
            we(
                "La brique est belle, l’erreur l’est moins. L’ardoise part aujourd’hui, et une "
                "étiquette de retour vous arrive par mail.",
                32,
            ),
            they("merci !", 6),
        ),
    ),
    Script(
        "attente-boutique",
        "square",
        "lionel",
        "fr",
        Past(3, "sat", "15:45"),
        (
            they(
                "@bruine 40 min de queue à Rennes ce matin pour récupérer UNE commande. une seule "
                "caisse ouverte, le samedi avant Noël"
            ),
        ),
    ),
    Script(
        "reponse-toute-faite",
        "square",
        "raphael",
        "fr",
        Past(1, "tue", "11:15"),
        (
            they("@bruine la toile de mon Grain prend l'eau au niveau des coutures, il a 8 mois"),
            we(
                "Bonjour, nous vous remercions de votre message. Merci de consulter notre page "
                "garantie.",
                30,
            ),
            they(
                "C'est quoi cette réponse toute faite ? Je l'ai lue, la page. Je demande quoi "
                "faire.",
                6,
            ),
            we(
                "Vous avez raison, pardon. C’est couvert : l’étiquette de retour est dans votre "
                "boîte mail, toile refaite sous dix jours, et un Crachin de prêt dans le carton "
                "pour ne pas rester sans rien.",
                104,
            ),
            they("Là, oui. Merci.", 15),
        ),
    ),
    Script(
        "arnaque-site",
        "square",
        "patrick",
        "fr",
        Past(3, "mon", "22:04"),
        (
            they(
                '@bruine attention, un site "bruine-soldes" vend vos modèles à 19 €, ma sœur '
                "s'est fait avoir. vous êtes au courant ?"
            ),
            we(
                "Bonjour Patrick, merci, nous l’ignorions. C’est un faux site : nous le signalons "
                "ce matin. Que votre sœur demande l’annulation à sa banque, et nous écrive si elle "
                "veut un modèle d’attestation.",
                672,
            ),
            they("je lui transmets, merci", 42),
        ),
    ),
    Script(
        "ourlet",
        "square",
        "leila",
        "fr",
        Past(2, "wed", "18:25"),
        (
            they(
                "@bruine ourlet décousu au premier lavage (à la main hein), pas terrible à ce prix"
            ),
            we(
                "Bonjour Leïla, pas terrible en effet. Une couture qui lâche est garantie : à "
                "Rennes, elle se refait pendant que vous attendez, sinon nous vous envoyons une "
                "étiquette.",
                910,
            ),
            they("j'irai samedi", 65),
        ),
    ),
    Script(
        "relance-publique",
        "square",
        "helene",
        "fr",
        Past(2, "mon", "09:10"),
        (
            they(
                "@bruine je vous relance ici puisque mon mail du 2 est resté sans réponse : où en "
                "est la réparation R-3312 ?"
            ),
            we(
                "Bonjour Hélène, votre parapluie attendait une pièce arrivée vendredi. Il est "
                "réparé, il part demain. Nous aurions dû vous le dire.",
                65,
            ),
            they("Merci, c'est tout ce que je voulais savoir.", 20),
        ),
    ),
    Script(
        "cheville",
        "square",
        "josiane",
        "fr",
        Past(4, "sat", "14:20"),
        (
            they(
                "@bruine la pointe du parapluie s'est détachée et ma petite-fille s'est blessée à "
                "la main. C'est dangereux, votre modèle pour enfants."
            ),
            we(
                "Bonjour Josiane, comment va-t-elle ? Nous vous appelons ce matin si vous nous "
                "laissez un numéro en privé. Le modèle est retiré de la vente le temps de "
                "comprendre.",
                2563,
            ),
            they("Plus de peur que de mal, deux points. Je vous ai écrit par mail.", 25),
            we("Nous venons de vous lire, et nous vous appelons.", 15),
        ),
    ),
    Script(
        "tempete-colis",
        "square",
        "sandrine",
        "fr",
        Past(2, "tue", "10:02"),
        (
            they('Et pour 58377 ? le suivi dit "incident" sans plus'),
            we(
                "Colis mouillé, retourné à l’atelier. Nous en préparons un autre, il part à 16 h. "
                "Le premier port vous est remboursé.",
                40,
            ),
            they("D'accord. Merci pour le suivi, c'est rare.", 22),
        ),
        under="retards-excuses",
    ),
    Script(
        "tempete-colis-2",
        "square",
        "abdel",
        "fr",
        Past(2, "wed", "21:18"),
        (
            they(
                'toujours rien pour 58290, et votre "nous suivons chacun d\'eux" commence à faire '
                "rire"
            ),
            we(
                "Bonjour Abdel, le 58290 a été retrouvé hier à Angers. Livraison demain matin. "
                "Nous avons mis trop de temps à vous le dire.",
                1162,
            ),
        ),
        under="retards-excuses",
    ),
)
