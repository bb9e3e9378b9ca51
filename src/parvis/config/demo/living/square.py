"""What somebody may say on the square at any time."""

from parvis.config.demo.living.arrival import Arrival

SQUARE = (
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
)
