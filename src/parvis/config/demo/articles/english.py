"""The most asked answers in English."""

from parvis.config.demo.articles.article import Article

ENGLISH = (
    Article(
        "delivery-times-and-costs",
        "What does delivery cost, and when will my parcel arrive?",
        "en",
        """\
Orders placed before 2 pm French time leave the workshop the same day, Monday to Friday.

| Destination | Time | Cost |
| --- | --- | --- |
| France, to your door | 2 to 3 working days | €4.90 |
| Belgium, Luxembourg, Switzerland | 3 to 5 working days | €7.90 |
| Rest of Europe | 4 to 7 working days | €9.90 |
| United Kingdom | 5 to 8 working days | €12.90 |

Delivery within France is **free from €80**. For the United Kingdom and Switzerland, duties and
taxes are included in the price you see: the courier asks you for nothing.

Long umbrellas travel in a 98 cm box, which some pick-up points refuse. When that happens, we write
to you and find another address together.

You can also collect your order at the Douarnenez workshop or the Rennes shop. It is ready within
two working days and waits three weeks for you. We do not ship outside Europe yet.
""",
    ),
    Article(
        "where-is-my-parcel",
        "Where is my parcel?",
        "en",
        """\
Your tracking number is in the message called “Your parcel is on its way”, sent on the evening it
leaves. It starts to work the next morning, so nothing on the first evening is normal.

**Tracking has not moved for three working days.** Write to us with your order number. We open a
search with the carrier, who has five days to answer. If nothing turns up, we send the order again
or refund it, whichever you prefer.

**Marked as delivered, but not there.** Ask your neighbours first, and look where long boxes tend to
be left: behind the bins, in the bicycle shed. If it is still missing after 48 hours, tell us and we
ask for proof of delivery.

**The box came open or crushed.** Refuse it if you can. Otherwise photograph the box and what is in
it before you write. We replace it without waiting for the carrier’s reply.
""",
    ),
    Article(
        "return-an-item",
        "How do I return something?",
        "en",
        """\
You have **30 days** after delivery to change your mind. Items must be clean and dry, with their
tag. An umbrella may have been opened, but not taken out in the rain.

1. Open “My orders” and choose “Return”.
2. Print the label, or show its code at the pick-up point if you have no printer.
3. Leave the parcel at any point of the same network.

Returns are **free within France**. From another country you pay the postage, unless the mistake was
ours.

Your refund leaves within five working days of the parcel reaching the workshop, to the card or
account you paid with. To change size, tick “Exchange”: the new size is put aside as soon as the
parcel has been handed in.

Bought in a shop? Bring it back to either of them, with or without the receipt.
""",
    ),
    Article(
        "have-an-umbrella-mended",
        "How do I have my umbrella mended?",
        "en",
        """\
Every Bruine umbrella can be mended, however old: we keep the parts of each model since the workshop
opened.

Fill in the repair form with a photograph. Within two working days you receive a firm price and a
shipping label. The repair takes one to two weeks, a little longer in November.

| Repair | Price |
| --- | --- |
| Broken rib | €12 |
| Runner or spring | €15 |
| Handle | €18 |
| Seam of the canopy | €18 |
| New canopy | €39 |

Within the **five-year guarantee**, faults that come from us cost nothing. After that you pay the
prices above, never more than half the price of a new one.

On Saturdays from 10 to 12, in Rennes and Douarnenez, ribs are mended while you wait. Please bring
the umbrella dry. We cannot mend other makers’ umbrellas, for want of parts.
""",
    ),
    Article(
        "choose-an-umbrella",
        "Which umbrella should I choose?",
        "en",
        """\
Three questions are enough: where do you keep it, how windy is your street, and how many of you are
underneath?

- **Crachin** folds to 28 cm and weighs 320 g. It lives in a bag or on a train, and stands up to
  70 km/h of wind.
- **Grain** is long, with a chestnut cane and eight fibreglass ribs. It was tested in a wind tunnel
  up to 110 km/h and shelters two people who get on well.
- **Giboulée** is a clear dome: you see where you are going. It dislikes strong wind.
- **Flaque**, for children from 4 to 9, has round tips and a handle that does not pinch.
- **Éclaircie** is a linen parasol, for sunshine only.

Torn between Crachin and Grain? If you lose umbrellas, take Crachin. If the wind breaks them, take
Grain.
""",
    ),
    Article(
        "look-after-a-raincoat",
        "How do I look after my raincoat?",
        "en",
        """\
Embrun is made of coated cotton. It ages well on one condition: **never machine-wash it**.

**Cleaning.** Use a damp sponge and a little plain soap, rinse with cold water, and let it dry on a
hanger away from radiators. Greasy stains come out with fuller’s earth left overnight.

**Proofing.** When water no longer beads, usually after two winters, rub in a thin layer of wax
with a cloth, then warm it with a hair dryer until it disappears. One tin does two coats. The
workshop also does it for €29.

**Storing.** Hang it, never fold it: creases mark the coating. A damp smell goes after two days in
the open air.

A seam that gives, a lost button, a stubborn zip: all covered for five years. Send us a photograph
and we will say whether the coat must travel or a button in the post will do.
""",
    ),
    Article(
        "five-year-guarantee",
        "What does the five-year guarantee cover?",
        "en",
        """\
The guarantee runs from the day of delivery or of purchase in a shop. It comes on top of your legal
rights and replaces none of them.

**It covers** a rib that breaks in ordinary wind, a mechanism that jams, a seam that gives, a canopy
that lets water in, a handle that splits, a colour that fades abnormally.

**It does not cover** an umbrella turned inside out by a storm beyond its limit, a car door, a dog’s
teeth, or loss. For those there is repair at cost.

**What we need**: your order number, or the name you gave in the shop, and a photograph. We ask for
neither box nor receipt.

We mend first. If that cannot be done we replace; if the model no longer exists we refund what you
paid. A mended part is guaranteed for two more years.
""",
    ),
    Article(
        "raincoat-sizes",
        "Which size of raincoat should I take?",
        "en",
        """\
Embrun fits **true to size, with room for a jumper**. If you always wear a thick one underneath,
take one size up.

| Size | Chest | Length |
| --- | --- | --- |
| XS | 80 to 86 cm | 78 cm |
| S | 87 to 93 cm | 80 cm |
| M | 94 to 101 cm | 82 cm |
| L | 102 to 109 cm | 84 cm |
| XL | 110 to 118 cm | 86 cm |
| XXL | 119 to 128 cm | 88 cm |

Measure around the fullest part of your chest, under the arms, without pulling tight. Between two
sizes, the smaller one hangs straight and the larger one is more comfortable on a bicycle.

Children’s coats go from 4 to 12 years. The sleeves have a turn-up worth 4 cm, which usually buys
one more winter. Exchanges are free within France for 30 days.
""",
    ),
)
