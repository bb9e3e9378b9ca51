"""Mails that ask, apply, thank or advertise."""

from parvis.config.demo.scripts.script import Past, Script, note, they, we

MAIL_REQUESTS = (
    Script(
        "devis-hotel",
        "mail",
        "edouard",
        "fr",
        Past(4, "mon", "11:20"),
        (
            they(
                "Bonjour,\n\n"
                "Nous ouvrons en mai un hôtel de 22 chambres à Saint-Malo et souhaiterions équiper "
                "chaque chambre d'un grand parapluie. Pouvez-vous m'adresser un devis pour 30 "
                "Grain gravés au nom de la maison, et m'indiquer le délai ?\n\n"
                "Édouard de Brézolles",
                subject="Devis pour un hôtel",
            ),
            we(
                "Bonjour Monsieur,\n\n"
                "Pour 30 Grain gravés, la remise est de 10 %, soit 116,10 € pièce et 12 € de "
                "gravure offerts à partir de 25. Comptez trois semaines, dont quatre jours pour "
                "l’exemplaire d’essai. Le devis est joint.\n\n"
                "Quelle couleur imaginez-vous ? L’ardoise va bien avec le granit.\n\n"
                "Bien à vous,\n"
                "Bruine",
                165,
            ),
            they(
                "Bonjour,\n\n"
                "L'ardoise, en effet. Je vous retourne le devis signé cette semaine.\n\n"
                "É. de Brézolles",
                1500,
            ),
            we(
                "Bonjour Monsieur,\n\n"
                "Merci. Dès réception, nous lançons l’exemplaire d’essai.\n\n"
                "Bien à vous,\n"
                "Bruine",
                70,
            ),
        ),
    ),
    Script(
        "mariage-pluie",
        "mail",
        "claire",
        "fr",
        Past(4, "wed", "20:40"),
        (
            they(
                "Bonsoir,\n\n"
                "Nous nous marions en juin, dehors, en Bretagne. Vous voyez où je veux en venir. "
                "Louez-vous des parapluies blancs, et combien en faut-il pour 90 invités ? Ils "
                "sont gentils et se serreront.\n\n"
                "Claire Montfaucher",
                subject="Mariage le 14 juin",
            ),
            we(
                "Bonjour Claire,\n\n"
                "Nous en louons soixante, blancs, à 4 € la journée. Pour 90 invités qui se "
                "serrent, quarante-cinq suffisent. Nous pouvons les livrer la veille dans un "
                "panier, et les reprendre mouillés.\n\n"
                "Voulez-vous que nous vous les réservions jusqu’à fin mars, sans engagement ?\n\n"
                "Bien à vous,\n"
                "Bruine",
                820,
            ),
            they(
                "Oui, mille fois oui. Et s'il fait beau, je vous enverrai une photo des parapluies "
                "fermés.",
                65,
            ),
            we("C’est réservé, à votre nom, pour le 14 juin. Nous espérons ne servir à rien.", 25),
        ),
    ),
    Script(
        "facture-societe",
        "mail",
        "thierry",
        "fr",
        Past(3, "tue", "09:15"),
        (
            they(
                "Bonjour, pourriez-vous refaire la facture 55870 au nom de Hautecombe Conseil ? Le "
                "comptable n'en veut pas à mon nom. Merci d'avance.",
                subject="Facture au nom de ma société",
            ),
            we(
                "Bonjour,\n\n"
                "La voici, au bon nom. L’ancienne est annulée par un avoir, joint lui aussi, pour "
                "que votre comptable dorme bien.\n\n"
                "Bruine",
                42,
            ),
            they("Parfait, merci beaucoup.", 15),
        ),
    ),
    Script(
        "absence",
        "mail",
        "thierry",
        "fr",
        Past(3, "tue", "10:30"),
        (
            they(
                "Je suis absent jusqu'au 25 et prendrai connaissance de votre message à mon "
                "retour. En cas d'urgence, adressez-vous à mon assistante.",
                subject="Réponse automatique : Facture au nom de ma société",
            ),
        ),
    ),
    Script(
        "cire-enfant",
        "mail",
        "wassila",
        "fr",
        Past(1, "mon", "21:05"),
        (
            they(
                "Bonsoir, mon fils a 7 ans et demi mais il est grand (1,32 m). Je prends le 8 ou "
                "le 10 ans ? L'idée c'est qu'il dure deux hivers.",
                subject="Taille pour un enfant qui grandit",
            ),
            we(
                "Bonjour,\n\n"
                "Pour 1,32 m, le 8 ans tombe juste et le 10 ans durera deux hivers, manches "
                "retournées la première année. Prenez le 10.\n\n"
                "Bruine",
                755,
            ),
            they("Merci pour le conseil, commandé !", 600),
        ),
    ),
    Script(
        "demande-donnees",
        "mail",
        "sylvain",
        "fr",
        Past(1, "thu", "10:15"),
        (
            they(
                "Bonjour,\n\n"
                "Au titre du RGPD, je souhaite obtenir une copie de toutes les données que vous "
                "détenez sur moi, puis leur suppression.\n\n"
                "Sylvain Orgeval",
                subject="Mes données personnelles",
            ),
            we(
                "Bonjour Monsieur,\n\n"
                "La copie est jointe. L’effacement sera fait demain ; seules les deux factures "
                "restent, la loi nous l’impose. Souhaitez-vous que nous gardions la fiche de "
                "réparation, utile si le parapluie revient ?\n\n"
                "Bruine",
                5775,
            ),
            they("Non, effacez-la aussi. Merci pour la clarté.", 200),
            we("C’est noté. Vous ne recevrez plus rien de nous.", 30),
        ),
    ),
    Script(
        "code-cadeau",
        "mail",
        "genevieve",
        "fr",
        Past(1, "mon", "09:55"),
        (
            they(
                "Bonjour, ma carte cadeau de 50 euros affiche un solde de 0. Or je n'ai rien "
                "acheté. Les quatre derniers caractères sont KV7A.",
                subject="Carte cadeau",
            ),
            we(
                "Bonjour Geneviève,\n\n"
                "Elle avait été débitée par erreur à la boutique de Rennes. Les 50 € y sont de "
                "nouveau, et la carte est prolongée d’un an.\n\n"
                "Bruine",
                33,
            ),
            they("Merci, et bonjour à l'atelier. Mon prune va bien.", 45),
        ),
    ),
    Script(
        "partenariat",
        "mail",
        "growthly",
        "en",
        Past(1, "tue", "08:10"),
        (
            they(
                "Hi team,\n\n"
                "I came across bruine.example and noticed you could rank much higher. We helped "
                "brands like yours increase traffic by 240%. Are you free for a quick call this "
                "week? We offer a free audit.\n\n"
                "Best,\n"
                "Growthly Partners",
                subject="Quick question about your website",
            ),
        ),
    ),
    Script(
        "agence-fr",
        "mail",
        "croissance",
        "fr",
        Past(1, "tue", "07:45"),
        (
            they(
                "Bonjour,\n\n"
                "Notre agence accompagne les marques d'accessoires. Profitez de notre offre "
                "exceptionnelle : un audit gratuit de votre référencement et 30 % de remise sur "
                "nos services jusqu'au 30. Cliquez ici pour réserver un créneau : "
                "https://croissance360.example/offre",
                subject="Développez votre chiffre d'affaires",
            ),
        ),
    ),
    Script(
        "etudiante",
        "mail",
        "assia",
        "fr",
        Past(1, "wed", "10:20"),
        (
            they(
                "Bonjour,\n\n"
                "Étudiante en design, j'écris un mémoire sur les objets que l'on répare. "
                "Accepteriez-vous de répondre à quelques questions, ou de me recevoir une heure à "
                "l'atelier en janvier ?\n\n"
                "Assia Belmokhtari",
                subject="Mémoire sur les objets réparables",
            ),
            we(
                "Bonjour Assia,\n\n"
                "Venez plutôt une matinée : une heure ne suffit pas pour refaire une toile, et "
                "c’est là qu’on comprend. Le deuxième jeudi de janvier vous irait-il ?\n\n"
                "Bruine",
                320,
            ),
            they("Ce serait merveilleux. J'y serai, merci infiniment.", 25),
        ),
    ),
    Script(
        "nouvelle-tarif",
        "mail",
        "pascal",
        "fr",
        Past(3, "tue", "11:25"),
        (
            they(
                "Bonjour, l'an dernier une toile neuve coûtait 35 €, elle est à 39 €. Peut-on "
                "savoir pourquoi ?",
                subject="Prix de la réparation",
            ),
            we(
                "Bonjour Pascal,\n\n"
                "Le tissage a augmenté de 11 % en mars. Nous avons gardé le même principe : le "
                "prix coûtant, sans marge. Si votre demande datait d’avant avril, l’ancien prix "
                "s’applique.\n\n"
                "Bruine",
                365,
            ),
            they("C'est clair. Merci.", 40),
        ),
    ),
    Script(
        "lettre-desabonnement",
        "mail",
        "lucas",
        "fr",
        Past(2, "thu", "18:50"),
        (
            they(
                "Bonjour, c'est la troisième fois que je demande à ne plus recevoir votre lettre. "
                "Le lien ne marche pas.",
                subject="Désabonnement",
            ),
            we(
                "Bonjour,\n\n"
                "Votre adresse est retirée à la main, et le lien est réparé : il coupait les "
                "adresses contenant un tiret. Merci d’avoir insisté.\n\n"
                "Bruine",
                870,
            ),
        ),
    ),
    Script(
        "recrutement",
        "mail",
        "yannick",
        "fr",
        Past(3, "fri", "10:10"),
        (
            they(
                "Bonjour,\n\n"
                "Sellier de métier, je cherche un atelier où l'on répare. Je vous laisse mon CV. "
                "Recrutez-vous ?\n\n"
                "Yannick Fouesnard",
                subject="Candidature spontanée",
            ),
        ),
    ),
    Script(
        "eloge",
        "mail",
        "catherine",
        "fr",
        Past(2, "mon", "16:30"),
        (
            they(
                "Bonjour,\n\n"
                "Pas de réclamation, pour une fois qu'on écrit à une marque. Le ciré de mon mari a "
                "traversé l'Islande. Il est sale, fier et sec. Félicitations à vos couturières.\n\n"
                "Catherine Houdreville",
                subject="Un mot de remerciement",
            ),
            we(
                "Chère Madame,\n\n"
                "Votre lettre est épinglée au-dessus de la machine numéro 3. Si votre mari a une "
                "photo d’Islande, elle aura une punaise aussi.\n\n"
                "Bruine",
                1015,
            ),
            they("La voici. Merci à vous.", 380),
        ),
    ),
    Script(
        "bon-de-commande",
        "mail",
        "marion",
        "fr",
        Past(1, "fri", "11:00"),
        (
            they(
                "Bonjour,\n\n"
                "Comme convenu sur la place, voici notre demande avec l'en-tête de l'école : 25 "
                "Flaque, livraison le 3. Paiement par mandat administratif, si possible.\n\n"
                "Marion Labergère",
                subject="Devis pour l'école de Quimperlé",
            ),
            note("C’est la directrice d’école de la place : 15 % promis.", 15),
            we(
                "Bonjour Marion,\n\n"
                "Le devis à 15 % est joint, mandat accepté. Nous glissons des étiquettes à prénom "
                "dans le carton.\n\n"
                "Bruine",
                60,
            ),
            they("Les enfants vont se battre pour les couleurs. Merci !", 30),
        ),
    ),
)
