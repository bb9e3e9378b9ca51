"""The diagnosis of a shop with much to say, made by hand: something of everything."""

from __future__ import annotations

from datetime import date

from parvis.strategy.diagnosis.form import (
    Aim,
    Capture,
    Channel,
    Degree,
    Form,
    Fundamental,
    Habit,
    Identity,
    Kind,
    Means,
    Place,
    Profile,
    Public,
    Rival,
    Segment,
    State,
    Subject,
    Voice,
)
from parvis.strategy.diagnosis.result import (
    AimSeen,
    AttributeSeen,
    Basis,
    ChannelVerdict,
    Conflict,
    CriterionSeen,
    Diagnosis,
    DimensionSeen,
    Fact,
    Inventory,
    Load,
    Maturity,
    PracticeSeen,
    Reason,
    Standing,
    Step,
    SubjectSeen,
    Verdict,
)
from parvis.strategy.diagnosis.words import Both

MONDAY = date(2026, 3, 2)

PLACES = (
    Place(
        name="@bruine.parapluies",
        kind=Kind.ACCOUNT,
        channel="instagram",
        address="https://social.example/bruine.parapluies",
        owner="Solène Kermarrec",
        state=State.ALIVE,
        last_sign=date(2026, 2, 27),
    ),
    Place(
        name="Bruine sur Facebook",
        kind=Kind.ACCOUNT,
        channel="facebook",
        address="https://pages.example/bruine",
        state=State.SILENT,
        last_sign=date(2025, 9, 1),
    ),
    Place(name="Carnet de pluie", kind=Kind.BLOG, owner="Atelier", state=State.ALIVE),
    Place(name="Questions et réponses", kind=Kind.FAQ, owner="Inès Le Goff"),
    Place(name="Avis de Bruine", kind=Kind.REVIEW_PAGE, address="https://avis.example/bruine"),
)

FORM = Form(
    brand="Bruine",
    on=MONDAY,
    language="fr",
    places=PLACES,
    identity=Identity(
        values=("la réparation", "le temps qu'il fait"),
        expertise=("toiles enduites", "baleines en fibre"),
        voices=(Voice(name="Solène Kermarrec", role="fondatrice", willing=True),),
        subjects=(Subject(name="Réparer un parapluie"), Subject(name="Le climat")),
    ),
    segments=(
        Segment(
            name="Citadins qui marchent",
            size=42000,
            source="fichier clients, février 2026",
            channels={
                "instagram": Habit(
                    present=0.62,
                    expects=0.35,
                    profiles={Profile.SPECTATOR: 0.68, Profile.CRITIC: 0.3, Profile.CREATOR: 0.05},
                    source="étude maison, 312 réponses",
                    on=date(2026, 1, 15),
                )
            },
        ),
        Segment(name="Blogueuses de mode lente", public=Public.INFLUENCERS),
    ),
    aims=(Aim(id="advise"),),
    rivals=(
        Rival(
            name="Parapluie de Berger",
            channels=("instagram", "facebook"),
            hours="9 h à 18 h, jours ouvrés",
            tone="vouvoie, chaleureux",
            who_answers="une personne, signée",
            offers="-10 % aux abonnés",
            captures=(Capture(on=date(2026, 2, 10), note="répond en 2 h un mardi"),),
        ),
    ),
    means=Means(people=1.5, hours_a_week=9, handling_minutes=8, gesture=15, tools=("messagerie",)),
    channels=(Channel(key="instagram", name="Instagram", asked=340),),
)


def fact(
    key: str, value: bool | float | None = None, basis: Basis = Basis.DECLARED, evidence: str = ""
) -> Fact:
    missing = value is None
    return Fact(
        key=key,
        value=value,
        basis=Basis.MISSING if missing else basis,
        evidence=evidence,
        on=None if missing else MONDAY,
    )


def same(words: str) -> Both:
    return Both(words, words)


INSTAGRAM = ChannelVerdict(
    channel="instagram",
    name="Instagram",
    verdict=Verdict.ANSWER,
    sure=0.82,
    speaks_for=(
        Reason(
            rule="people-ask-here",
            rests_on="001",
            says=Both(
                "340 messages a month ask for an answer on Instagram.",
                "340 messages par mois demandent une réponse sur Instagram.",
            ),
        ),
        Reason(
            rule="publics-expect-you",
            says=Both(
                "35% of your publics expect to find you there.",
                "35\u202f% de vos publics s’attendent à vous y trouver.",
            ),
        ),
    ),
    speaks_against=(
        Reason(
            rule="more-ads-than-answers",
            says=Both(
                "You advertise 23 times for each answer.",
                "Vous faites 23 publicités pour une réponse.",
            ),
        ),
    ),
    would_change=(
        Both(
            "If fewer than half of the messages could be answered in time: listen only.",
            "Si moins de la moitié des réponses venaient à temps\u00a0: écouter.",
        ),
    ),
    facts=(
        fact("channel:instagram:asked", 340.0, Basis.MEASURED, "compte de février"),
        fact("channel:instagram:answered", 0.11),
        fact("channel:instagram:present"),
    ),
)
FACEBOOK = ChannelVerdict(
    channel="facebook",
    name="Facebook",
    verdict=Verdict.REDIRECT,
    sure=0.41,
    speaks_for=(
        Reason(
            rule="silent-account",
            says=Both(
                "The account has been silent for six months.",
                "Le compte se tait depuis six mois.",
            ),
        ),
    ),
    speaks_against=(),
    would_change=(),
    facts=(fact("channel:facebook:asked"), fact("channel:facebook:present")),
)

LISTENING = DimensionSeen(
    id="listening",
    name=Both("Listening", "Écoute"),
    level=3,
    criteria=(
        CriterionSeen(
            id="places-known",
            level=1,
            says=Both("The places are known.", "Les lieux sont connus."),
            standing=Standing.MET,
            fact=fact("places_listed", 5.0),
            effort=1,
        ),
        CriterionSeen(
            id="reviews-read",
            level=4,
            says=Both("Reviews are read each week.", "Les avis sont lus chaque semaine."),
            standing=Standing.UNMET,
            fact=fact("reviews_read", False, Basis.DECLARED, "une fois par trimestre"),
            effort=2,
        ),
    ),
)
MEASUREMENT = DimensionSeen(
    id="measurement",
    name=Both("Measurement", "Mesure"),
    level=1,
    criteria=(
        CriterionSeen(
            id="time-measured",
            level=2,
            says=Both("The time to an answer is measured.", "Le délai de réponse est mesuré."),
            standing=Standing.MISSING,
            fact=fact("time_measured"),
            effort=2,
        ),
    ),
)

ADVISE = AimSeen(
    id="advise",
    axis="service_relation",
    name=Both("Advise and personalise", "Conseiller et personnaliser"),
    chosen=True,
    measure=Both("Share answered within 4 h", "Part de réponses en moins de 4 h"),
    unit="share",
    target=0.8,
    default_target=True,
    today=0.11,
    due=date(2026, 12, 31),
    policy="",
    orphan=True,
    owner="Inès Le Goff",
    channels=("instagram",),
    study=None,
)
SELL = AimSeen(
    id="sell",
    axis="commerce",
    name=Both("Sell", "Vendre"),
    chosen=False,
    measure=Both("Orders that follow", "Commandes qui suivent"),
    unit="number",
    target=None,
    default_target=False,
    today=None,
    due=None,
    policy="",
    orphan=False,
    owner="",
    channels=(),
    study=Both("A study of customers", "Une étude auprès des clients"),
)

BRUINE = Diagnosis(
    form=FORM,
    inventory=Inventory(
        own_ground=("Carnet de pluie", "Questions et réponses"),
        on_social_media=(
            "@bruine.parapluies",
            "Bruine sur Facebook",
            "Carnet de pluie",
            "Avis de Bruine",
        ),
        silent=("Bruine sur Facebook",),
        paradoxes=(
            Both(
                "Nobody looks after Bruine sur Facebook, and people read it.",
                "Personne ne tient Bruine sur Facebook, et on le lit.",
            ),
        ),
    ),
    subjects=(
        SubjectSeen(
            name="Réparer un parapluie",
            legitimate=Degree.YES,
            fit=Degree.YES,
            by_fundamental=(
                (Fundamental.SHARING, Degree.YES, "tutoriels repris 400 fois"),
                (Fundamental.SPEED, Degree.PARTLY, ""),
            ),
            spoken_by=("Solène Kermarrec",),
            advice=Both("Speak of it, often.", "En parler, souvent."),
        ),
        SubjectSeen(
            name="Le climat",
            legitimate=Degree.NO,
            fit=None,
            by_fundamental=(),
            spoken_by=(),
            advice=Both("Leave it to others.", "Le laisser à d’autres."),
        ),
    ),
    aims=(ADVISE, SELL),
    conflicts=(
        Conflict(
            one="advise",
            other="sell",
            why=Both(
                "Who came for help resents an offer.", "Qui vient pour de l’aide subit l’offre."
            ),
        ),
    ),
    practices=(
        PracticeSeen(
            id="evening",
            name=Both("Answers in the evening", "Répond le soir"),
            we=False,
            others=(),
            unknown_of=("Parapluie de Berger",),
            nobody=True,
        ),
        PracticeSeen(
            id="signed",
            name=Both("Answers are signed by a person", "Les réponses sont signées"),
            we=False,
            others=("Parapluie de Berger",),
            unknown_of=(),
            nobody=False,
        ),
    ),
    load=Load(
        asked_a_week=78,
        handling_minutes=8,
        asked_hours=10.4,
        there_hours=9,
        used=1.16,
        promise_hours=4,
        forecast=0.62,
    ),
    channels=(FACEBOOK, INSTAGRAM),
    maturity=Maturity(
        level=1,
        stage=1,
        dimensions=(LISTENING, MEASUREMENT),
        weakest=("measurement",),
        pure_player=False,
    ),
    steps=(
        Step(
            says=Both("Measure the time to an answer", "Mesurer le délai de réponse"),
            why=Both("Nothing else can be promised.", "Sans lui, rien ne se promet."),
            effort=2,
            gain=1,
            criterion="time-measured",
            question=True,
        ),
    ),
    attributes=(
        AttributeSeen(
            id="incarnation",
            name=Both("Incarnation", "Incarnation"),
            share=0.75,
            facts=((same("Une voix accepte de parler."), fact("voices", 1.0)),),
            open_questions=(Both("Do people know their names?", "Connaît-on leurs noms\u202f?"),),
        ),
        AttributeSeen(
            id="adhesion",
            name=Both("Adhesion", "Adhésion"),
            share=None,
            facts=(),
            open_questions=(),
        ),
    ),
    answered=62,
    asked=88,
)
