"""Conversations in English by mail and on the brand's own page."""

from parvis.config.demo.scripts.script import Past, Script, note, they, we

ENGLISH_LETTERS = (
    Script(
        "trade-catalogue",
        "mail",
        "amara",
        "en",
        Past(4, "tue", "11:35"),
        (
            they(
                "Dear team,\n\n"
                "I run a small shop in Bristol and would love to stock your umbrellas. Do you have "
                "a trade catalogue, and is there a minimum order?\n\n"
                "Amara Okonjeze",
                subject="Trade enquiry",
            ),
            we(
                "Dear Amara,\n\n"
                "We sell through very few shops, and yours looks like one of them. The catalogue "
                "is attached; the minimum is twelve pieces, in any mix. Shall we send two samples "
                "first?\n\n"
                "Bruine",
                270,
            ),
            they("Yes please, a Crachin and a Giboulée. Thank you for the kind words.", 110),
            we("They leave on Thursday.", 915),
        ),
    ),
    Script(
        "old-umbrella",
        "mail",
        "walter",
        "en",
        Past(4, "mon", "09:50"),
        (
            they(
                "Dear Sir or Madam,\n\n"
                "My late wife bought one of your umbrellas in 1996. The canopy has gone at two "
                "seams. I am not looking for a new one. Could this one be saved, and how would I "
                "send it from Norfolk?\n\n"
                "Yours faithfully,\n"
                "Walter Pemberlow",
                subject="A very old umbrella",
            ),
            we(
                "Dear Mr Pemberlow,\n\n"
                "It can be saved. The same cloth is still on our shelf. The repair is €18; we have "
                "attached a label, so the journey costs you nothing. We will write to you on the "
                "day it arrives, and on the day it leaves.\n\n"
                "Bruine",
                70,
            ),
            they("That is most kind. I shall post it tomorrow.", 300),
            they("It has come home. She would have been delighted. Thank you all.", 25575),
            we("Thank you for trusting us with it. Please leave it open to dry.", 60),
        ),
    ),
    Script(
        "wrong-colour-mail",
        "mail",
        "moira",
        "en",
        Past(1, "tue", "13:45"),
        (
            they(
                "Hello, I ordered slate and received brick. I'd like the right one before the "
                "20th, it's a birthday present. Order 57412. Thanks, Moira",
                subject="Wrong colour sent",
            ),
            we(
                "Dear Moira,\n\n"
                "The slate one leaves today by express and will be with you on Friday. A label for "
                "the other is attached; there is no hurry.\n\n"
                "Bruine",
                40,
            ),
            they("Arrived, wrapped, hidden. Thank you.", 1500),
        ),
    ),
    Script(
        "rash-question",
        "mail",
        "lucia",
        "en",
        Past(2, "mon", "15:10"),
        (
            they(
                "Hello, does the Embrun coating contain latex? I have an allergy and could not "
                "find it on the page.",
                subject="Materials",
            ),
        ),
    ),
    Script(
        "invoice-en",
        "mail",
        "jan",
        "en",
        Past(1, "tue", "10:30"),
        (
            they(
                "Good morning, could you please send the invoice for 57955 with our Dutch VAT "
                "number? It is on the order. Regards, Jan",
                subject="Invoice with VAT number",
            ),
            we(
                "Good morning Jan,\n\n"
                "Attached, with the number. It will be there by itself from your next order on.\n\n"
                "Bruine",
                25,
            ),
            they("Thanks a lot", 12),
        ),
    ),
    Script(
        "complaint-formal",
        "mail",
        "greta",
        "en",
        Past(3, "mon", "08:40"),
        (
            they(
                "Dear Bruine,\n\n"
                "I was promised a call back on Monday, again on Wednesday, and again on Friday. "
                "Nobody called. My coat has been with you for five weeks. This is unacceptable. "
                "Please tell me in writing, today, where it is.\n\n"
                "Greta Aldenhoven",
                subject="Formal complaint",
            ),
            note("Ciré retrouvé chez le cireur, sans fiche. Théo l’appelle aussi.", 20),
            we(
                "Dear Greta,\n\n"
                "Your coat is at the proofer’s, without its ticket, which is why three people "
                "could not find it. It comes back tomorrow and leaves the same day. The repair is "
                "free, and we should have called even with nothing to say.\n\n"
                "Bruine",
                35,
            ),
            they("Thank you for a straight answer. I look forward to the coat.", 90),
        ),
    ),
    Script(
        "size-advice-en",
        "web",
        "kenji",
        "en",
        Past(4, "wed", "11:20"),
        (
            they("Hi! 104 cm chest, slim, want to cycle with it. L or M?", subject="Size"),
            we("Hello Kenji, L: the sleeves need the room on a bicycle.", 14),
            they("thanks!", 5),
        ),
    ),
    Script(
        "login-en",
        "web",
        "beatrice",
        "en",
        Past(3, "thu", "10:40"),
        (
            they(
                "I can't log in, it says my address does not exist but I get your newsletter",
                subject="Account",
            ),
            we(
                "Hello Beatrice, the newsletter and the shop are two lists. You ordered as a "
                "guest, so there is no account yet; I have sent you a link that makes one and "
                "keeps your orders.",
                30,
            ),
            they("Perfect, that worked", 11),
        ),
    ),
    Script(
        "cancel-en",
        "web",
        "sofia",
        "en",
        Past(2, "tue", "21:40"),
        (
            they("please cancel 57866, ordered the wrong colour", subject="Cancel order"),
            we("Done before it was packed, Sofia. The money is on its way back.", 685),
            they("great thank you", 60),
        ),
    ),
    Script(
        "price-match",
        "web",
        "oliver",
        "en",
        Past(2, "thu", "16:20"),
        (
            they(
                "I bought a Crachin on Monday and today it is 15% off. Can you refund the "
                "difference?",
                subject="Price",
            ),
            we("We can and have: €8.85 is on its way.", 50),
            they("Wow. Did not expect that. Thanks", 6),
        ),
    ),
    Script(
        "pickup-en",
        "web",
        "hannah",
        "en",
        Past(3, "fri", "12:35"),
        (
            they("can my sister collect the order in Rennes for me?", subject="Collection"),
            we("Yes, with the order number and your name. It is ready now.", 65),
        ),
    ),
    Script(
        "child-coat-en",
        "web",
        "priya",
        "en",
        Past(2, "thu", "11:15"),
        (
            they(
                "is the children's Embrun warm enough for snow or only for rain?",
                subject="Children's coat",
            ),
            we(
                "Only for rain and wind: it has no lining. With a fleece underneath, light snow is "
                "fine.",
                18,
            ),
            they("good to know, thanks", 5),
        ),
    ),
)
