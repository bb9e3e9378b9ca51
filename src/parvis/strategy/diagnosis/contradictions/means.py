"""6. Means: hours that people have, and answers that were given."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.strategy.diagnosis.contradictions.found import Contradiction, number, same_name
from parvis.strategy.diagnosis.form import Channel, Form, Means
from parvis.strategy.diagnosis.paths import KeyPath
from parvis.strategy.diagnosis.words import Both

HOURS_OF_A_WEEK = 168


def of_means(means: Means) -> Iterator[Contradiction]:
    hours, people = means.hours_a_week, means.people
    if not hours or people is None:
        return
    if people == 0:
        yield Contradiction(("means", "hours_a_week"), _HOURS_OF_NOBODY)
    elif hours > people * HOURS_OF_A_WEEK:
        says = _MORE_THAN_WEEKS.filled(hours=number(hours), people=number(people))
        yield Contradiction(("means", "hours_a_week"), says)


def of_channels(form: Form) -> Iterator[Contradiction]:
    yield from same_name(("channels",), [channel.key for channel in form.channels])
    for n, channel in enumerate(form.channels):
        yield from _of_channel(channel, ("channels", n))


def _of_channel(channel: Channel, at: KeyPath) -> Iterator[Contradiction]:
    if channel.asked == 0:
        if channel.answered:
            yield Contradiction((*at, "answered"), _ANSWERED_NOTHING)
    elif channel.answered == 0 and channel.replies:
        yield Contradiction((*at, "replies"), _REPLIES_WITHOUT_ANSWER)
    elif channel.answered and channel.replies == 0:
        yield Contradiction((*at, "replies"), _ANSWERS_WITHOUT_REPLY)
    if channel.answered == 0 and channel.hours_to_answer:
        yield Contradiction((*at, "hours_to_answer"), TIME_WITHOUT_ANSWER)


_HOURS_OF_NOBODY = Both(
    en="there are hours a week, but 0 people to work them.",
    fr="il y a des heures par semaine, mais 0 personne pour les faire.",
)
_MORE_THAN_WEEKS = Both(
    en="{hours} hours a week are more than {people} people have.",
    fr="{hours} heures par semaine, c’est plus que n’en ont {people} personnes.",
)
_ANSWERED_NOTHING = Both(
    en="messages are answered, but 0 are asked in a month.",
    fr="des messages reçoivent une réponse, mais on en compte 0 par mois.",
)
_REPLIES_WITHOUT_ANSWER = Both(
    en="there are replies, but the share answered is 0 %.",
    fr="il y a des réponses, mais la part des messages répondus est de 0\u202f%.",
)
_ANSWERS_WITHOUT_REPLY = Both(
    en="messages are answered, but there are 0 replies in a month.",
    fr="des messages reçoivent une réponse, mais on compte 0 réponse par mois.",
)
TIME_WITHOUT_ANSWER = Both(
    en="there is a time to answer, but the share answered is 0 %.",
    fr="il y a un délai de réponse, mais la part des messages répondus est de 0\u202f%.",
)
