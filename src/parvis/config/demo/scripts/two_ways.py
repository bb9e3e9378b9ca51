"""One matter on two channels, and two matters in one thread: what the team joins and splits."""

from parvis.config.demo.scripts.script import Ago, Script, they

TWO_WAYS = (
    Script(
        "deux-voies-baleine-mail",
        "mail",
        "antoine",
        "fr",
        Ago(140),
        (
            they(
                "Bonjour,\n\n"
                "Mon Grain est arrivé ce matin avec une baleine tordue (commande 58811). Faut-il "
                "vous le renvoyer ?\n\n"
                "Antoine Maubreuil",
                subject="Baleine tordue",
            ),
        ),
    ),
    Script(
        "deux-voies-baleine-web",
        "web",
        "antoine",
        "fr",
        Ago(45),
        (
            they(
                "je vous ai écrit par mail pour la baleine tordue de la 58811. Est-ce que je peux "
                "quand même partir avec demain ?",
                subject="Commande 58811",
            ),
        ),
    ),
    Script(
        "two-ways-lining-mail",
        "mail",
        "oliver",
        "en",
        Ago(170),
        (
            they(
                "Hello,\n\n"
                "After one month the lining of my raincoat has come loose at the hem. Can you mend "
                "it, or do I get another one?\n\n"
                "Oliver",
                subject="Loose lining",
            ),
        ),
    ),
    Script(
        "two-ways-lining-square",
        "square",
        "oliver",
        "en",
        Ago(65),
        (they("@bruine I wrote about a loose lining, any chance of an answer before Friday?"),),
    ),
    Script(
        "deux-sujets-fermoir",
        "mail",
        "brigitte",
        "fr",
        Ago(118),
        (
            they(
                "Bonjour,\n\n"
                "Le fermoir de ma housse s'est cassé net. Vendez-vous la pièce seule ?\n\n"
                "Brigitte Saintonge-Duval",
                subject="Fermoir de housse",
            ),
            they(
                "Autre chose, sans aucun rapport : ma carte de fidélité porte encore mon ancien "
                "nom. Pouvez-vous la corriger ?",
                22,
            ),
        ),
    ),
    Script(
        "two-matters-wax",
        "mail",
        "greta",
        "en",
        Ago(84),
        (
            they(
                "Dear Bruine,\n\n"
                "Which wax do you use for the Crachin? I should like to do it at home.\n\n"
                "Greta Aldenhoven",
                subject="Which wax?",
            ),
            they(
                "And something quite different: order 58790 is marked as delivered, but nothing "
                "has come. Where is it?",
                15,
            ),
        ),
    ),
)
