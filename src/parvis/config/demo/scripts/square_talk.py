"""Praise, talk, advertising by others, and words about the brand that nobody addressed to it."""

from parvis.config.demo.scripts.script import Past, Script, they, we

SQUARE_TALK = (
    Script(
        "bleu-splendide",
        "square",
        "pauline",
        "fr",
        Past(4, "wed", "18:05"),
        (
            they(
                "@bruine reçu ce matin, essayé ce soir sous une averse : il est splendide et il ne "
                "fait aucun bruit. Bravo 👏"
            ),
            we(
                "Merci Pauline. Le silence, c’est la toile tissée serré : nous sommes contents que "
                "cela s’entende, si l’on peut dire.",
                905,
            ),
        ),
    ),
    Script(
        "vent-reponses",
        "square",
        "odile",
        "fr",
        Past(4, "thu", "12:31"),
        (
            they(
                "Parapluie devant, tête baissée, et on découvre les gens au dernier moment. J'ai "
                "rencontré mon mari comme ça."
            ),
            we(
                "Voilà la plus belle réponse de la semaine. Vous permettez que nous l’affichions à "
                "l’atelier ?",
                80,
            ),
            they("Avec plaisir, et saluez la machine à coudre.", 35),
        ),
        under="question-vent",
    ),
    Script(
        "vent-reponses-2",
        "square",
        "erwan",
        "fr",
        Past(4, "thu", "12:50"),
        (they("on range et on court. breton depuis 4 générations"),),
        under="question-vent",
    ),
    Script(
        "vent-reponses-3",
        "square",
        "louise",
        "fr",
        Past(4, "thu", "13:22"),
        (
            they("Au-dessus, jusqu'à ce qu'il se retourne. Ensuite on prie."),
            we(
                "Avec le Grain, la prière n’est plus obligatoire, mais nous respectons toutes les "
                "pratiques.",
                40,
            ),
        ),
        under="question-vent",
    ),
    Script(
        "baleine-grand-mere",
        "square",
        "jeanne",
        "fr",
        Past(3, "wed", "12:48"),
        (
            they(
                "Ma grand-mère disait que c'était parce que le parapluie avalait la pluie comme "
                "une baleine avale la mer. Je l'ai cru jusqu'à 20 ans."
            ),
            we("Nous avons décidé de le croire aussi. C’est elle qui gagne l’affiche.", 52),
            they("Elle aurait été si fière ❤️", 12),
        ),
        under="baleine-mot",
    ),
    Script(
        "baleine-fanon",
        "square",
        "philippe",
        "fr",
        Past(3, "wed", "13:15"),
        (
            they("Parce qu'on les faisait en fanons de baleine. Désolé pour la poésie."),
            we("La vérité a aussi droit à une affiche, plus petite.", 65),
        ),
        under="baleine-mot",
    ),
    Script(
        "baleine-gamin",
        "square",
        "romain",
        "fr",
        Past(3, "wed", "20:02"),
        (they("mon père m'a dit que c'était le nom de l'inventeur, Monsieur Baleine 😂"),),
        under="baleine-mot",
    ),
    Script(
        "mireille-bravo",
        "square",
        "catherine",
        "fr",
        Past(1, "sat", "11:20"),
        (
            they(
                "Bravo Mireille. Des objets qui durent plus longtemps que nos téléphones, on en "
                "redemande."
            ),
            we(
                "Elle rougit et vous remercie. Elle dit aussi que le secret est de les laisser "
                "sécher ouverts.",
                38,
            ),
        ),
        under="reparation-record",
    ),
    Script(
        "vote-lichen",
        "square",
        "agathe",
        "fr",
        Past(3, "tue", "12:22"),
        (they("Lichen ! Mille fois lichen"),),
        under="vote-couleur",
    ),
    Script(
        "vote-tuile",
        "square",
        "salome",
        "fr",
        Past(3, "tue", "12:26"),
        (they("tuile mouillée, pour la poésie"),),
        under="vote-couleur",
    ),
    Script(
        "vote-les-deux",
        "square",
        "camille",
        "fr",
        Past(3, "tue", "12:55"),
        (
            they("Pourquoi choisir ? Faites un parapluie lichen dehors, tuile dedans."),
            we("L’idée est partie à l’atelier. On vous répondra, promis, même si c’est non.", 60),
            they("je prends date !", 9),
        ),
        under="vote-couleur",
    ),
    Script(
        "pret-rennes",
        "square",
        "moussa",
        "fr",
        Past(1, "mon", "12:35"),
        (
            they("Un des trois est chez moi, il était en vacances à Dakar. Il rentre jeudi."),
            we("Nous voilà rassurés. A-t-il vu la pluie ?", 55),
            they("pas une goutte, il s'est ennuyé", 18),
        ),
        under="rennes-prete",
    ),
    Script(
        "merci-vendeuse",
        "square",
        "aurelie",
        "fr",
        Past(2, "fri", "17:10"),
        (
            they(
                "@bruine merci à la dame de la boutique de Rennes qui m'a réparé une baleine en "
                "cinq minutes sans rien me faire payer"
            ),
        ),
    ),
    Script(
        "parapluie-train",
        "square",
        "denis",
        "fr",
        Past(3, "mon", "18:50"),
        (
            they(
                "Oublié mon bruine dans le train de 17 h 04. Si quelqu'un le trouve : prune, "
                "poignée usée, on se connaît depuis douze ans."
            ),
        ),
    ),
    Script(
        "couple-dispute",
        "square",
        "yannick",
        "fr",
        Past(1, "fri", "19:15"),
        (
            they(
                "Nous avons acheté un Grain chez Bruine et ma femme a déclaré que c'était le sien. "
                "Je marche donc sous la pluie avec élégance."
            ),
        ),
    ),
    Script(
        "hesite-marque",
        "square",
        "vincent",
        "fr",
        Past(1, "thu", "18:30"),
        (
            they(
                "Quelqu'un a un avis sur les parapluies Bruine ? J'hésite, c'est cher, mais j'en "
                "ai assez d'en jeter deux par hiver."
            ),
        ),
    ),
    Script(
        "mauvaise-pub",
        "square",
        "ines",
        "fr",
        Past(3, "wed", "19:40"),
        (
            they(
                "Bruine, très jolies photos, mais mon échange traîne depuis un mois et je n'ai "
                "plus envie de réclamer."
            ),
        ),
    ),
    Script(
        "marche-lannion",
        "square",
        "gwen",
        "fr",
        Past(4, "sat", "13:30"),
        (
            they(
                "Croisé l'atelier Bruine au marché ce matin, ils réparaient les baleines sur un "
                "coin de table. On dirait un autre siècle et ça fait du bien."
            ),
        ),
    ),
    Script(
        "pluie-bretagne",
        "square",
        "bastien",
        "fr",
        Past(2, "sun", "15:10"),
        (
            they(
                "Troisième jour sans pluie à Brest. Les vendeurs de parapluies doivent faire une "
                "drôle de tête."
            ),
        ),
    ),
    Script(
        "spam-visibilite",
        "square",
        "croissance",
        "fr",
        Past(4, "wed", "09:12"),
        (
            they(
                "@bruine Envie de booster votre visibilité ? Notre agence vous trouve 5 000 "
                "abonnés ciblés par mois. Lien dans notre profil 🚀"
            ),
        ),
    ),
    Script(
        "spam-bonsplans",
        "square",
        "bonplans",
        "fr",
        Past(2, "thu", "12:02"),
        (they("Moins cher ailleurs ! Cliquez sur notre profil, tous les codes promo 🔥🔥"),),
        under="ventes-de-novembre",
    ),
    Script(
        "spam-lucky",
        "square",
        "luckydrop",
        "en",
        Past(3, "thu", "14:20"),
        (they("CONGRATULATIONS you have been selected!! Claim your free gift, link in bio"),),
        under="livraison-noel",
    ),
    Script(
        "coeurs",
        "square",
        "margaux",
        "fr",
        Past(3, "mon", "12:15"),
        (they("😍😍😍"),),
        under="embrun-retour",
    ),
    Script(
        "ami-regarde",
        "square",
        "julien",
        "fr",
        Past(3, "mon", "13:40"),
        (they("@marion_labg regarde, le jaune dont je te parlais"),),
        under="embrun-retour",
    ),
    Script(
        "petit-mot",
        "square",
        "nathalie",
        "fr",
        Past(2, "fri", "17:30"),
        (
            they(
                "@bruine juste merci. Réponse en dix minutes, échange en trois jours, et un petit "
                "mot écrit à la main dans le colis."
            ),
            we(
                "Merci à vous Nathalie. Le petit mot, c’est Aïcha aux expéditions : nous lui "
                "lisons le vôtre.",
                995,
            ),
        ),
    ),
    Script(
        "vole-par-le-vent",
        "square",
        "mehdi",
        "fr",
        Past(2, "wed", "12:40"),
        (
            they("@bruine le mien s'est envolé dans le canal, garantie ou pas garantie ? 😅"),
            we(
                "Pas garantie, hélas : le canal n’est pas dans nos conditions. Mais nous avons un "
                "Crachin de démonstration à 35 €, il est à vous si vous le voulez.",
                55,
            ),
            they("vendu !", 10),
        ),
    ),
    Script(
        "pub-enfant",
        "square",
        "victoire",
        "fr",
        Past(4, "thu", "17:22"),
        (they("les bottes Têtard ont fondu contre le radiateur de l'école, sérieusement ?"),),
        under="rentree-enfants",
    ),
    Script(
        "bande-de-nuls",
        "square",
        "hugo",
        "fr",
        Past(3, "tue", "23:40"),
        (they("@bruine bande de nuls"),),
    ),
)
