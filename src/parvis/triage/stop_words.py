"""Words that name no matter, in French and English: they stand in messages about anything."""

_FRENCH = """
    ai aie aient ainsi aller alors an ans après assez au aucun aucune aujourd aura aurai aurait
    aussi autant autre autres aux avait avant avec avez avoir avons bah beaucoup besoin bien bjr
    bon bonjour bonne bonsoir bref car ce ceci cela celle celles celui ces cet cette ceux chaque
    cher chers chez chose choses chère combien comme comment contre cordialement coucou dans de
    demain depuis des deux devez devrait dire dit dites dois doit donc dont du dès déjà elle
    elles en encore enfin ensuite entre est estce et eu eux faire fais fait faites fallait faut
    fois font gens heure heures hier hui hélas ici il ils jai jamais je jour jours jusque juste
    la laquelle le lequel les leur leurs lol lors lorsque lui là ma madame maintenant mais mal
    malgré matin mdr me merci mes messieurs mieux mille moi moins mois mon monde monsieur même
    mêmes nbre ne ni non nos notre nous nouveau nouvelle nôtre on ont ou oui où par parce
    parfois pas pendant personne peu peut peutêtre peuvent peux plait plaît plus plusieurs
    plutôt point possible pour pourquoi pourrait pouvez pouvezvous pouvoir prendre pris ptdr
    puis quand quant que quel quelle quelles quelqu quelque quelques quelquun quels qui quil
    quoi rien sa salut sans savez savoir se selon semaine semaines sera serait ses seulement si
    sinon slt soir soit sommes son sont sous souvent stp suis sur svp sûr ta tant tard te tel
    tellement temps tes toi ton toujours tous tout toute toutes trois trop trouve trouver très
    tu un une va vais vas vers veuillez veut veux vite voici voilà voir vois vont vos votre
    voudrais vous vrai vraiment vu vôtre week ça étaient était été être
"""
_ENGLISH = """
    about after again all already also always am an and another any anyone anything are around
    as ask at back be because been before being best better both but by came can can't cannot
    come could couldn't day days dear did didn didn't do does doesn doesn't doing don don't done
    each either else even ever every everyone everything far few find first for from get gets
    getting give go goes going gone good got great guys had hadn't has hasn hasn't have haven
    haven't having he hello help hence her here hers hey hi him his hour hours how however i'm
    i've if in into is isn isn't it it's its just keep know last least let like little ll long
    lot made make makes many may maybe me might mine minutes month months more most much must my
    need needs never new next nice no nobody none nor not nothing now of off ok okay on once one
    only or other our ours out over own people please pls put really regards right said same saw
    say says see seems seen she should since so some somebody someone something soon still such
    sure take tell than thank thanks that that's the their theirs them then there these they
    thing things think this those though time times to today together tomorrow too took tried
    try trying twice two under until up us use used using ve very via wait was wasn wasn't way
    we week weeks well went were what when where which while who whole whose why will with
    within without won won't would year years yes yesterday yet you your yours
"""
STOP_WORDS = frozenset((_FRENCH + _ENGLISH).split())
