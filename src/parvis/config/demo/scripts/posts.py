"""What the brand says on the square: two thirds advertise, one third talks with people."""

from parvis.config.demo.scripts.script import Past, Post

POSTS = (
    Post(
        "couleurs-automne",
        "Quatre couleurs rejoignent le Crachin : sarrasin, goémon, ardoise et brique. "
        "Elles sont sur le site et dans nos deux boutiques.",
        Past(4, "mon", "10:00"),
        is_promotional=True,
    ),
    Post(
        "question-vent",
        "Question du jour, à vous qui marchez contre le vent : parapluie devant, parapluie "
        "au-dessus, ou on range et on court ?",
        Past(4, "thu", "12:15"),
        is_promotional=False,
    ),
    Post(
        "livraison-offerte",
        "Ce week-end, la livraison est offerte sans minimum, partout en France. Code : NUAGE.",
        Past(4, "fri", "11:30"),
        is_promotional=True,
    ),
    Post(
        "grain-110",
        "Le Grain a tenu 110 km/h en soufflerie. Le vôtre vous attend, à 129 €, avec sa "
        "canne en châtaignier.",
        Past(4, "tue", "10:00"),
        is_promotional=True,
    ),
    Post(
        "atelier-samedi",
        "Samedi, l’atelier ouvre ses portes à Douarnenez. Il reste six places pour la "
        "visite de 11 h. Qui vient, et que voulez-vous voir ?",
        Past(4, "tue", "09:30"),
        is_promotional=False,
    ),
    Post(
        "rentree-enfants",
        "Pour la cour de récréation : parapluie Flaque et bottes Têtard, 59 € les deux au "
        "lieu de 68 €.",
        Past(4, "thu", "17:00"),
        is_promotional=True,
    ),
    Post(
        "embrun-retour",
        "L’Embrun est de retour, du XS au XXL, en jaune de quai et en bleu nuit. 189 €, et "
        "cinq ans de garantie.",
        Past(3, "mon", "10:00"),
        is_promotional=True,
    ),
    Post(
        "baleine-mot",
        "Savez-vous pourquoi l’on dit « baleine » ? Racontez-nous ce qu’on vous a répondu, "
        "enfant. La plus belle explication sera affichée à l’atelier.",
        Past(3, "wed", "12:30"),
        is_promotional=False,
    ),
    Post(
        "carte-cadeau",
        "À court d’idée ? La carte cadeau Bruine part par mail dans la minute, de 20 à 200 €.",
        Past(3, "fri", "17:30"),
        is_promotional=True,
    ),
    Post(
        "giboulee-transparente",
        "Giboulée, la cloche transparente. On voit tout, on reste coiffé. 75 €.",
        Past(1, "tue", "10:00"),
        is_promotional=True,
    ),
    Post(
        "trois-fois",
        "Payez en trois fois sans frais dès 100 €. Le ciel n’attend pas, nous si.",
        Past(1, "thu", "18:00"),
        is_promotional=True,
    ),
    Post(
        "reparation-record",
        "Ce parapluie a 31 ans. Mireille, à l’atelier, vient de lui remettre sa quatrième "
        "toile. Quel âge a le vôtre ?",
        Past(1, "sat", "11:00"),
        is_promotional=False,
    ),
    Post(
        "ventes-de-novembre",
        "Jusqu’à dimanche, 15 % sur toute la collection Crachin. Sans code, c’est déjà "
        "dans le prix.",
        Past(2, "thu", "09:00"),
        is_promotional=True,
    ),
    Post(
        "ventes-de-novembre-rappel",
        "Plus que deux jours pour profiter des 15 % sur les Crachin.",
        Past(2, "sat", "10:15"),
        is_promotional=True,
    ),
    Post(
        "rennes-prete",
        "À Rennes, 41 parapluies prêtés cette semaine, 38 revenus. Aux trois autres : bon "
        "voyage, et donnez des nouvelles.",
        Past(1, "mon", "12:00"),
        is_promotional=False,
    ),
    Post(
        "entretien-cire",
        "Une boîte de cire, deux cirés sauvés. La cire d’entretien est à 14 €, la boîte de "
        "deux à 24 €.",
        Past(1, "wed", "10:00"),
        is_promotional=True,
    ),
    Post(
        "ombrelle",
        "Éclaircie, l’ombrelle en lin des Flandres, à 85 €. Oui, même en hiver : il y a "
        "des gens qui partent.",
        Past(1, "fri", "16:30"),
        is_promotional=True,
    ),
    Post(
        "vote-couleur",
        "La couleur du printemps, c’est vous qui la choisissez : « tuile mouillée » ou « "
        "lichen » ? Nous fabriquerons celle qui l’emporte, et nous donnerons les chiffres.",
        Past(3, "tue", "12:15"),
        is_promotional=False,
    ),
    Post(
        "livraison-noel",
        "Commandez avant le 18 pour être livré avant les fêtes. Papier cadeau offert.",
        Past(3, "thu", "10:00"),
        is_promotional=True,
    ),
    Post(
        "duo-grain",
        "Deux Grain achetés, le second à moitié prix. Jusqu’à lundi, en boutique et sur le site.",
        Past(3, "fri", "17:00"),
        is_promotional=True,
    ),
    Post(
        "vote-resultat",
        "312 voix pour le lichen, 187 pour la tuile mouillée. Ce sera donc lichen, en "
        "mars. Merci à celles et ceux qui ont plaidé pour la tuile : elle reviendra au "
        "vote.",
        Past(2, "tue", "12:15"),
        is_promotional=False,
    ),
    Post(
        "crachin-leger",
        "320 grammes. C’est le poids du Crachin, et d’un petit pain au chocolat de plus "
        "dans le sac.",
        Past(2, "thu", "10:00"),
        is_promotional=True,
    ),
    Post(
        "lettre-atelier",
        "Abonnez-vous à la lettre de l’atelier : quatre numéros par an, et 10 % sur la "
        "première commande.",
        Past(2, "sat", "10:30"),
        is_promotional=True,
    ),
    Post(
        "retards-excuses",
        "La tempête de dimanche a bloqué le dépôt du transporteur. Les colis partis "
        "vendredi ont deux jours de retard. Le vôtre en est ? Donnez-nous son numéro, nous "
        "suivons chacun d’eux.",
        Past(2, "tue", "09:15"),
        is_promotional=False,
    ),
    Post(
        "embrun-enfant",
        "L’Embrun des grands existe pour les petits, de 4 à 12 ans. 95 €, et des manches "
        "qui s’allongent.",
        Past(2, "thu", "10:00"),
        is_promotional=True,
    ),
)
