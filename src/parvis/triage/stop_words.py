"""Words that name no matter, in French and English: they stand in messages about anything."""

_FRENCH = """
    ai aie aient ainsi alors après assez au aucun aucune aujourd aura aurai aurait aussi autre autres
    aux avait avant avec avez avoir avons bah beaucoup bien bon bonjour bonne bonsoir bref
    ça car ce ceci cela celle celles celui ces cet cette ceux chaque chez cher chère combien comme
    comment contre cordialement coucou dans de déjà demain depuis des dès deux devez devrait dire
    dit dites dois doit donc dont du elle elles en encore enfin ensuite entre est estce et étaient
    était été être eu eux faire fais fait faites fallait faut fois font hélas heure heures hier hui ici
    il ils jai jamais je jour jours jusque la là laquelle le lequel les leur leurs lors lorsque lui
    ma madame maintenant mais mal malgré me même mêmes merci mes messieurs mieux mille moi moins mois
    mon monsieur monde ne ni nbre non nos notre nôtre nous nouveau nouvelle on ont ou où oui par parce
    parfois pas pendant personne peu peut peutêtre peuvent peux plaît plait plus plusieurs plutôt
    point possible pour pourquoi pourrait pouvez pouvoir pouvezvous prendre pris puis quand quant que
    quel quelle quelles quels quelque quelques qui quoi quil rien sa salut sans savez savoir se selon
    sera serait ses seulement si sinon soit sommes son sont sous souvent suis sur svp stp
    ta tant tard te tel tellement temps tes toi ton toujours tous tout toute toutes très trop trois
    trouve trouver tu un une va vais vas vers veux veut veuillez voici voilà voir vois vont vos votre
    vôtre voudrais vous vrai vraiment vu week ici sûr juste peu besoin matin soir semaine semaines
    an ans chose choses gens mdr ptdr lol bjr slt quelqu chers vite autant quelquun aller
"""
_ENGLISH = """
    about after again all also already always am an and another any anyone anything are around as ask
    at back be because been before being best better both but by came can cannot can't come could
    couldn't day days dear did didn didn't do does doesn doesn't doing don don't done each either else
    even ever every everyone everything far few find first for from get gets getting give go goes going
    gone good got great guys had hadn't has hasn hasn't have haven haven't having he hello help hence
    her here hers hey hi him his hour hours how however if in into is isn isn't it its it's i'm i've
    just keep know last least let like little ll long lot made make makes many may maybe me might mine
    minutes month months more most much must my need needs never new next nice no nobody none nor not
    nothing now of off ok okay on once one only or other our ours out over own people please pls put
    really regards right said same saw say says see seems seen she should since so some somebody
    someone something soon still such sure take tell than thank thanks that that's the their theirs
    them then there these they thing things think this those though time times today to together
    tomorrow too took tried try trying twice two under until up us use used using ve very via wait was
    wasn wasn't way we week weeks well went were what when where which while who whole whose why will
    with within without won won't would year years yes yesterday yet you your yours
"""
STOP_WORDS = frozenset((_FRENCH + _ENGLISH).split())
