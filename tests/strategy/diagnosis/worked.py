"""Four invented brands, small enough to be worked out by hand."""

from __future__ import annotations

from datetime import date

from parvis.strategy.diagnosis.form import (
    Aim,
    Capture,
    Channel,
    Degree,
    Fit,
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
    Told,
    Voice,
)

TODAY = date(2026, 11, 22)

BAKER = Form(
    brand="Le Fournil",
    on=TODAY,
    places=(
        Place(name="reviews of the bakery", kind=Kind.REVIEW_PAGE, last_sign=date(2026, 11, 2)),
        Place(name="the telephone", kind=Kind.TELEPHONE, owner="Jeanne"),
        Place(name="the shop", kind=Kind.SHOP, owner="Jeanne"),
    ),
    identity=Identity(
        values=("slow bread",),
        voices=(Voice(name="Jeanne", role="baker", willing=True),),
    ),
    segments=(
        Segment(
            name="the quarter",
            size=3000,
            source="census",
            channels={
                "instagram": Habit(
                    present=0.45,
                    expects=0.06,
                    profiles={Profile.SPECTATOR: 0.6, Profile.CRITIC: 0.08},
                    source="asked at the till, 60 people",
                ),
                "tiktok": Habit(present=0.03),
                "telephone": Habit(present=1.0, expects=0.4),
            },
        ),
    ),
    channels=(
        Channel(key="reviews", asked=6, answered=0),
        Channel(key="telephone", asked=60, answered=0.9),
        Channel(key="instagram", asked=0),
    ),
    means=Means(people=1, hours_a_week=5, handling_minutes=4),
)
"""A local baker with nothing: no account, no site; the telephone, the shop, and reviews that
customers wrote."""

SHOP = Form(
    brand="Grand Bazar",
    on=TODAY,
    places=(
        Place(name="Grand Bazar", kind=Kind.ACCOUNT, channel="facebook", state=State.ALIVE),
        Place(
            name="@grandbazar",
            kind=Kind.ACCOUNT,
            channel="x",
            state=State.ALIVE,
            last_sign=date(2025, 1, 8),
        ),
        Place(name="Grand Bazar TV", kind=Kind.ACCOUNT, channel="youtube", state=State.ABANDONED),
        Place(name="Help", kind=Kind.FAQ, state=State.ALIVE, owner="Service"),
        Place(name="service@", kind=Kind.MAIL, state=State.ALIVE, owner="Service"),
    ),
    segments=(
        Segment(
            name="families",
            size=2_000_000,
            source="panel 2025",
            channels={
                "facebook": Habit(present=0.6, expects=0.35),
                "x": Habit(present=0.12, expects=0.11),
                "youtube": Habit(present=0.5, expects=0.04),
            },
        ),
    ),
    aims=(
        Aim(id="advise_personalise", channels=("facebook",), policy="Service first", target=0.8),
        Aim(id="amplify_campaigns", channels=("facebook",)),
    ),
    channels=(
        Channel(
            key="facebook",
            asked=4000,
            answered=0.11,
            hours_to_answer=10,
            promotions=10_120,
            replies=440,
        ),
        Channel(key="x", asked=300, answered=0.02, promotions=0),
        Channel(key="youtube", asked=2),
        Channel(key="mail", asked=3000, answered=0.95, hours_to_answer=20),
    ),
    means=Means(people=2, hours_a_week=70, handling_minutes=6),
)
"""A national shop: silent accounts, 23 promotional messages for one answer, 11 % answered after
10 h, and two people."""

MACHINES = Form(
    brand="Rotor & Fils",
    on=TODAY,
    places=(
        Place(name="Rotor", kind=Kind.ACCOUNT, channel="linkedin", state=State.ALIVE, owner="Anne"),
        Place(name="sales@", kind=Kind.MAIL, owner="Anne"),
    ),
    identity=Identity(
        voices=(Voice(name="Anne", willing=True),),
        subjects=(
            Subject(
                name="bearings that last",
                legitimate=Degree.YES,
                evidence="11 patents",
                spoken_by=("Anne",),
                fit={Fundamental.SHARING: Fit(degree=Degree.YES)},
            ),
        ),
    ),
    segments=(
        Segment(
            name="heads of maintenance",
            size=800,
            source="own customers",
            channels={
                "instagram": Habit(present=0.02, expects=0),
                "linkedin": Habit(present=0.7, expects=0.3),
            },
        ),
        Segment(
            name="trade press",
            public=Public.INFLUENCERS,
            size=12,
            channels={"linkedin": Habit(present=0.9)},
        ),
    ),
    aims=(Aim(id="expertise", channels=("linkedin",), policy="Plan 2027"),),
    rivals=(
        Rival(
            name="Palier SA",
            channels=("linkedin", "instagram"),
            practices={"signs": False},
            captures=(Capture(on=date(2026, 10, 1)),),
        ),
    ),
    channels=(
        Channel(key="instagram", asked=0),
        Channel(key="linkedin", asked=8, answered=0.75),
    ),
    means=Means(people=1, hours_a_week=6, handling_minutes=15),
)
"""A maker of machines that sells to eight hundred people, of whom two in a hundred are on
Instagram."""

ONLINE = Form(
    brand="Vélo Vite",
    on=TODAY,
    pure_player=True,
    places=(
        Place(name="velovite.example", kind=Kind.SITE, state=State.ALIVE, owner="Sami"),
        Place(name="Help", kind=Kind.FAQ, state=State.ALIVE, owner="Sami"),
        Place(name="Chat", kind=Kind.CHAT, state=State.ALIVE, owner="Lou"),
        Place(name="@velovite", kind=Kind.ACCOUNT, channel="instagram", owner="Lou"),
    ),
    segments=(
        Segment(
            name="cyclists",
            size=40_000,
            channels={"instagram": Habit(present=0.7, expects=0.4), "chat": Habit(present=0.9)},
        ),
    ),
    aims=(Aim(id="advise_personalise", policy="Plan", target=0.9, channels=("chat", "instagram")),),
    channels=(
        Channel(key="chat", asked=900, answered=0.97, hours_to_answer=0.5),
        Channel(key="instagram", asked=120, answered=0.7, hours_to_answer=6),
    ),
    means=Means(people=3, hours_a_week=60, handling_minutes=8),
    told={
        "read_days": Told(value=7),
        "kept_in_one_place": Told(value=True),
        "door_shown": Told(value=True),
        "posts_per_reply": Told(value=2),
        "top_questions_listed": Told(value=True),
        "top_questions_answered": Told(value=8),
        "in_charge": Told(value=True),
        "charter": Told(value=False),
    },
)
"""A shop that was born online."""
