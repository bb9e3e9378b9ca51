"""What the report calls things: kinds, states, verdicts, bases."""

from __future__ import annotations

from collections.abc import Mapping

from parvis.strategy.diagnosis.form import Degree, Fundamental, Kind, Profile, State
from parvis.strategy.diagnosis.result import Basis, Standing, Verdict
from parvis.strategy.diagnosis.rules import verdict_words
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report.pen import OneOrSeveral, Pen, capital

NOT_KNOWN = Both("not known", "non connu")
NOT_SAID = Both("not said", "non renseigné")
NOBODY = Both("nobody named", "personne n'est nommé")

KINDS: Mapping[Kind, Both] = {
    Kind.ACCOUNT: Both("account", "compte"),
    Kind.BLOG: Both("blog", "blog"),
    Kind.DEDICATED_NETWORK: Both("dedicated network", "réseau dédié"),
    Kind.WIKI: Both("wiki", "wiki"),
    Kind.FEED: Both("feed", "flux"),
    Kind.FORUM: Both("forum", "forum"),
    Kind.FAQ: Both("answers (FAQ)", "réponses (FAQ)"),
    Kind.CUSTOMER_AREA: Both("customer area", "espace client"),
    Kind.REVIEW_PAGE: Both("review page", "page d'avis"),
    Kind.SITE: Both("website", "site"),
    Kind.MAIL: Both("e-mail", "e-mail"),
    Kind.CHAT: Both("chat", "chat"),
    Kind.TELEPHONE: Both("telephone", "téléphone"),
    Kind.SHOP: Both("shop", "boutique"),
}

STATES: Mapping[State, Both] = {
    State.ALIVE: Both("alive", "vivant"),
    State.SILENT: Both("silent", "silencieux"),
    State.ABANDONED: Both("abandoned", "abandonné"),
    State.CLOSED: Both("closed", "fermé"),
}

DEGREES: Mapping[Degree, Both] = {
    Degree.NO: Both("no", "non"),
    Degree.PARTLY: Both("partly", "en partie"),
    Degree.YES: Both("yes", "oui"),
}

FUNDAMENTALS: Mapping[Fundamental, Both] = {
    Fundamental.SHARING: Both("sharing", "partage"),
    Fundamental.EXCHANGE: Both("exchange", "échange"),
    Fundamental.SPEED: Both("speed", "rapidité"),
    Fundamental.OPENNESS: Both("openness", "ouverture"),
}

PROFILES: Mapping[Profile, Both] = {
    Profile.INACTIVE: Both("inactive", "inactifs"),
    Profile.SPECTATOR: Both("spectators", "spectateurs"),
    Profile.PARTICIPANT: Both("participants", "participants"),
    Profile.COLLECTOR: Both("collectors", "collectionneurs"),
    Profile.CRITIC: Both("critics", "critiques"),
    Profile.ANIMATOR: Both("animators", "animateurs"),
    Profile.CREATOR: Both("creators", "créateurs"),
}

VERDICT_COUNTS: Mapping[Verdict, Both] = {
    Verdict.ANSWER: Both("answer on {channels}", "répondre sur {channels}"),
    Verdict.LISTEN: Both("listen only on {channels}", "écouter seulement sur {channels}"),
    Verdict.REDIRECT: Both(
        "bring people home from {channels}", "inviter chez vous depuis {channels}"
    ),
    Verdict.LEAVE: Both("stay out of {channels}", "se tenir à l'écart de {channels}"),
}
CHANNELS = OneOrSeveral(
    Both("{count} channel", "{count} canal"), Both("{count} channels", "{count} canaux")
)

BASES: Mapping[Basis, Both] = {
    Basis.MEASURED: Both("measured", "mesuré"),
    Basis.DECLARED: Both("declared", "déclaré"),
    Basis.MISSING: Both("missing", "manquant"),
}

STANDINGS: Mapping[Standing, Both] = {
    Standing.MET: Both("there", "acquis"),
    Standing.UNMET: Both("not yet", "pas encore"),
    Standing.MISSING: Both("not known", "non connu"),
}

AXES: Mapping[str, Both] = {
    "communication": Both("communication", "communication"),
    "service_relation": Both("service and relation", "service et relation"),
    "commerce": Both("commerce", "commerce"),
}

STAGES: Mapping[int, Both] = {
    1: Both("first level: one hears", "premier niveau : on entend"),
    2: Both("second level: one answers", "deuxième niveau : on répond"),
    3: Both("third level: one learns", "troisième niveau : on apprend"),
}

EFFORTS: Mapping[int, Both] = {
    1: Both("an hour", "une heure"),
    2: Both("a day", "une journée"),
    3: Both("a week", "une semaine"),
    4: Both("a month", "un mois"),
    5: Both("more than a month", "plus d'un mois"),
}

GUESSED_BELOW = 0.25
SURE: tuple[tuple[float, Both], ...] = (
    (0.75, Both("sure", "sûr")),
    (0.5, Both("fairly sure", "assez sûr")),
    (GUESSED_BELOW, Both("not very sure", "peu sûr")),
    (0.0, Both("a guess so far", "une simple hypothèse")),
)


def how_sure(sure: float) -> Both:
    return next(words for least, words in SURE if sure >= least or least == 0.0)


def verdict_name(verdict: Verdict, pen: Pen) -> str:
    return capital(pen.told(verdict_words()[verdict].name))
