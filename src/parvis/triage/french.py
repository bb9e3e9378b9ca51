"""What French words say. Accents, doubled letters and a final s do not matter: see `words.fold`."""

from parvis.triage.lexicon import Group, Signal

NEGATORS = "pas pa jamais ni aucun aucune sans guère"

GROUPS: tuple[Group, ...] = (
    (
        ((Signal.QUESTION, 0.85),),
        """je voudrais savoir, je voulais savoir, j'aimerais savoir, j'aurais voulu savoir, je
        souhaite savoir, je souhaiterais savoir, jvoudrais savoir, jaimerais savoir, je me demande,
        je me demandais, savez vous, sauriez vous, dites moi, dis moi, pouvez vous, pourriez vous,
        pourriez me, pouvez me, vous pouvez me, vous pourriez, peux tu, peut on, peut il, puis je,
        est ce que, est ce qu, est ce possible, est il possible, serait il possible, serait ce
        possible, c'est possible de, possible de, y a t il, avez vous, auriez vous, aurez vous,
        allez vous, faites vous, proposez vous, comptez vous, livrez vous, vendez vous, acceptez
        vous, êtes vous, vous livrez, vous faites aussi, vous avez encore, ^vous êtes ouvert*,
        ^vous fermez, faut il, doit on, dois je, fau t il, qu'est ce, kes ke, keske, où en est, où
        en sont, ou es que, où est, où sont, ou puis je, où trouver, où acheter, où se trouve,
        c'est où, vous êtes où, quand est ce, c'est quand, c'est combien, combien coût*, combien de
        temps, cb de temps, quel est, quelle est, quels sont, quelles sont, quel sont, quelle
        taille, quel taille, quel délai, quels délai*, a quel prix, quel prix, quelle heure, quelle
        différence, sous combien, comment faire, comment fait on, comment faut il, comment puis je,
        comment je peux, comment je fais, comment annuler, comment retourner, comment renvoyer,
        comment entretenir, comment laver, comment ça se passe, comment obtenir, comment avoir,
        comment procéder, koment, comen faire, quelqu'un sait, quelqu'un a déjà, quelqu'un connaît,
        kelkun sait, pas trouvé où, je ne trouve pas, je trouve pas, j'arrive pas à trouver, une
        question, petite question, ma question, question*""",
    ),
    (
        ((Signal.QUESTION, 0.75),),
        """je souhaite, je souhaiterais, je voudrais, jvoudrais, je voulais, j'aimerais, jaimerais,
        j'ai besoin, jai besoin, besoin d'aide, besoin d'un conseil, besoin de conseil*, aidez moi,
        aide svp, merci de bien vouloir, merci de me, merci de nous, merci de vérifier, merci de
        rembours*, merci de faire, merci de corriger, merci de le, merci de la, merci d'annuler,
        merci d'envoyer, merci d'expliquer, veuillez me, veuillez annuler, veuillez procéder,
        veuillez, je vous prie de, prière de, dans l'attente, en attente de votre, j'attends votre,
        j'attends une réponse, j'attends toujours, tenez moi au courant, tenez moi informé*,
        recontactez moi, contactez moi, rappelez moi, envoyez moi, répondez moi, confirmez moi,
        renseignez moi, conseillez moi, me conseiller, me renseigner, me rappeler, me confirmer, me
        répondre, je cherche, on cherche, nous cherchons, je recherche, je n'arrive pas, j'arrive
        pas, jarrive pas, impossible de, je ne peux pas, je peux pas, je ne comprends pas, je
        comprends pas, comprends rien, demande de devis, demande d'information*, demande de
        rembours*, un devis, annuler ma, annuler mon, annulez ma, annulation, changer mon adresse,
        changer l'adresse, mauvaise adresse, modifier ma, modifier mon, modifier l'adresse,
        échanger, échange de taille, effacez, supprimez, annulez, remboursez, corrigez, inscrivez,
        expliquez, vérifiez, prévenez, renvoyez, remplacez, me désabonner, désabonnez moi,
        désinscri*, supprimer mon compte, supprimer mes données, mot de passe oublié, je peux
        avoir, on peut avoir, on peut venir, je peux venir, il me faudrait, il nous faudrait, ma
        facture, une facture""",
    ),
    (
        ((Signal.QUESTION, 0.55),),
        """combien, pourquoi, pourkoi, prkoi, comment, comen, koment, quand, kan, kand, quel délai,
        des nouvelles, du nouveau, dispo, disponible*, en stock, réappro*, svp, stp, s'il vous
        plaît, s'il te plaît, sil vous plait, sil te plait, merci d'avance, par avance merci,
        d'avance merci, lequel, laquelle, un conseil, des conseils, j'ai fait une erreur, me suis
        trompé*, un conseiller, horaire*, se connecter, me connecter, suivi de, ^vous avez, ^vous
        faites, ^vous vendez, ^vous prenez, ^vous acceptez, ^on peut, ^il existe, ^ça existe,
        ^avis""",
    ),
    (
        (),
        """veuillez trouver, vous trouverez, veuillez agréer, prie d'agréer""",
    ),
    (
        ((Signal.COMPLAINT, 0.9), (Signal.NEGATIVE, 0.8)),
        """arnaque*, escro*, inadmissible*, inacceptable*, scandal*, honteu*, quelle honte, une
        honte, la honte, lamentable*, déplorable*, minable*, catastroph*, une cata, cauchemar*,
        foutage de, se moque* de, se fout de, se foutre de, foutez de, moquez de, prendre pour des,
        prenez pour des, prend pour des, publicité mensongère, mensong*, je porte plainte, porter
        plainte, ras le bol, raz le bol, marre, ras le cul, j'en peux plus, c'est du vol, voleur*,
        se faire voler, réclamation*, je me plains, une plainte, ma plainte, très déçu*, tres
        decu*, vraiment déçu*, super déçu*, hyper déçu*, trop déçu*, zéro service, service nul, sav
        nul, service client nul, service après vente nul, service client injoignable, injoignable*,
        toujours aucune réponse, toujours aucun*, aucune réponse, sans réponse, pas de réponse,
        personne ne répond, personne répond, personne répon, ne répond pas, ne répondez pas,
        répondez pas, répondez jamais, répondez à personne, jamais de réponse, on me raccroche, m'a
        raccroché, se renvoie la balle""",
    ),
    (
        ((Signal.COMPLAINT, 0.8), (Signal.NEGATIVE, 0.6)),
        """toujours pas, tjrs pas, tjr pas, tjs pas, toujour pa, tjrs rien, toujours rien, jamais
        reçu, jamais arrivé*, jamais été, rien reçu, pas reçu, pa reçu, pas encore reçu, pas eu de,
        pas arrivé*, n'arrive toujours, n'est jamais, pas été livr*, pas livr*, pas été rembours*,
        pas rembours*, cassé*, casse en, brisé*, abîmé*, déchir*, fissur*, fêlé*, ébréché*, rayé*,
        en miettes, en morceaux, éclaté*, explosé*, défectueu*, défaut*, en panne, tombé* en panne,
        ne marche pas, ne marche plus, marche pas, marche plus, marche pa, ne fonctionne pas, ne
        fonctionne plus, fonctionne pas, fonctionne plus, ne s'allume, ne tient pas, tient pas,
        décousu*, rouill*, moisi*, périmé*, pue, puent, vide à l'intérieur, colis vide, carton
        vide, colis perdu, perdu mon, colis ouvert, erreur de, une erreur, trompé* de, vous êtes
        trompé*, mauvaise taille, mauvaise couleur, mauvais article, mauvais produit, mauvaise
        commande, pas le bon, pas la bonne, pas les bon*, ne correspond pas, correspond pas, rien à
        voir avec, il manque, il manquait, manque un, manque une, manquant*, incomplet*,
        incomplète, débité deux fois, prélevé deux, facturé deux, deux fois, en retard, retard de,
        du retard, de retard, des retards, depuis # jour*, depuis # semaine*, depuis # mois, depuis
        # heure*, depuis une semaine, depuis deux semaine*, depuis trois semaine*, depuis deux
        mois, depuis trois mois, depuis un mois, depuis des semaine*, depuis des jours, depuis plus
        de, ca fait # jour*, ça fait # semaine*, ça fait # mois, ça fait # mail*, ça fait deux, ça
        fait trois, ça fait une, ça fait un mois, # semaines que, # jours que, attend depuis,
        attends depuis, annoncé* livr*, noté livré, marqué livré, soi disant, sois disant, hors
        service, # relance*, relancé*, je relance, déjà écrit, déjà envoyé # mail*, deuxième mail,
        troisième mail, même pas, ne passe pas, ne passe plus, au lieu de, pas la mienne, pas le
        mien, bloqué*, prend l'eau, prenait l'eau, se referme tout, décroche pas, ne décroche, ça
        tourne dans le vide, dans le vide, blessé*, même erreur, message d'erreur, une étoile, zéro
        étoile, arrivé vide, arrivée vide, refuse ma carte, carte refusée, inexistant*, réponse
        toute faite, plaque* rouge*, sans commentaire, perdu, perdue, encore une fois, une fois de
        plus, plante, plantent, bug, bugue*, bogue*""",
    ),
    (
        ((Signal.COMPLAINT, 0.6), (Signal.NEGATIVE, 0.65)),
        """déçu*, decu*, déception*, décevant*, pas content*, pas contente, mécontent*, mécontente,
        insatisfait*, pas satisfait*, pas au niveau, pas à la hauteur, pas terrible, pas top, pas
        ouf, pas normal*, anormal*, nul, nulle, nuls, nulles, nulll, pourri*, médiocre*, naze*,
        bof, horrible*, affreu*, dégoût*, dégueu*, immonde*, infect*, désagréable*, impoli*,
        malpoli*, mal poli*, mal reçu*, mal accueilli*, mal emballé*, mal fini*, mauvais, mauvaise,
        mauvaise qualité, qualité en baisse, baisse de qualité, trop cher*, hors de prix, abusé,
        abusez, vous abusez, abusif, abusive, sérieusement, n'importe quoi, nimporte quoi, merci
        pour rien, bravo pour rien, bravo les retards, problème*, probleme*, problem, souci*,
        galère*, injuste*, pas sérieux, pas pro, pas professionnel*, regrettable, dommage,
        anomalie*, énervé*, furieu*, en colère, fâché*, agaç*, pénible*, insupportable*, ridicule*,
        le pire, la pire, pire, fuit, fuite*, gratte*, démange*, allergi*, brûl*, déteint*,
        rétréci*, casse, incapable*, je rêve, du grand n'importe, sans nouvelle*, plus de
        nouvelle*, rembours*""",
    ),
    (
        ((Signal.NEGATIVE, 0.4),),
        """triste*, je suis triste, hélas, malheureusement, compliqué*, lent, lente, lents, trop
        long, moyen, moyenne, pas très, pas trop, peu mieux faire, peut mieux faire, bizarre*,
        inquiet*, inquiète*, merde, putain, grrr, pff, pfff, mdr le service""",
    ),
    (
        ((Signal.CLOSING, 0.85), (Signal.POSITIVE, 0.1)),
        """pas de souci*, pas de problème*, pas de pb, aucun souci, aucun problème, sans souci,
        sans problème, y a pas de souci, pas grave, c'est pas grave, pas d'inquiétude, plus de
        problème, plus de souci*, problème résolu, problème réglé, souci réglé, c'est réglé, c'est
        bon, c'est tout bon, c'est noté, bien noté, c'est bien noté, bien reçu, bien compris, tout
        est rentré dans l'ordre, tout est ok, tout est bon, tout fonctionne, ça marche, ça
        fonctionne, ça remarche, je l'ai reçu*, je les ai reçu*, colis reçu, bien arrivé*, bonne
        journée, bonne soirée, bon week end, bon weekend, bonne fin de journée, bonne continuation,
        une bonne fin, bonne fin de, à bientôt, à demain, à samedi, d'accord, dac, okay, oki, oki
        doki, entendu, noté, compris, j'ai trouvé, jai trouvé, je comprends, à plus, au revoir, ça
        ira, c'est gentil, c'est très gentil, ok, ok ok, je ferai ça, je passerai, je passe demain,
        on passera, je vais essayer""",
    ),
    (
        ((Signal.THANKS, 0.85), (Signal.POSITIVE, 0.55)),
        """merci, mercii, merki, mersi, mrc, mci, merci beaucoup, merci bcp, merci bien, mille
        merci*, un grand merci, grand merci, merci infiniment, merci à vous, merci pour votre,
        merci pour la réponse, merci pour l'info, merci pour ces, merci pour tout, merci de votre,
        merci de ta, je vous remercie, vous remercie, je te remercie, remerci*""",
    ),
    (
        ((Signal.POSITIVE, 0.75),),
        """bravo*, génial, géniale, géniaux, géniales, magnifique*, superbe*, splendide*, sublime*,
        excellent*, parfait, parfaite, parfaits, parfaites, impeccable*, nickel, au top, top, trop
        beau, trop belle, trop bon*, trop bien, très beau, très belle, très bien, très bon*,
        merveill*, ravi, ravie, ravis, enchanté*, conquis*, j'adore, jadore, on adore, adoré*,
        adore, adorable*, je recommande, recommande à, recommande vivement, je valide, coup de
        coeur, chapeau, félicitation*, continuez, longue vie, les meilleur*, le meilleur, la
        meilleure, meilleur*, fan de, fan, une tuerie, une merveille, canon, délicieu*,
        incroyable*, extraordinaire*, formidable*, exceptionnel*, remarquable*, satisfait*, très
        satisfait*, content, contente, contents, très contente, heureu*, réussi*, rapide et,
        aimable*, accueillant*, à l'écoute, au petit soin*, qualité au rendez vous, rien à redire,
        sans faute, rien à dire, bluffé*, bluffant*, fidèle depuis, vous gérez, love, waouh, wahou,
        wouah, wow, kiffe*""",
    ),
    (
        ((Signal.POSITIVE, 0.45),),
        """super, bien, bon, bonne, bons, beau, belle, beaux, joli*, sympa, sympas, sympathique*,
        cool, gentil*, agréable*, chouette*, efficace*, rapide*, soigné*, qualité, j'aime, jaime,
        aime, hâte, plaisir*, régal*, classe, élégant*, utile*, pratique*, mignon*, hihi""",
    ),
    (
        ((Signal.PROMOTIONAL, 0.75),),
        """gagnez de l'argent, gagner de l'argent, gagnez #, revenus passifs, revenu passif, revenu
        complémentaire, liberté financière, travaillez depuis chez vous, investiss*, bitcoin*,
        crypto*, trading, forex, casino*, paris sportif*, voyance, voyant*, marabout*, médium
        sérieux, prêt entre particuliers, offre de prêt, crédit rapide, abonnés gratuits, acheter
        des abonnés, boostez votre, boostez vos, booster votre, augmentez vos ventes, augmentez
        votre, augmenter votre visibilité, vos ventes, référencement, première page de google,
        notre agence, audit gratuit, devenez partenaire, devenez ambassad*, rejoignez mon, rejoins
        mon, rejoignez notre équipe, allez voir mon, allez voir ma, venez voir ma, venez découvrir
        ma, venez sur ma, abonnez vous à, abonne toi, abonnez vous, follow back, je follow, lien en
        bio, lien dans ma bio, lien en description, lien dans mon profil, cliquez ici, cliquez sur,
        clique ici, profitez de notre, profitez de nos, profitez vite, offre limitée, offre
        exceptionnelle, offre exclusive, sans engagement, garanti à #, satisfait ou remboursé, je
        vends, on vend, chaîne youtube, ma chaîne, mon podcast, participez à notre, jeu concours,
        grand jeu, tirage au sort, prix d'usine, nos tarifs grossiste, fournisseur de, fabricant
        de, nous sommes une société, nous sommes une agence, notre société propose, notre
        entreprise propose, nous vous proposons, je vous propose mes services, perdre du poids,
        perdez #, minceur, whatsapp, contactez moi en mp pour gagner, iphone gratuit, félicitations
        vous avez gagné, vous avez gagné, vous avez été sélectionné*, réclamez votre""",
    ),
    (
        ((Signal.PROMOTIONAL, 0.4),),
        """promo, promos, promotion*, code promo, soldes, # de réduction, # de remise, pourcent de
        remise, bon plan, gratuit*, newsletter, en ligne dès maintenant, profitez, découvrez,
        visibilité, abonnés, followers, likes, seo, webinaire, livre blanc, partenariat rémunéré""",
    ),
    (
        ((Signal.ABUSE, 0.85), (Signal.NEGATIVE, 0.8)),
        """connard*, connass*, conar*, salope*, salaud*, enculé*, encule*, fils de pute, fdp, ta
        gueule, tg, pute, putes, ferme ta, bande de con*, gros con, sale con, abruti*, débile*,
        crétin*, imbécile*, idiot*, bouffon*, bon à rien, bande de nul*, bande de voleur*, tocard*,
        guignol*, va te faire, allez vous faire, aller vous faire, crevez, je vais vous retrouver,
        sale race, bougnoul*, sous merde, raclure*, ntm, nique*""",
    ),
    (
        ((Signal.CHURN, 0.85), (Signal.NEGATIVE, 0.6)),
        """plus jamais, jamais plus, résili*, me désabonner, clôturer mon compte, fermer mon
        compte, supprimer mon compte, dernière commande, dernière fois que, vais voir ailleurs,
        voir ailleurs, aller voir ailleurs, irai ailleurs, vais ailleurs, j'irai chez, je vais
        chez, la concurrence, chez vos concurrents, un concurrent, change* de marque, changer de
        fournisseur, à fuir, fuyez, boycott*, ne commanderai plus, commanderai plus, commande plus
        chez, n'achèterai plus, achèterai plus, achète plus, plus rien chez vous, perdu un client,
        perdu une cliente, perdre un client, perdre une cliente, perdez un client, perdez une
        cliente, vous m'avez perdu*, adieu""",
    ),
    (
        ((Signal.URGENCY, 0.85),),
        """urgent*, urgence, en urgence, très urgent, au plus vite, le plus vite possible, le plus
        rapidement, au plus tôt, immédiatement, tout de suite, rapidement svp, asap, avant demain,
        avant ce soir, avant samedi, avant vendredi, avant lundi, avant noël, pour demain, pour ce
        soir, pour samedi, demain matin, dernier délai, dernier recours, mon avocat, un avocat,
        huissier*, tribunal, mise en demeure, signal conso, signalconso, # millions de
        consommateurs, répression des fraudes, dgccrf, je porte plainte, porter plainte, aux
        urgences, médecin, brûlé*, blessé*, coupé la main, électrocut*, réaction allergique,
        dangereu*, prend feu, pris feu, intoxi*""",
    ),
    (
        ((Signal.URGENCY, 0.5),),
        """demain, ce soir, aujourd'hui, vite, rapidement, pressé*, délai*, cadeau pour,
        anniversaire, mariage, baptême, noël, je pars, on part, ce week end, relance*, dernière
        relance""",
    ),
    (
        ((Signal.AUTOMATIC, 0.95),),
        """absence du bureau, absent du bureau, absente du bureau, je suis absent, je suis absente,
        actuellement absent, actuellement absente, actuellement en congé*, je suis en congé*,
        réponse automatique, message automatique, mail automatique, ceci est un message
        automatique, accusé de réception, accusé de lecture, ne pas répondre à ce, ne répondez pas
        à ce, merci de ne pas répondre, de retour le, aurai pas accès à, pas accès à ma messagerie,
        n'a pas pu être remis, échec de la remise, boîte de réception pleine""",
    ),
)
