"""Advertisements, exclusive offers and other posts; and which posts are counted at all."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from parvis.brands.models import Brand
from parvis.channels.models import Account
from parvis.insight.actions.posts import kinds_of_posts
from parvis.insight.models import Post
from parvis.insight.queries.counted import Period
from parvis.insight.queries.posts import PostsPerReply
from tests.insight.ledger import Said, index_of, write

ADVERTISEMENT = "Soldes : -50 % sur nos lampes jusqu'à dimanche, sur www.tilleul.example"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (ADVERTISEMENT, Post.Kind.ADVERTISEMENT),
        ("New arrivals: discover our oak shelves, free delivery from 50 €", "advertisement"),
        ("Découvrez notre nouvelle collection d'automne en boutique et en ligne.", "advertisement"),
        ("Réservé à nos abonnés : -20 % avec le code TILLEUL", "offer"),
        ("Rien que pour vous qui nous suivez, une offre exclusive sur les théières", "offer"),
        ("Just for our followers: 20% off until Friday", "offer"),
        ("Comment entretenir une lampe en laiton : trois gestes simples.", "other"),
        ("Our workshop opens its doors on Saturday, come and see us", "other"),
        ("Deux parapluies achetés, le second à moitié prix, jusqu'à lundi.", "advertisement"),
        ("L'Embrun est de retour, du XS au XXL. 189 €, garanti cinq ans.", "advertisement"),
        ("Ce week-end, la livraison est offerte. Code : NUAGE.", "advertisement"),
        ("The lamp is back. Order yours before Friday.", "advertisement"),
        ("312 voix pour le lichen, 187 pour la tuile : ce sera donc lichen.", "other"),
        ("La tempête de dimanche a retardé de deux jours les colis de vendredi.", "other"),
        ("", "other"),
    ],
)
def test_a_post_is_told_by_its_words(text: str, kind: str) -> None:
    assert kinds_of_posts([("", text)]) == [kind]


@pytest.mark.django_db
def test_what_answers_somebody_is_a_reply_and_no_post(
    brand: Brand, square: Account, noon: datetime
) -> None:
    hour = timedelta(hours=1)
    write(
        square,
        [
            Said(at=noon, who="zoe", thread="lamp"),
            Said(at=noon + hour, who="", to="zoe", thread="lamp", words=ADVERTISEMENT),
            Said(at=noon + 2 * hour, who="", to="zoe", thread="lamp"),
            Said(at=noon + hour, who="", thread="sale", words=ADVERTISEMENT),
            Said(at=noon + 2 * hour, who="", thread="next sale", words=ADVERTISEMENT),
            Said(at=noon + hour, who="", thread="club", words="Offre exclusive : code TILLEUL"),
            Said(at=noon + hour, who="", thread="workshop", words="Nous ouvrons samedi."),
        ],
    )

    posts = index_of(brand, Period.of_days(7, at=noon + 5 * hour)).now.posts

    assert posts == PostsPerReply(advertisements=2, offers=1, others=1, replies=1)
    assert posts.per_reply == 2.0
