"""Questions asked on the square."""

from parvis.config.demo.scripts.script import Past, Script, they, we

SQUARE_QUESTIONS = (
    Script(
        "pliage-bretagne",
        "square",
        "maelle",
        "fr",
        Past(4, "mon", "10:22"),
        (
            they("Il est vraiment vert, le goémon, ou plutôt kaki ?"),
            we(
                "Plutôt vert bouteille à l’ombre, presque kaki au soleil. Nous avons une chute de "
                "toile à l’atelier : voulez-vous qu’on la glisse dans une enveloppe ?",
                21,
            ),
            they("oh oui je veux bien ! je vous envoie mon adresse par mail", 14),
            we("Parfait, elle partira ce soir.", 6),
        ),
        under="couleurs-automne",
    ),
    Script(
        "vent-toulouse",
        "square",
        "samir",
        "fr",
        Past(4, "tue", "14:05"),
        (
            they(
                "@bruine bonjour, le Crachin tient-il face au vent d'autan ? J'en ai déjà retourné "
                "trois d'une autre marque."
            ),
            we(
                "Bonjour Samir, il tient jusqu’à 70 km/h. Au-delà, il se retourne sans casser et "
                "revient d’un coup sec. Si l’autan souffle souvent chez vous, le Grain (110 km/h) "
                "est plus sûr.",
                48,
            ),
            they("Merci pour la franchise, ce sera un Grain.", 33),
        ),
    ),
    Script(
        "taille-ciré",
        "square",
        "clemence",
        "fr",
        Past(3, "mon", "11:02"),
        (
            they("Je fais du M partout mais je porte toujours un gros pull. M ou L ?"),
            we(
                "L, sans hésiter : l’Embrun est prévu pour un pull ordinaire, pas pour un chandail "
                "de marin. Si le L vous semble grand, l’échange est gratuit pendant 30 jours.",
                17,
            ),
            they("Super, merci beaucoup 🙂", 9),
        ),
        under="embrun-retour",
    ),
    Script(
        "chien-parapluie",
        "square",
        "zoe",
        "fr",
        Past(4, "wed", "16:40"),
        (
            they(
                "@bruine question bête : mon chien a mangé la poignée de mon parapluie. ça se "
                "répare ?"
            ),
            we(
                "Ça se répare, et vous n’êtes pas la première. Une poignée neuve coûte 18 €. La "
                "marque de dents, elle, est offerte si vous tenez à la garder.",
                35,
            ),
            they("😂 il s'appelle Mistral, il vous remercie", 20),
        ),
    ),
    Script(
        "point-relais",
        "square",
        "quentin",
        "fr",
        Past(4, "fri", "12:10"),
        (
            they("valable aussi en point relais ?"),
            we("Oui, à domicile comme en point relais, jusqu’à dimanche minuit.", 85),
        ),
        under="livraison-offerte",
    ),
    Script(
        "code-nuage",
        "square",
        "fatou",
        "fr",
        Past(4, "sat", "18:32"),
        (
            they('le code NUAGE ne passe pas, il me met "code inconnu"'),
            we(
                "Bonjour Fatou, pardon pour l’attente : le code ne fonctionnait pas sur "
                "l’application samedi soir. Nous avons remboursé le port de votre commande ce "
                "matin.",
                2320,
            ),
            they("Ah c'est gentil, merci", 65),
        ),
        under="livraison-offerte",
    ),
    Script(
        "visite-atelier",
        "square",
        "solenn",
        "fr",
        Past(4, "tue", "09:52"),
        (
            they("Nous sommes quatre, dont deux enfants de 6 et 9 ans. C'est possible ?"),
            we(
                "Avec plaisir. Les enfants pourront coudre un embout eux-mêmes. On vous note "
                "quatre places à 11 h ?",
                12,
            ),
            they("Oui, au nom de Guivarzh", 4),
            we("C’est noté, à samedi.", 3),
            they("à samedi !", 2),
        ),
        under="atelier-samedi",
    ),
    Script(
        "visite-atelier-bus",
        "square",
        "ronan",
        "fr",
        Past(4, "wed", "20:15"),
        (
            they("C'est accessible en bus depuis Quimper ?"),
            we(
                "Oui, le car s’arrête sur le port, à trois minutes à pied. Celui de 10 h 05 arrive "
                "à temps pour la visite.",
                773,
            ),
        ),
        under="atelier-samedi",
    ),
    Script(
        "noel-delai",
        "square",
        "emma",
        "fr",
        Past(3, "thu", "10:45"),
        (
            they("Et pour la Corse, le 18 c'est bon aussi ?"),
            we(
                "Pour la Corse, comptez deux jours de plus : le 16 est plus sûr. Si vous êtes "
                "juste, écrivez-nous, nous ferons partir le colis en premier.",
                60,
            ),
            they("Ok, je commande ce soir alors.", 25),
        ),
        under="livraison-noel",
    ),
    Script(
        "gravure",
        "square",
        "antoine",
        "fr",
        Past(1, "wed", "15:28"),
        (
            they("@bruine est-ce qu'on peut graver un prénom ET une date sur la canne du Grain"),
            we(
                "Oui, jusqu’à 24 signes espaces comprises, en une ligne. La gravure ajoute trois "
                "jours et 12 €.",
                92,
            ),
            they("top", 8),
        ),
    ),
    Script(
        "notice-montage",
        "square",
        "dylan",
        "fr",
        Past(1, "mon", "19:40"),
        (
            they("@bruine slt koman on demonte l'embout du crachin svp ? jveu le laver"),
            we(
                "Bonjour Dylan, inutile de le démonter : une éponge, de l’eau tiède, un peu de "
                "savon, et on le laisse sécher ouvert. L’embout, lui, est collé.",
                875,
            ),
            they("ok merci", 40),
        ),
    ),
    Script(
        "age-parapluie",
        "square",
        "genevieve",
        "fr",
        Past(1, "sat", "11:35"),
        (
            they(
                "Le mien est de 1994, acheté à votre tout premier atelier. La toile est fatiguée "
                "mais la canne est superbe. Peut-on encore faire quelque chose ?"
            ),
            we(
                "De 1994 ! Nous avons encore votre toile en réserve, en bleu et en prune. "
                "Envoyez-nous une photo : une toile neuve coûte 39 €, et nous aimerions beaucoup "
                "le voir passer à l’atelier.",
                22,
            ),
            they("Prune. Il partira lundi. Merci de l'avoir fait durer.", 70),
            we("Nous vous écrivons dès qu’il arrive.", 2663),
        ),
        under="reparation-record",
    ),
    Script(
        "stock-rennes",
        "square",
        "rokhaya",
        "fr",
        Past(2, "thu", "09:41"),
        (
            they("Vous les avez tous à Rennes ? j'aimerais voir l'ardoise avant"),
            we("Tous sauf la brique, épuisée depuis hier. L’ardoise est en vitrine, à gauche.", 19),
        ),
        under="ventes-de-novembre",
    ),
    Script(
        "tva-suisse",
        "square",
        "florian",
        "fr",
        Past(4, "wed", "13:02"),
        (
            they(
                "@bruine bonjour, je suis à Lausanne, il faut prévoir des frais de douane en plus ?"
            ),
            we(
                "Bonjour Florian, non : pour la Suisse, droits et taxes sont compris dans le prix "
                "affiché.",
                55,
            ),
        ),
    ),
    Script(
        "lichen-mars",
        "square",
        "anouk",
        "fr",
        Past(2, "tue", "12:40"),
        (
            they("On pourra précommander le lichen ?"),
            we(
                "Oui, à partir du 1er février, sans payer d’avance : vous réservez, nous vous "
                "écrivons quand il sort de l’atelier.",
                95,
            ),
            they("Inscrivez-moi déjà dans vos têtes", 11),
        ),
        under="vote-resultat",
    ),
    Script(
        "retard-numero",
        "square",
        "nicolas",
        "fr",
        Past(2, "tue", "09:31"),
        (
            they("Le mien en est : 58214. Je dois l'avoir jeudi, c'est pour un anniversaire"),
            we(
                "Il est au dépôt de Nantes, il repart ce soir. Livraison mercredi ou jeudi matin. "
                "S’il n’est pas là jeudi à midi, dites-le ici : la boutique de Rennes en tient un "
                "prêt pour vous.",
                26,
            ),
            they("Voilà une réponse. Merci.", 18),
            they("Reçu ce soir, ouf", 1865),
        ),
        under="retards-excuses",
    ),
    Script(
        "pluie-velo",
        "square",
        "loic",
        "fr",
        Past(1, "thu", "08:20"),
        (
            they(
                "@bruine l'Embrun à vélo, ça ouvre assez large aux jambes ou il faut une taille "
                "au-dessus ?"
            ),
            we(
                "Deux pressions s’ouvrent de chaque côté, exprès. Entre deux tailles, prenez la "
                "plus grande, pour les bras.",
                70,
            ),
        ),
    ),
    Script(
        "ecole-lot",
        "square",
        "marion",
        "fr",
        Past(3, "thu", "17:48"),
        (
            they(
                "@bruine je suis directrice d'école, on voudrait 25 Flaque pour les sorties. vous "
                "faites un prix ?"
            ),
            we(
                "Bonjour Marion, oui : 10 % à partir de 20 pièces, et 15 % pour les écoles. "
                "Donnez-nous votre commune et la date, un devis vous arrive demain.",
                934,
            ),
            they("Quimperlé, pour le 3. Je vous écris par mail avec l'en-tête.", 180),
            we("Entendu, nous le guettons.", 78),
        ),
    ),
    Script(
        "lavage-machine",
        "square",
        "cyril",
        "fr",
        Past(3, "wed", "21:10"),
        (
            they("@bruine jai passé mon ciré en machine a 40. dites moi que c pas grave"),
            we(
                "Disons que c’est rattrapable : séchez-le sur cintre, loin du radiateur, puis "
                "cirez-le deux fois à deux jours d’écart. Si l’eau ne perle toujours pas, "
                "l’atelier s’en charge pour 29 €.",
                715,
            ),
            they("vous me sauvez, merci", 35),
        ),
    ),
    Script(
        "peluche",
        "square",
        "noemie",
        "fr",
        Past(2, "mon", "14:33"),
        (they("@bruine le petit nuage en feutre de votre vitrine, il est à vendre ?"),),
    ),
    Script(
        "duo-melange",
        "square",
        "pascal",
        "fr",
        Past(3, "sat", "10:20"),
        (
            they("Peut-on panacher deux couleurs ?"),
            we(
                "Oui, deux couleurs ou deux gravures différentes, c’est le moins cher des deux qui "
                "passe à moitié prix.",
                15,
            ),
        ),
        under="duo-grain",
    ),
    Script(
        "giboulee-lunettes",
        "square",
        "thuy",
        "fr",
        Past(1, "tue", "10:31"),
        (they("Ça fait de la buée à l'intérieur quand on marche vite ?"),),
        under="giboulee-transparente",
    ),
    Script(
        "conseil-cadeau",
        "square",
        "gabriel",
        "fr",
        Past(2, "fri", "17:41"),
        (
            they(
                "@bruine un cadeau pour quelqu'un qui perd TOUS ses parapluies, vous conseillez "
                "quoi"
            ),
            we(
                "Un Crachin, et une gravure avec un numéro de téléphone. On nous en a rapporté "
                "quatre cette année grâce à cela.",
                991,
            ),
            they("brillant", 45),
        ),
    ),
)
