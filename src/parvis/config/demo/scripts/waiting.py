"""What waits for an answer while the demo is being looked at."""

from parvis.config.demo.scripts.script import Ago, Script, they, we

WAITING = (
    Script(
        "maintenant-poignee",
        "square",
        "maelle",
        "fr",
        Ago(18),
        (
            they(
                "@bruine la poignée de mon Crachin tourne dans le vide depuis ce matin, il a "
                "quatre mois. Je fais comment ?"
            ),
        ),
    ),
    Script(
        "maintenant-noel",
        "web",
        "pauline",
        "fr",
        Ago(34),
        (
            they(
                "Bonjour, si je commande aujourd'hui avec une gravure, est-ce que c'est livré "
                "avant samedi prochain ?",
                subject="Livraison à temps ?",
            ),
        ),
    ),
    Script(
        "maintenant-colere",
        "square",
        "tanguy",
        "fr",
        Ago(52),
        (
            they(
                "@bruine re-bonjour, c'est encore moi. Le remplacement que vous m'aviez envoyé "
                "vient de casser AUSSI. je ne sais plus quoi dire"
            ),
        ),
    ),
    Script(
        "maintenant-mail",
        "mail",
        "olivier",
        "fr",
        Ago(75),
        (
            they(
                "Bonjour,\n\n"
                "Ma facture 58402 indique deux articles, je n'en ai commandé qu'un. J'ai bien été "
                "débité de 118 €. Merci de corriger et de me rembourser la différence.\n\n"
                "Olivier Fontcouverte",
                subject="Erreur sur ma facture",
            ),
        ),
    ),
    Script(
        "maintenant-english",
        "square",
        "rebecca",
        "en",
        Ago(96),
        (they("@bruine does the guarantee cover a zip that jams? happy to send a video"),),
    ),
    Script(
        "maintenant-deux-canaux",
        "mail",
        "karim",
        "fr",
        Ago(131),
        (
            they(
                "Bonjour,\n\n"
                "Le ressort ne tient plus, le parapluie se referme sur moi. Commande 57630. Je "
                "vous ai aussi écrit sur la place, je ne sais pas où vous regardez.\n\n"
                "Karim Benzaoui",
                subject="Crachin cassé",
            ),
        ),
    ),
    Script(
        "maintenant-deux-canaux-place",
        "square",
        "karim",
        "fr",
        Ago(166),
        (they("@bruine mon Crachin se referme tout seul, c'est drôle une fois. une solution ?"),),
    ),
    Script(
        "maintenant-allergie",
        "web",
        "mariam",
        "fr",
        Ago(58),
        (
            they(
                "Bonjour, le ciré sans latex dont vous m'aviez parlé est-il sorti ? Je ne le "
                "trouve pas sur le site",
                subject="Nouveau ciré",
            ),
        ),
    ),
    Script(
        "maintenant-longue",
        "mail",
        "jacqueline",
        "fr",
        Ago(205),
        (
            they(
                "Bonjour,\n\n"
                "Ma nièce a hérité du parapluie en frêne dont nous avions parlé, et elle en est si "
                "contente qu'elle en veut un second, identique, pour sa colocataire. Il n'est plus "
                "au catalogue. Vous en reste-t-il un dans un coin de l'atelier, même avec un "
                "défaut ?\n\n"
                "Jacqueline Morisseau",
                subject="Question d'une vieille cliente",
            ),
        ),
    ),
    Script(
        "maintenant-retard",
        "square",
        "youssef",
        "fr",
        Ago(262),
        (
            they(
                '@bruine 58455, "en cours d\'acheminement" depuis 8 jours, pas un mot de vous. Je '
                "l'attends pour un départ vendredi"
            ),
        ),
    ),
    Script(
        "maintenant-annuler",
        "web",
        "louise",
        "fr",
        Ago(11),
        (
            they(
                "je viens de commander deux fois sans faire exprès (58610 et 58611), pouvez-vous "
                "en annuler une avant que ça parte ?",
                subject="Annuler vite",
            ),
        ),
    ),
    Script(
        "maintenant-photo",
        "square",
        "gabriel",
        "fr",
        Ago(143),
        (they("Ça existe en 14 ans ? la mienne a grandi d'un coup"),),
        under="embrun-enfant",
    ),
    Script(
        "maintenant-reponse",
        "web",
        "marcus",
        "en",
        Ago(290),
        (
            they(
                "I have now asked three times, twice in public. Where is my coat? If I hear "
                "nothing today I will ask my bank for the money back.",
                subject="Third time asking",
            ),
        ),
    ),
    Script(
        "maintenant-attente-piece",
        "mail",
        "helene",
        "fr",
        Ago(1560),
        (
            they(
                "Bonjour,\n\n"
                "Je vous ai renvoyé mon parapluie le 6, le ressort cette fois. Pouvez-vous me "
                "confirmer qu'il est arrivé ?\n\n"
                "Hélène Bassompère",
                subject="Réparation R-3358",
            ),
            we(
                "Bonjour Hélène,\n\n"
                "Il est arrivé hier. Le ressort est en commande, nous vous disons la date dès "
                "qu’elle est connue. Préférez-vous que nous le gardions, ou un prêt en attendant ?"
                "\n\n"
                "Bruine",
                60,
            ),
            they("Un prêt serait parfait, il pleut sans arrêt. Et avez-vous la date ?", 1370),
        ),
    ),
    Script(
        "maintenant-merci",
        "square",
        "nathalie",
        "fr",
        Ago(40),
        (they("Le mien a tenu deux hivers et deux cousins. Très belle qualité."),),
        under="embrun-enfant",
    ),
    Script(
        "maintenant-pub",
        "mail",
        "growthly",
        "en",
        Ago(82),
        (
            they(
                "Hi again, just bumping this to the top of your inbox! Did you have a chance to "
                "look at our free audit? Book a call here: https://growthly.example/call",
                subject="Re: Quick question about your website",
            ),
        ),
    ),
)
