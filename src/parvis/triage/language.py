"""Which language a message is in, by its script and its most common words."""

import re

from parvis.triage.verdict import Language
from parvis.triage.words import Words, fold

_ARABIC = re.compile(r"[\u0600-\u06FF]")
_TELLING_SIGNS: tuple[tuple[str, Language], ...] = (
    ("ß", "de"),
    ("ñ", "es"),
    ("¿", "es"),
    ("¡", "es"),
    ("ã", "pt"),
    ("õ", "pt"),
    ("œ", "fr"),
    ("ù", "fr"),
    ("ê", "fr"),
    ("à", "fr"),
)
_COMMON_WORDS: dict[Language, str] = {
    "fr": """le la les l un une des du de d au aux et ou où mais donc car ni que qu qui quoi quand
        comment pourquoi est es suis sont était être ai as avez avons ont avait je j tu il elle on
        nous vous ils mon ma mes ton votre vos notre nos leur leurs ce cet cette ces c s se ne n
        pas plus jamais rien très trop bien avec sans pour par dans sur chez depuis encore
        toujours aussi y en si bonjour bonsoir salut coucou merci svp stp oui non colis commande
        livraison produit boutique magasin remboursement rembourser retour taille bravo super
        génial avis question jai cest pk quel quelle quels quelles fait faire été tout tous toute
        sympa magnifique hâte trouve vais dit reçu arnaque honte nul nulle parfait accord équipe
        même comme combien coûte regarde regarder alors samedi lundi dimanche ça ca jtrouve modèle
        couleur voudrais savoir pouvez peut vraiment demain hier jour jours semaine semaines mois
        bonne""",
    "en": """the a an of to and or but so because is are am was were be been being have has had do
        does did don doesn didn won can could would should will i you he she it we they my your
        his her our their this that these those what when where why how who which not no never yes
        with without for from in on at by about after before still again also very too just there
        here if hi hello hey thanks thank please order parcel package delivery refund return shop
        store product great love lovely awful terrible question anyone someone ur u got get me
        them us waiting sorry good morning more than any some all as into out up day days week
        weeks month cheers beautiful link stunning colour colours log login size open nice perfect
        worst scam website""",
    "de": """der die das den dem des ein eine einen einem einer und oder aber ist sind war waren
        sein ich du er sie es wir ihr mein meine dein nicht kein keine mit ohne für auf aus bei
        nach von zu im ins am wie was wann wo warum wer hat haben habe wird werden kann können
        noch schon auch sehr bitte danke hallo bestellung paket guten tag dass wenn als über zum
        zur sich""",
    "es": """el la los las un una unos unas y o pero porque es son está están era ser he ha han yo
        tú él ella nosotros mi mis tu su sus no nunca muy más con sin para por en de del al que
        qué cuándo dónde cómo quién todavía también hola gracias pedido paquete favor buenos días
        lo se me te le les hay mucho desde hasta""",
    "it": """il lo la i gli le un uno una e o ma perché è sono era essere ho ha hanno io tu lui
        lei noi mio mia tuo suo non mai molto più con senza per in di del della dei delle da dal
        al alla che cosa quando dove come chi ancora anche ciao grazie ordine pacco buongiorno
        favore si mi ti vi nel nella sul questo questa""",
    "pt": """o a os as um uma uns umas e ou mas porque é são está estão era ser tenho tem têm eu
        tu ele ela nós meu minha seu sua não nunca muito mais com sem para por em de do da dos das
        no na nos nas ao que quando onde como quem ainda também olá obrigado obrigada encomenda
        pedido bom dia favor se me lhe isso este esta você foi pelo pela""",
    "nl": """de het een en of maar want is zijn was waren ben heb heeft hebben ik jij je hij zij
        wij we jullie mijn jouw niet geen met zonder voor op uit bij naar van te in aan dat die
        dit deze wat wanneer waar waarom hoe wie nog ook zeer heel alstublieft bedankt hallo
        bestelling pakket dank goedemorgen er om als dan over worden wordt kan""",
}
_SHARED = 12
"""What a common word weighs, all its languages together."""


def _weights() -> dict[str, tuple[tuple[Language, int], ...]]:
    """What each common word says for each of its languages."""
    languages: dict[str, list[Language]] = {}
    for language, listed in _COMMON_WORDS.items():
        for word in dict.fromkeys(fold(word) for word in listed.split()):
            languages.setdefault(word, []).append(language)
    return {
        word: tuple((language, _SHARED // len(sharing)) for language in sharing)
        for word, sharing in languages.items()
    }


_WEIGHTS = _weights()

WORDS_READ = 60


def language_of(words: Words) -> Language:
    """The language whose common words and letters weigh most; "unknown" on none or a tie.

    A word shared by several languages counts a part for each.
    """
    if _ARABIC.search(words.text, 0, 400):
        return "ar"
    weights: dict[Language, int] = {}
    for word in words.words[:WORDS_READ]:
        for language, weight in _WEIGHTS.get(word.folded, ()):
            weights[language] = weights.get(language, 0) + weight
    if not words.text.isascii():
        lowered = words.text[:400].lower()
        for sign, language in _TELLING_SIGNS:
            if sign in lowered:
                weights[language] = weights.get(language, 0) + 8
    most = max(weights.values(), default=0)
    leading = [language for language, weight in weights.items() if weight == most]
    return leading[0] if len(leading) == 1 else "unknown"
