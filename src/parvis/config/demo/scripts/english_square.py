"""Conversations in English on the square."""

from parvis.config.demo.scripts.script import Past, Script, they, we

ENGLISH_SQUARE = (
    Script(
        "ship-ireland",
        "square",
        "aoife",
        "en",
        Past(4, "fri", "10:12"),
        (
            they("@bruine do you ship to Ireland? Asking for a country."),
            we(
                "We do, in 4 to 7 working days, for €9.90. We feel the country and the product "
                "were made for each other.",
                33,
            ),
            they("Ordered two. God help them.", 15),
        ),
    ),
    Script(
        "wind-scotland",
        "square",
        "fergus",
        "en",
        Past(4, "thu", "09:20"),
        (
            they("110 km/h is a breeze where I live. Has anyone tried it on Skye?"),
            we(
                "Not yet. If you are willing to be our wind tunnel, we will send you one and only "
                "ask for an honest report.",
                48,
            ),
            they("You're on.", 22),
            they("Report: it bent, it came back, I did not. Excellent umbrella.", 20650),
            we("Framed. Thank you, Fergus.", 885),
        ),
        under="grain-110",
    ),
    Script(
        "broken-rib",
        "square",
        "callum",
        "en",
        Past(4, "tue", "19:50"),
        (
            they("@bruine rib snapped on day four. Not impressed at €59"),
            we(
                "Morning Callum, neither are we. A new one leaves today and you need not send the "
                "old one back; a photograph would help us find out why.",
                802,
            ),
            they("Fair enough, thanks", 65),
        ),
    ),
    Script(
        "refund-missing",
        "square",
        "daniel",
        "en",
        Past(4, "wed", "20:30"),
        (
            they("@bruine whats going on with my refund?? two weeks and nothing"),
            we(
                "Daniel, that took us far too long. Your return was logged under the wrong name; "
                "€75 left this morning and will reach you by Tuesday.",
                2350,
            ),
            they("ok got it today. thanks for owning up", 200),
        ),
    ),
    Script(
        "ignored",
        "square",
        "marcus",
        "en",
        Past(1, "mon", "14:15"),
        (they("@bruine third message. Is anybody there or is it just the rain machine talking"),),
    ),
    Script(
        "gift-dad",
        "square",
        "priya",
        "en",
        Past(1, "thu", "11:05"),
        (
            they(
                "@bruine present for my dad who walks an hour a day in any weather, what would you "
                "pick?"
            ),
            we(
                "Grain in slate, with his initials on the cane. If he likes his hands free, the "
                "Embrun coat instead.",
                28,
            ),
            they("Grain it is, he's old school", 7),
        ),
    ),
    Script(
        "love-yellow",
        "square",
        "hannah",
        "en",
        Past(3, "mon", "18:45"),
        (they("That yellow!! 😍 Take my money"),),
        under="embrun-retour",
    ),
    Script(
        "uk-duties",
        "square",
        "rebecca",
        "en",
        Past(2, "wed", "09:30"),
        (
            they("@bruine any customs to pay if I order to the UK?"),
            we("None: duties and taxes are in the price you see.", 16),
            they("brilliant, ta", 4),
        ),
    ),
    Script(
        "lost-parcel-uk",
        "square",
        "tom",
        "en",
        Past(1, "mon", "10:40"),
        (
            they(
                '@bruine my parcel has been "in transit" in Coventry for nine days. It\'s an '
                "umbrella, not a hostage."
            ),
            we(
                "Nine days is beyond a joke, even that one. We have opened a search, and a second "
                "umbrella leaves this afternoon whatever they answer.",
                35,
            ),
            they("Decent of you. Cheers.", 20),
        ),
    ),
    Script(
        "vote-moss",
        "square",
        "ingrid",
        "en",
        Past(3, "tue", "13:10"),
        (
            they("Lichen, obviously. We have words for nine kinds of it."),
            we("Nine! Tell us one and we will print it inside the strap.", 45),
            they('"Reinlav". It is what reindeer eat.', 60),
        ),
        under="vote-couleur",
    ),
    Script(
        "french-only",
        "square",
        "stefan",
        "en",
        Past(3, "wed", "11:50"),
        (
            they("@bruine your repair form is only in French, could you make it in English please"),
            we(
                "Done this afternoon, after your message: it now follows the language of your "
                "browser. Thank you for the nudge.",
                210,
            ),
            they("That was quick!", 30),
        ),
    ),
    Script(
        "about-brand-en",
        "square",
        "nora",
        "en",
        Past(2, "thu", "19:00"),
        (
            they(
                "Walked past a shop in Rennes called Bruine today. A basket of umbrellas you just "
                "borrow. I may move there."
            ),
        ),
    ),
    Script(
        "handle-glue",
        "square",
        "dev",
        "en",
        Past(2, "wed", "17:40"),
        (
            they(
                "@bruine handle came loose after a month, can i just glue it or will that void the "
                "guarantee"
            ),
            we(
                "Please don’t: glue makes it harder to mend. It is covered, so send it free of "
                "charge and it will be back in a week.",
                940,
            ),
        ),
    ),
    Script(
        "rude-reply",
        "square",
        "sofia",
        "en",
        Past(1, "wed", "15:20"),
        (
            they("@bruine still waiting for an answer about the missing strap"),
            we("Please refer to our help page.", 30),
            they("I did. It says to ask you.", 4),
            we("Touché, and sorry. A new strap goes in the post today, no charge.", 22),
            they("Thank you, that's all I needed", 18),
        ),
    ),
)
