"""Asked on the brand's own page, in French: orders, accounts, complaints."""

from parvis.config.demo.scripts.script import Past, Script, note, they, we

WEB_ORDERS = (
    Script(
        "suivi-simple",
        "web",
        "hugo",
        "fr",
        Past(4, "mon", "15:20"),
        (
            they("ou en est ma commande 56402", subject="Suivi"),
            we(
                "Bonjour Hugo, elle a quitté l’atelier ce midi. Le suivi sera actif demain matin, "
                "livraison mercredi ou jeudi.",
                12,
            ),
            they("ok", 4),
        ),
    ),
    Script(
        "retrait-boutique",
        "web",
        "rokhaya",
        "fr",
        Past(4, "thu", "17:25"),
        (
            they(
                'Je peux venir samedi récupérer la 56488 ? je n\'ai pas reçu le message "prête"',
                subject="Retrait à Rennes",
            ),
            we(
                "Bonjour, elle est arrivée à l’instant : samedi sans souci, jusqu’à 19 h. Le "
                "message vous parvient dans l’heure.",
                14,
            ),
            they("Nickel, merci", 6),
        ),
    ),
    Script(
        "echange-taille",
        "web",
        "ines",
        "fr",
        Past(4, "thu", "11:30"),
        (
            they(
                "L'Embrun M est trop petit, je voudrais le L. J'ai déjà enlevé l'étiquette, c'est "
                "grave ?",
                subject="Échange",
            ),
            we(
                "Non, si l’étiquette est dans le carton avec le ciré. Je vous mets un L de côté et "
                "vous envoie le bon de retour.",
                25,
            ),
            they("super merci", 9),
            they("ça fait six jours que j'ai renvoyé le M, toujours pas de L", 9041),
            we("Bonjour Inès, le M est arrivé hier soir à l’atelier. Le L part aujourd’hui.", 905),
        ),
    ),
    Script(
        "paiement-3x",
        "web",
        "moussa",
        "fr",
        Past(3, "fri", "11:45"),
        (
            they(
                "ma carte est refusée pour le 3 fois mais elle passe en une fois, pourquoi ?",
                subject="Paiement en trois fois",
            ),
            we(
                "Bonjour Moussa, le paiement en trois fois demande une carte française ou belge à "
                "débit immédiat ; les cartes à autorisation systématique sont refusées par "
                "l’organisme, pas par nous. Désolés, nous n’y pouvons rien.",
                125,
            ),
            they("d'accord, au moins c'est clair", 20),
        ),
    ),
    Script(
        "bug-panier",
        "web",
        "axel",
        "fr",
        Past(1, "mon", "12:05"),
        (
            they(
                "votre panier se vide à chaque fois que je change de page. sur firefox",
                subject="Site",
            ),
            note("Reproduit. Transmis à la personne du site.", 20),
            we(
                "Bonjour Axel, reproduit ici, merci. C’est en cours de réparation ; en attendant, "
                "je peux prendre votre commande par ce formulaire si vous voulez.",
                105,
            ),
            they("je peux attendre demain", 35),
            we("C’est réparé. Votre panier d’hier a été retrouvé, il vous attend.", 1185),
            they("parfait", 15),
        ),
    ),
    Script(
        "annulation",
        "web",
        "quentin",
        "fr",
        Past(2, "fri", "13:55"),
        (
            they("je veux annuler 57810, trouvé moins cher ailleurs", subject="Annulation"),
            we(
                "Bonjour Quentin, c’est annulé, l’argent revient sous trois à cinq jours. Sans "
                "rancune : si l’autre casse, nous ne réparons que les nôtres, mais nous "
                "compatirons.",
                10,
            ),
            they("fair play 😄", 3),
        ),
    ),
    Script(
        "recherche-perdu",
        "web",
        "denis",
        "fr",
        Past(1, "tue", "14:30"),
        (
            they(
                "Bonjour, un contrôleur m'a dit avoir confié à votre boutique de Rennes un "
                "parapluie prune trouvé dans le train. C'est peut-être le mien, douze ans, poignée "
                "usée ?",
                subject="Parapluie perdu",
            ),
            note("Appelé Rennes : oui, il est derrière la caisse depuis trois semaines.", 25),
            we(
                "Bonjour Denis, il est derrière la caisse, il a l’air de vous attendre. Venez "
                "quand vous voulez, et profitez-en : le ressort fatigue, on le change en cinq "
                "minutes.",
                15,
            ),
            they("je n'y crois pas. j'arrive samedi. MERCI", 8),
        ),
    ),
    Script(
        "stock-brique",
        "web",
        "remi",
        "fr",
        Past(1, "sat", "21:20"),
        (
            they(
                "Le brique est-il réapprovisionné bientôt ? C'est pour offrir",
                subject="Crachin brique",
            ),
        ),
    ),
    Script(
        "reclamation-web",
        "web",
        "elodie",
        "fr",
        Past(3, "wed", "10:25"),
        (
            they(
                "Deuxième fois que je vous écris. Vous m'avez remboursé 55 € au lieu de 59. Où "
                "sont passés les 4 euros ?",
                subject="Réclamation",
            ),
            we(
                "Bonjour Élodie, les frais de port avaient été retenus à tort, puisque c’est nous "
                "qui nous étions trompés. Les 4 € — et dix-huit centimes dont personne ne sait "
                "d’où ils viennent — sont partis à l’instant.",
                450,
            ),
            they("Merci. C'était pour le principe.", 25),
        ),
    ),
    Script(
        "colis-voisin",
        "web",
        "lionel",
        "fr",
        Past(3, "thu", "19:15"),
        (
            they(
                "le colis 58020 est noté livré \"au voisin\". je n'ai pas de voisin, j'habite un "
                "phare",
                subject="Noté livré",
            ),
            we(
                "Bonjour Lionel, voilà un livreur plein d’imagination. Nous demandons la preuve de "
                "remise ; sans réponse demain midi, un autre part. Un phare, vraiment ?",
                839,
            ),
            they("un phare vraiment. le facteur connaît", 40),
            we(
                "Pas de preuve : le second part ce jour, par la poste cette fois, avec « phare » "
                "en gros sur le carton.",
                1576,
            ),
            they("reçu par le facteur. il dit bonjour", 5660),
        ),
    ),
    Script(
        "boutique-accueil",
        "web",
        "fatou",
        "fr",
        Past(2, "tue", "18:20"),
        (
            they(
                "Je tenais à signaler que j'ai été très mal reçue samedi, la vendeuse m'a laissée "
                "attendre vingt minutes en discutant au téléphone",
                subject="Accueil à Rennes",
            ),
        ),
    ),
    Script(
        "livraison-samedi",
        "web",
        "nicolas",
        "fr",
        Past(2, "wed", "13:40"),
        (
            they(
                "Bonjour, le transporteur livre-t-il le samedi ? Je ne suis jamais là en semaine",
                subject="Livraison le samedi",
            ),
            we(
                "Bonjour Nicolas, à domicile non, en point relais oui. Je peux basculer votre "
                "commande vers le relais de votre choix.",
                25,
            ),
            they("celui de la gare alors, merci", 9),
            we("C’est fait.", 8),
        ),
    ),
)
