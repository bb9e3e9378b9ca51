"""Asked on the brand's own page, in French: advice before and after buying."""

from parvis.config.demo.scripts.script import Past, Script, they, we

WEB_ADVICE = (
    Script(
        "oubli-mdp",
        "web",
        "clemence",
        "fr",
        Past(4, "wed", "13:48"),
        (
            they(
                "Je n'arrive pas à me connecter et le mail de réinitialisation n'arrive pas",
                subject="Mot de passe",
            ),
            we(
                "Bonjour Clémence, il arrive souvent dans les indésirables. Je vous en renvoie un "
                "à l’instant : dites-moi s’il est là.",
                8,
            ),
            they("trouvé, dans les indésirables effectivement. merci", 3),
        ),
    ),
    Script(
        "choix-ville",
        "web",
        "emma",
        "fr",
        Past(4, "wed", "10:05"),
        (
            they(
                "Bonjour, je prends le train tous les jours et je marche vingt minutes. Crachin ou "
                "Giboulée ?",
                subject="Conseil",
            ),
            we(
                "Bonjour Emma, le Crachin : il tient dans le sac, la Giboulée reste dans la main "
                "pendant tout le trajet.",
                16,
            ),
            they("Logique. Merci !", 7),
        ),
    ),
    Script(
        "poignee-gaucher",
        "web",
        "bastien",
        "fr",
        Past(4, "tue", "18:40"),
        (
            they(
                "Les poignées courbes sont faites pour les droitiers, vous avez quelque chose pour "
                "un gaucher ?",
                subject="Gaucher",
            ),
            we(
                "Bonjour Bastien, la courbe du Grain est symétrique, seule la gravure est "
                "orientée. Dites « gaucher » dans le champ gravure et nous la tournons.",
                878,
            ),
            they("je ne savais pas que j'avais besoin de cette information", 130),
        ),
    ),
    Script(
        "parapluie-enfant-age",
        "web",
        "aurelie",
        "fr",
        Past(3, "sat", "10:50"),
        (
            they("bonjour le flaque c'est ok pour une petite de 3 ans et demi ?", subject="Flaque"),
            we(
                "Bonjour Aurélie, nous le conseillons à partir de 4 ans : plus jeune, elle verra "
                "surtout ses pieds. Les bottes Têtard, elles, commencent au 22.",
                12,
            ),
            they("haha merci", 5),
        ),
    ),
    Script(
        "horaires-fetes",
        "web",
        "sandrine",
        "fr",
        Past(1, "fri", "14:10"),
        (
            they("Vous êtes ouverts le 24 à Douarnenez ?", subject="Horaires"),
            we("Oui, jusqu’à 16 h, avec du papier cadeau et du café.", 22),
        ),
    ),
    Script(
        "entretien-bois",
        "web",
        "vincent",
        "fr",
        Past(1, "thu", "19:20"),
        (
            they(
                "Le bois de la canne a blanchi après une nuit dans la voiture mouillé. Je fais "
                "quoi ?",
                subject="Canne du Grain",
            ),
            we(
                "Bonjour Vincent, laissez sécher deux jours puis passez un peu d’huile de lin au "
                "chiffon. Le blanc s’en va. Sinon, photo, et nous la revernissons pour 9 €.",
                853,
            ),
            they("parti avec l'huile. merci du truc", 240),
        ),
    ),
    Script(
        "cadeau-date",
        "web",
        "camille",
        "fr",
        Past(2, "wed", "17:45"),
        (
            they(
                "Peut-on programmer l'envoi d'une carte cadeau pour le 24 à 20h exactement ?",
                subject="Carte cadeau datée",
            ),
            we(
                "Bonjour Camille, oui : le champ « Envoyer le » accepte l’heure. Elle partira à 20 "
                "h, heure de Paris.",
                927,
            ),
            they("Merci, vous pensez à tout", 50),
        ),
    ),
    Script(
        "ciree-odeur",
        "web",
        "agathe",
        "fr",
        Past(2, "sat", "11:40"),
        (
            they("mon ciré neuf sent très fort la cire, ça part ?", subject="Odeur"),
            we(
                "Oui, en une semaine suspendu près d’une fenêtre. Évitez le placard, elle s’y "
                "installerait.",
                20,
            ),
        ),
    ),
    Script(
        "grille-tailles",
        "web",
        "isabelle",
        "fr",
        Past(1, "wed", "09:05"),
        (
            they("entre L et XL (110 cm pile), je prends quoi ?", subject="Tour de poitrine"),
            we("XL si vous pédalez, L si vous marchez.", 20),
            they("Je marche. Merci pour cette réponse de deux lignes", 5),
        ),
    ),
    Script(
        "velo-pince",
        "web",
        "thuy",
        "fr",
        Past(2, "wed", "11:10"),
        (
            they(
                "vous vendez un support pour accrocher le crachin au vélo ?", subject="Accessoire"
            ),
            we(
                "Pas encore, mais l’atelier en essaie un en cuir. Si cela vous tente, nous "
                "cherchons des gens pour l’essayer tout l’hiver, gratuitement.",
                42,
            ),
            they("carrément partante", 6),
            we("Formidable : nous vous écrivons lundi avec les détails.", 20),
        ),
    ),
    Script(
        "bottes-pointure",
        "web",
        "wassila",
        "fr",
        Past(2, "fri", "09:25"),
        (
            they("les bottes taillent grand ou petit ?", subject="Bottes Têtard"),
            we(
                "Normalement, mais sans place pour une grosse chaussette : prenez une pointure de "
                "plus pour l’hiver.",
                11,
            ),
        ),
    ),
    Script(
        "don-association",
        "web",
        "anouk",
        "fr",
        Past(2, "mon", "15:05"),
        (
            they(
                "Notre association aide des personnes sans abri à Nantes. Donnez-vous parfois des "
                "parapluies invendus ?",
                subject="Association",
            ),
        ),
    ),
)
