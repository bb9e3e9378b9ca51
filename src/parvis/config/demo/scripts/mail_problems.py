"""Mails about what went wrong: orders, repairs, refunds."""

from parvis.config.demo.scripts.script import Past, Script, note, they, we

MAIL_PROBLEMS = (
    Script(
        "flaque-manquant",
        "mail",
        "isabelle",
        "fr",
        Past(4, "tue", "10:30"),
        (
            they(
                "Bonjour,\n\n"
                "J'ai commandé deux parapluies Flaque pour mes filles, un seul est arrivé. Le bon "
                "de livraison en annonce pourtant deux. Pouvez-vous me dire si le second suit ?\n\n"
                "Cordialement,\n"
                "Isabelle Corbigny-Faure",
                subject="Commande 56011 incomplète",
            ),
            note(
                "Vu avec les expéditions : le second est resté sur la table, rupture d’étiquettes "
                "ce jour-là.",
                22,
            ),
            we(
                "Bonjour Madame,\n\n"
                "Le second Flaque est resté à l’atelier par notre faute. Il part cet après-midi, "
                "livraison jeudi, avec un sachet d’embouts de rechange pour que les deux sœurs "
                "soient quittes.\n\n"
                "Bien à vous,\n"
                "Bruine",
                20,
            ),
            they("Merci pour votre réponse rapide, c'est parfait. Bonne journée.", 95),
        ),
    ),
    Script(
        "remboursement-attendu",
        "mail",
        "olivier",
        "fr",
        Past(4, "tue", "16:45"),
        (
            they(
                "Bonjour,\n\n"
                "Mon colis de retour est arrivé chez vous il y a douze jours d'après le suivi. "
                "Vous annoncez cinq jours ouvrés. Je n'ai rien reçu.\n\n"
                "Olivier Fontcouverte",
                subject="Toujours pas remboursé",
            ),
            we(
                "Bonjour Monsieur,\n\n"
                "Votre colis avait été enregistré sous un autre nom. Le remboursement de 75 € est "
                "parti ce matin ; selon votre banque, il apparaîtra sous trois jours.\n\n"
                "Bien à vous,\n"
                "Bruine",
                2550,
            ),
            they("Bonjour, il est arrivé. Merci.", 1300),
        ),
    ),
    Script(
        "reparation-r3290",
        "mail",
        "mireille",
        "fr",
        Past(3, "mon", "14:10"),
        (
            they(
                "Bonjour,\n\n"
                "Je vous ai envoyé mon parapluie le 3. Votre message parlait de deux semaines, "
                "nous en sommes à quatre. Je ne suis pas pressée, mais j'aimerais savoir s'il est "
                "bien arrivé, c'est celui de ma mère.\n\n"
                "Mireille Tautavert",
                subject="Réparation R-3290",
            ),
            note(
                "Retrouvé sur l’étagère des toiles prune, en attente d’une coulisse. Appelé le "
                "fournisseur.",
                35,
            ),
            we(
                "Bonjour Madame,\n\n"
                "Il est là, en sécurité, sur l’étagère de gauche : nous venons de le voir. Il "
                "manque une coulisse de 1998, que nous faisons refaire au tour. Elle arrive jeudi, "
                "il repartira vendredi. Nous aurions dû vous l’écrire, surtout pour celui-là.\n\n"
                "Bien à vous,\n"
                "Bruine",
                25,
            ),
            they("Me voilà rassurée. Prenez le temps qu'il faut. Merci.", 30),
            they(
                "Il est revenu, plus droit que moi. Merci à la personne qui a refait la coulisse.",
                11500,
            ),
        ),
    ),
    Script(
        "raincoat-stain",
        "mail",
        "beatrice",
        "en",
        Past(3, "wed", "15:50"),
        (
            they(
                "Hello,\n\n"
                "My Embrun arrived yesterday and it is lovely, but there is a mark the size of a "
                "coin on the left sleeve. I tried a damp sponge and it has not moved. What would "
                "you advise?\n\n"
                "Beatrice Ashgrove-Hill",
                subject="Stain on a new raincoat",
            ),
            we(
                "Dear Beatrice,\n\n"
                "That sounds like a drop of wax from the proofing. Warm it with a hair dryer for a "
                "minute and wipe with a dry cloth. If it is still there, we will exchange the "
                "coat, postage on us.\n\n"
                "Bruine",
                60,
            ),
            they("The hair dryer did it. Thank you so much, problem solved.", 120),
        ),
    ),
    Script(
        "allergie",
        "mail",
        "mariam",
        "fr",
        Past(1, "wed", "08:50"),
        (
            they(
                "Bonjour,\n\n"
                "Depuis que je porte votre ciré, j'ai des plaques rouges au cou, là où frotte le "
                "col. Mon médecin me demande la composition exacte de l'enduit. C'est assez "
                "urgent, je dois le revoir vendredi.\n\n"
                "Mariam Sissokoré",
                subject="Plaques rouges",
            ),
            note("Santé : à traiter avant tout. Fiche de l’enduit demandée à l’atelier.", 12),
            we(
                "Bonjour Madame,\n\n"
                "Cessez de le porter en attendant. La composition complète est jointe, avec le nom "
                "de la personne qui fabrique l’enduit : votre médecin peut l’appeler. Nous vous "
                "remboursons sans retour, et nous gardons votre message pour le lot concerné.\n\n"
                "Dites-nous ce qu’il en aura dit.\n\n"
                "Bruine",
                48,
            ),
            they(
                "Bonjour, c'était le latex de la cire. Merci d'avoir répondu si vite, peu de "
                "maisons le font.",
                3330,
            ),
            we(
                "Merci de nous l’avoir dit. Nous l’écrivons désormais sur l’étiquette et sur la "
                "page du ciré.",
                3850,
            ),
        ),
    ),
    Script(
        "toile-fuite",
        "mail",
        "benoit",
        "fr",
        Past(2, "mon", "11:50"),
        (
            they(
                "Bonjour,\n\n"
                "Mon Grain, acheté en septembre, laisse passer des gouttes le long de deux "
                "coutures. Photo jointe. Que dois-je faire ?\n\n"
                "Benoît Clairvallon",
                subject="Grain qui prend l'eau",
            ),
            we(
                "Bonjour Monsieur,\n\n"
                "C’est un défaut de couture, couvert par la garantie. L’étiquette de retour est "
                "jointe ; la toile est refaite sous dix jours.\n\n"
                "Bruine",
                170,
            ),
            they("Déposé ce matin.", 2880),
            they("Reçu, impeccable. Merci.", 17065),
        ),
    ),
    Script(
        "double-commande",
        "mail",
        "celine",
        "fr",
        Past(2, "tue", "20:20"),
        (
            they(
                "Bonsoir, la page a planté au moment de payer et je me retrouve avec deux "
                "commandes, 57901 et 57902. Merci d'annuler la seconde.",
                subject="J'ai commandé deux fois par erreur",
            ),
            we(
                "Bonjour,\n\n"
                "La 57902 est annulée et remboursée. La 57901 part aujourd’hui.\n\n"
                "Bruine",
                766,
            ),
            they("Merci bien !", 110),
        ),
    ),
    Script(
        "colere-longue",
        "mail",
        "jacqueline",
        "fr",
        Past(2, "thu", "14:15"),
        (
            they(
                "Madame, Monsieur,\n\n"
                "Je suis cliente depuis 2003. J'ai acheté chez vous onze parapluies, dont sept "
                "offerts. Celui que j'ai reçu mardi a une poignée en plastique imitant le bois, "
                "alors que la photo montre du châtaignier. J'ai téléphoné deux fois. La première "
                "personne m'a dit que c'était normal, la seconde que c'était impossible.\n\n"
                "Je ne demande pas un bon d'achat. Je demande qu'on me dise la vérité : avez-vous "
                "changé de fournisseur, oui ou non ?\n\n"
                "Jacqueline Morisseau",
                subject="RÉCLAMATION",
            ),
            note("À répondre par quelqu’un qui sait. Maud est prévenue.", 18),
            we(
                "Chère Madame,\n\n"
                "Oui. Pendant six semaines, faute de châtaignier sec, nous avons monté des "
                "poignées en frêne teinté, sans le dire sur la page. Ce n’est pas du plastique, "
                "mais ce n’est pas non plus ce que vous aviez choisi, et nous aurions dû l’écrire."
                "\n\n"
                "Un Grain en châtaignier est réservé à votre nom ; il part vendredi, et vous "
                "gardez l’autre. La page a été corrigée il y a une heure.\n\n"
                "Bruine",
                50,
            ),
            they("Voilà ce que j'attendais. Je reste donc cliente. Le frêne ira à ma nièce.", 1440),
        ),
    ),
    Script(
        "changement-adresse",
        "mail",
        "florian",
        "fr",
        Past(4, "thu", "08:12"),
        (
            they(
                "Bonjour, je me suis trompé d'adresse, j'ai mis l'ancienne. Commande passée hier "
                "soir. La bonne : 4 chemin des Vignes à Pully. Merci !",
                subject="URGENT changement d'adresse 57988",
            ),
            we(
                "Bonjour Florian,\n\n"
                "C’était juste : le colis n’était pas fermé. Il part à Pully ce soir.\n\n"
                "Bruine",
                54,
            ),
            they("Ouf, merci", 12),
        ),
    ),
    Script(
        "blessure-suite",
        "mail",
        "josiane",
        "fr",
        Past(3, "mon", "09:40"),
        (
            they(
                "Bonjour,\n\n"
                "Voici mon numéro, comme convenu, et la photo de l'embout. Ma petite-fille va "
                "bien. Je ne cherche pas d'indemnité, je voudrais qu'aucun autre enfant ne se "
                "blesse.\n\n"
                "Josiane Vergnolet",
                subject="Suite à votre message sur la place",
            ),
            note("Même dossier que sur la place. Appel fait à 9 h 55 par Idris.", 10),
            we(
                "Chère Madame,\n\n"
                "Merci pour le temps que vous nous avez donné au téléphone. Le lot est rappelé : "
                "214 familles reçoivent un message ce midi. Vous aurez copie de ce que dira le "
                "laboratoire.\n\n"
                "Bruine",
                45,
            ),
            they("Merci de l'avoir pris au sérieux.", 1500),
        ),
    ),
    Script(
        "colis-suisse-perdu",
        "mail",
        "florian",
        "fr",
        Past(2, "wed", "07:50"),
        (
            they(
                "Bonjour,\n\n"
                "Le suivi s'est arrêté à Bâle il y a six jours. Que se passe-t-il ?\n\n"
                "Florian",
                subject="Colis 57988 introuvable",
            ),
        ),
    ),
    Script(
        "nuit-achat",
        "mail",
        "delphine",
        "fr",
        Past(2, "mon", "23:50"),
        (
            they(
                "Bonsoir, j'ai acheté deux fois la même Giboulée, une en boutique, une sur le "
                "site, persuadée que la première n'avait pas marché. Je garde celle de la "
                "boutique. Puis-je renvoyer l'autre bien qu'elle soit déjà ouverte ?",
                subject="Remboursement d'un achat en double",
            ),
            we(
                "Bonjour,\n\n"
                "Oui, ouverte mais sèche, c’est notre règle. L’étiquette est jointe.\n\n"
                "Bruine",
                620,
            ),
            they("Merci, c'est simple.", 75),
        ),
    ),
)
