"""The answers in French."""

from parvis.config.demo.articles.article import Article

FRENCH = (
    Article(
        "delais-et-frais-de-livraison",
        "Combien coûte la livraison, et quand arrive mon colis ?",
        "fr",
        """\
Les commandes passées avant 14 h partent le jour même de l’atelier, du lundi au vendredi.

| Destination | Délai | Frais |
| --- | --- | --- |
| France, à domicile | 2 à 3 jours ouvrés | 4,90 € |
| France, en point relais | 3 à 4 jours ouvrés | 3,90 € |
| Belgique, Luxembourg, Suisse | 3 à 5 jours ouvrés | 7,90 € |
| Reste de l’Europe | 4 à 7 jours ouvrés | 9,90 € |
| Royaume-Uni | 5 à 8 jours ouvrés | 12,90 € |

En France, la livraison est **offerte à partir de 80 €**. Vous pouvez aussi retirer votre commande
à l’atelier de Douarnenez ou à la boutique de Rennes : elle y est prête sous deux jours ouvrés et
vous attend trois semaines.

Les grands parapluies voyagent dans un carton de 98 cm. Certains points relais refusent les colis
longs ; s’ils le font, nous vous écrivons pour choisir avec vous une autre adresse.

Pour la Suisse et le Royaume-Uni, droits et taxes sont compris dans le prix affiché : le livreur ne
vous demande rien.
""",
    ),
    Article(
        "suivre-mon-colis",
        "Où est mon colis ?",
        "fr",
        """\
Le numéro de suivi se trouve dans le message « Votre colis est en route », envoyé le soir du
départ. Il devient actif le lendemain matin : s’il ne donne rien le premier soir, c’est normal.

**Le suivi ne bouge plus depuis trois jours ouvrés.** Écrivez-nous avec votre numéro de commande.
Nous ouvrons une recherche auprès du transporteur, qui a cinq jours pour répondre. S’il ne retrouve
rien, nous renvoyons la commande ou la remboursons, à votre choix.

**Le colis est noté livré, mais vous ne l’avez pas.** Regardez d’abord chez les voisins, le gardien
et dans le local à poubelles, où les livreurs posent parfois les longs cartons. Si vous ne trouvez
rien sous 48 heures, écrivez-nous : nous demandons la preuve de remise.

**Le colis est arrivé ouvert ou écrasé.** Refusez-le si vous le pouvez, sinon photographiez le
carton et son contenu avant de nous écrire. Nous remplaçons sans attendre la réponse du
transporteur.
""",
    ),
    Article(
        "retourner-un-article",
        "Comment retourner un article ?",
        "fr",
        """\
Vous avez **30 jours** après la livraison pour changer d’avis. L’article doit être propre et sec,
avec son étiquette ; un parapluie peut avoir été ouvert, mais pas être sorti sous la pluie.

1. Ouvrez la page « Mes commandes » et choisissez « Retourner ».
2. Imprimez l’étiquette, ou montrez son code au point relais si vous n’avez pas d’imprimante.
3. Déposez le colis dans n’importe quel point relais du même réseau.

Le retour est **gratuit en France**. Depuis un autre pays, il est à votre charge, sauf si nous nous
sommes trompés.

Le remboursement part dans les cinq jours ouvrés qui suivent l’arrivée du colis à l’atelier, sur le
moyen de paiement d’origine. Pour un échange de taille, cochez « Échanger » : la nouvelle taille est
mise de côté dès que le colis est déposé.

Vous avez acheté en boutique ? Rapportez l’article dans l’une des deux, avec ou sans ticket : votre
nom nous suffit s’il figure sur la vente.
""",
    ),
    Article(
        "faire-reparer-un-parapluie",
        "Comment faire réparer mon parapluie ?",
        "fr",
        """\
Tous les parapluies Bruine se réparent, même les plus anciens : nous gardons les pièces de chaque
modèle depuis l’ouverture de l’atelier.

**Comment faire.** Remplissez la fiche de réparation avec une photo. Nous répondons sous deux jours
ouvrés par un prix ferme et une étiquette d’envoi. La réparation prend une à deux semaines, un peu
plus en novembre.

| Réparation | Prix |
| --- | --- |
| Baleine cassée | 12 € |
| Coulisse ou ressort | 15 € |
| Poignée | 18 € |
| Toile à recoudre | 18 € |
| Toile neuve | 39 € |

Pendant les **cinq ans de garantie**, les pannes qui viennent de nous ne coûtent rien. Après, vous
payez le prix coûtant ci-dessus, jamais plus de la moitié du prix du neuf.

**À la boutique.** Le samedi de 10 h à 12 h, à Rennes et à Douarnenez, l’atelier répare les baleines
pendant que vous attendez. Venez avec le parapluie sec.

Nous ne réparons pas les autres marques, faute de pièces.
""",
    ),
    Article(
        "choisir-son-parapluie",
        "Quel parapluie choisir ?",
        "fr",
        """\
Trois questions suffisent : où le rangez-vous, quel vent fait-il chez vous, combien êtes-vous
dessous ?

- **Le Crachin** se plie à 28 cm et pèse 320 g. C’est celui du sac et du train. Il tient jusqu’à
  70 km/h de vent.
- **Le Grain** est droit, avec une canne en châtaignier et huit baleines en fibre de verre. Il a été
  essayé en soufflerie jusqu’à 110 km/h. Il abrite deux personnes qui s’entendent bien.
- **La Giboulée** est une cloche transparente : on voit où l’on va, on reste coiffé. Elle craint le
  grand vent.
- **Le Flaque**, pour les enfants de 4 à 9 ans, a des embouts ronds et une poignée qui ne pince pas.
- **L’Éclaircie** est une ombrelle de lin, contre le soleil seulement.

Vous hésitez entre le Crachin et le Grain ? Si vous perdez vos parapluies, prenez le Crachin. Si
c’est le vent qui les casse, prenez le Grain.
""",
    ),
    Article(
        "entretenir-un-cire",
        "Comment entretenir mon ciré ?",
        "fr",
        """\
L’Embrun est un coton enduit. Il vieillit bien à une condition : **jamais de machine**.

**Le nettoyer.** Passez une éponge humide et un peu de savon de Marseille, rincez à l’eau froide,
laissez sécher sur un cintre, loin du radiateur. Les taches grasses partent avec de la terre de
Sommières, laissée une nuit.

**Le réimperméabiliser.** Quand l’eau ne perle plus, en général après deux hivers, étalez une fine
couche de cire avec un chiffon, puis chauffez au sèche-cheveux jusqu’à ce qu’elle disparaisse. Une
boîte suffit pour deux cirés. L’atelier le fait aussi, pour 29 €.

**Le ranger.** Suspendu, jamais plié : les plis marquent l’enduit. Une odeur d’humidité s’en va au
grand air en deux jours.

Une couture qui lâche, un bouton perdu, une fermeture récalcitrante : c’est couvert pendant cinq
ans. Envoyez-nous une photo, nous vous dirons s’il faut renvoyer le ciré ou si un simple bouton par
la poste suffit.
""",
    ),
    Article(
        "garantie-cinq-ans",
        "Que couvre la garantie de cinq ans ?",
        "fr",
        """\
La garantie court à partir de la livraison ou de l’achat en boutique. Elle s’ajoute aux garanties
légales, elle ne les remplace pas.

**Elle couvre** une baleine qui casse par vent ordinaire, un mécanisme qui se bloque, une couture
qui lâche, une toile qui prend l’eau, une poignée qui se fend, une teinture qui passe de façon
anormale.

**Elle ne couvre pas** un parapluie retourné par la tempête au-delà de sa limite, une portière de
voiture, les dents d’un chien, la perte. Pour tout cela, il reste la réparation à prix coûtant.

**Ce qu’il nous faut** : le numéro de commande, ou le nom donné en boutique, et une photo. Nous ne
demandons ni l’emballage ni le ticket.

Nous réparons d’abord. Si la réparation est impossible, nous remplaçons ; si le modèle n’existe
plus, nous remboursons le prix payé. La pièce réparée est garantie deux ans de plus, même si les
cinq ans sont passés.
""",
    ),
    Article(
        "tailles-des-cires",
        "Quelle taille de ciré prendre ?",
        "fr",
        """\
L’Embrun taille **normalement, avec de la place pour un pull**. Si vous portez toujours un gros
chandail dessous, prenez la taille au-dessus.

| Taille | Poitrine | Longueur |
| --- | --- | --- |
| XS | 80 à 86 cm | 78 cm |
| S | 87 à 93 cm | 80 cm |
| M | 94 à 101 cm | 82 cm |
| L | 102 à 109 cm | 84 cm |
| XL | 110 à 118 cm | 86 cm |
| XXL | 119 à 128 cm | 88 cm |

Mesurez le tour de poitrine au plus large, sous les bras, sans serrer. Entre deux tailles, la plus
petite tombe droit, la plus grande est plus confortable à vélo.

Pour les enfants, l’Embrun va de 4 à 12 ans. Les manches ont un revers : elles gagnent 4 cm quand on
le défait, ce qui donne en général un hiver de plus.

Vous vous êtes trompé de taille ? L’échange est gratuit en France pendant 30 jours.
""",
    ),
    Article(
        "modifier-ou-annuler-une-commande",
        "Puis-je modifier ou annuler ma commande ?",
        "fr",
        """\
Oui, **tant que le colis n’est pas fermé**, c’est-à-dire en général dans les deux heures qui suivent
la commande, ou jusqu’à 14 h pour une commande passée la veille au soir.

**Par vous-même.** Sur la page « Mes commandes », les boutons « Changer l’adresse » et « Annuler »
restent visibles aussi longtemps que c’est possible. L’annulation est immédiate ; le montant revient
sur votre compte en trois à cinq jours, selon votre banque.

**Avec nous.** Pour changer de couleur, de taille ou de modèle, écrivez-nous avec le numéro de
commande. Nous ne pouvons pas ajouter un article à une commande déjà payée, mais nous groupons
volontiers deux commandes du même jour et remboursons le second port.

**Le colis est déjà parti.** Laissez-le en point relais sans le retirer, il nous reviendra, ou
retournez-le : c’est gratuit en France.

Les parapluies gravés à votre nom ne peuvent plus être annulés une fois la gravure faite.
""",
    ),
    Article(
        "moyens-de-paiement",
        "Comment puis-je payer ?",
        "fr",
        """\
Sur le site : carte bancaire, virement, carte cadeau. En boutique : les mêmes, et les espèces.

**En plusieurs fois.** À partir de 100 €, vous pouvez payer en trois fois sans frais, par carte
française ou belge. La première somme est prélevée à la commande, les deux autres à un mois
d’intervalle.

**Ma carte est refusée.** Dans neuf cas sur dix, la banque attend une confirmation dans son
application : ouvrez-la, puis recommencez. Aucune somme n’est prise quand un paiement échoue, même
si votre relevé montre parfois pendant deux jours un montant « en attente » qui disparaît tout
seul.

**J’ai été débité deux fois.** L’une des deux lignes est presque toujours une simple réservation. Si
elle est encore là après trois jours ouvrés, envoyez-nous une copie du relevé : nous remboursons le
jour même.

**Facture.** Elle est jointe au message de confirmation. Pour une facture au nom d’une entreprise,
remplissez le champ « Société » ou demandez-la-nous, nous la refaisons volontiers.
""",
    ),
    Article(
        "carte-cadeau",
        "Comment marche la carte cadeau ?",
        "fr",
        """\
La carte cadeau existe de 20 à 200 €. Elle part par mail, à la date que vous choisissez, avec votre
mot ; ou par la poste, sur une carte sérigraphiée à l’atelier, sous trois jours.

**S’en servir.** Le code se saisit au moment de payer, sur le site, ou se montre en boutique. Il
peut servir en plusieurs fois : le reste demeure sur la carte. Il paie aussi les réparations.

**Elle est valable trois ans.** Nous prévenons la personne qui l’a reçue deux mois avant la fin ; il
suffit de nous répondre pour la prolonger d’un an, une fois.

**Le code ne passe pas ?** Il ne contient que des lettres et les chiffres de 2 à 9 : ni zéro, ni un.
Si l’erreur persiste, envoyez-nous les quatre derniers caractères, jamais le code entier.

**Elle est perdue ?** Avec le nom et l’adresse de l’acheteur, nous annulons l’ancien code et en
envoyons un autre.
""",
    ),
    Article(
        "nos-boutiques-et-horaires",
        "Où êtes-vous, et quand répondez-vous ?",
        "fr",
        """\
**L’atelier-boutique de Douarnenez**, sur le port : du mardi au samedi, de 10 h à 12 h 30 et de 14 h
à 18 h 30. L’atelier se visite le premier samedi du mois, sur inscription.

**La boutique de Rennes**, près des halles : du mardi au samedi, de 10 h à 19 h sans interruption.

Dans les deux, un panier de **parapluies prêtés** attend à la porte. Laissez un nom, prenez-en un,
rapportez-le quand le ciel le veut. Neuf sur dix reviennent.

**Le service clients** répond tous les jours de 8 h à 12 h 30 et de 13 h 30 à 22 h : il pleut aussi
le dimanche. Nous nous engageons à répondre en moins de quatre heures d’ouverture, partout où
vous nous écrivez : sur la place publique, par mail ou depuis notre site. Vous n’avez pas besoin
d’écrire à deux endroits, nous lisons tout.
""",
    ),
    Article(
        "commandes-d-entreprise",
        "Faites-vous des parapluies pour les entreprises ?",
        "fr",
        """\
Oui, à partir de **20 pièces**, pour des équipes, des hôtels, des musées, des mariages.

**Ce que nous savons faire** : graver la poignée du Grain, imprimer un motif sur la toile du
Crachin, choisir deux couleurs de panneaux parmi les quatorze de l’atelier. Nous n’imprimons pas de
logo de plus de 12 cm : un parapluie se porte, il ne s’affiche pas.

| Quantité | Remise | Délai |
| --- | --- | --- |
| 20 à 49 | 10 % | 3 semaines |
| 50 à 199 | 15 % | 4 semaines |
| 200 et plus | sur devis | 6 semaines |

Un exemplaire d’essai est fabriqué et envoyé avant la série ; il vous est facturé puis déduit.

Écrivez-nous le nombre, la date et la ville de livraison : un devis vous arrive sous deux jours
ouvrés. Pour une location de parapluies, lors d’une cérémonie par exemple, nous en avons soixante,
blancs, à 4 € la journée.
""",
    ),
    Article(
        "donnees-personnelles",
        "Que faites-vous de mes données ?",
        "fr",
        """\
Nous gardons ce qu’il faut pour vous livrer, réparer et vous répondre, et rien de plus.

- **Vos commandes** : dix ans, comme la loi comptable l’exige.
- **Vos échanges avec nous** : trois ans après le dernier message.
- **La fiche de réparation** : tant que le parapluie existe, puisque c’est son carnet de santé.

Nous ne vendons ni ne louons d’adresses. La lettre de l’atelier part quatre fois par an, seulement à
ceux qui l’ont demandée ; le lien pour s’en défaire figure en bas de chacune.

**Vos droits.** Vous pouvez demander une copie de tout ce que nous savons de vous, le faire
corriger ou effacer. Écrivez-nous depuis l’adresse de votre compte : nous répondons sous dix jours,
bien avant le mois que prévoit la loi. Les factures restent, mais le reste disparaît, y compris des
sauvegardes à leur prochaine rotation.
""",
    ),
)
