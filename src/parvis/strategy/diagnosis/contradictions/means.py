"""6. Means: hours that people have, and answers that were given."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.strategy.diagnosis.contradictions.found import Contradiction, number, percent, same_name
from parvis.strategy.diagnosis.contradictions.places import closed_channels
from parvis.strategy.diagnosis.form import Channel, Form, Means
from parvis.strategy.diagnosis.load import WEEKS_A_MONTH
from parvis.strategy.diagnosis.paths import KeyPath
from parvis.strategy.diagnosis.words import Both

HOURS_OF_A_WEEK = 168
HOURS_OF_A_YEAR = 8760
"""The longest promise that the pages take."""
LEAST_MINUTES = 1.0
"""No answer is opened, written and sent in less, where nobody said how long one takes."""
ONE_TO_ONE = ("mail", "chat")
"""Whose answers reach one person each: under a post, one answer may be for many."""
ANSWERED_BY_ONE_REPLY = 10
"""Who writes again before the answer asks more than once: so often, nobody does."""
PEOPLE = ("means", "people")


def of_times(form: Form) -> Iterator[Contradiction]:
    """With what takes no time at all nothing could be reckoned."""
    if form.promise_hours == 0:
        yield Contradiction(("promise_hours",), _PROMISE_OF_NO_TIME)
    elif form.promise_hours > HOURS_OF_A_YEAR:
        says = _PROMISE_OF_YEARS.filled(hours=number(form.promise_hours))
        yield Contradiction(("promise_hours",), says)
    if form.means.handling_minutes == 0:
        yield Contradiction(("means", "handling_minutes"), _ANSWER_IN_NO_TIME)
    for n, channel in enumerate(form.channels):
        if channel.handling_minutes == 0 and channel.asked:
            yield Contradiction(("channels", n, "handling_minutes"), _ANSWER_IN_NO_TIME)


def of_means(means: Means) -> Iterator[Contradiction]:
    hours, people = means.hours_a_week, means.people
    if not hours or people is None:
        return
    if people == 0:
        yield Contradiction(("means", "hours_a_week"), _HOURS_OF_NOBODY)
    elif hours > people * HOURS_OF_A_WEEK:
        words = _MORE_THAN_A_WEEK if people == 1 else _MORE_THAN_WEEKS
        says = words.filled(hours=number(hours), people=number(people))
        yield Contradiction(("means", "hours_a_week"), says)


def of_channels(form: Form) -> Iterator[Contradiction]:
    yield from same_name(("channels",), [channel.key for channel in form.channels])
    yield from _of_no_hours(form)
    closed = closed_channels(form.places)
    for n, channel in enumerate(form.channels):
        at = ("channels", n)
        yield from _of_channel(channel, at)
        yield from _of_replies(channel, at)
        if channel.answered and channel.key in closed:
            yield Contradiction((*at, "answered"), _ANSWERED_ON_CLOSED)
        elif channel.answered and form.means.people == 0:
            yield Contradiction((*at, "answered"), ANSWERED_BY_NOBODY, against=PEOPLE)


def _of_no_hours(form: Form) -> Iterator[Contradiction]:
    """Nobody has an hour for what takes one. Less is rounded to none."""
    usual = form.means.handling_minutes or LEAST_MINUTES
    spent = [
        (channel.asked or 0) * (channel.answered or 0) * (channel.handling_minutes or usual)
        for channel in form.channels
    ]
    hours = sum(spent) / 60 / WEEKS_A_MONTH
    if form.means.hours_a_week == 0 and form.means.people != 0 and hours > 1:
        most = max(range(len(spent)), key=spent.__getitem__)
        says = _NO_HOURS.filled(hours=number(round(hours, 1)))
        yield Contradiction(("means", "hours_a_week"), says, against=("channels", most, "answered"))


def _of_channel(channel: Channel, at: KeyPath) -> Iterator[Contradiction]:
    if channel.asked == 0:
        if channel.answered:
            yield Contradiction((*at, "answered"), _ANSWERED_NOTHING)
        if channel.hours_to_answer:
            yield Contradiction((*at, "hours_to_answer"), _TIME_WITHOUT_QUESTION)
    elif channel.answered == 0 and channel.replies:
        yield Contradiction((*at, "replies"), _REPLIES_WITHOUT_ANSWER)
    elif channel.answered and channel.replies == 0:
        yield Contradiction((*at, "replies"), _ANSWERS_WITHOUT_REPLY)
    if channel.asked != 0 and channel.answered == 0 and channel.hours_to_answer:
        yield Contradiction((*at, "hours_to_answer"), TIME_WITHOUT_ANSWER)


def _of_replies(channel: Channel, at: KeyPath) -> Iterator[Contradiction]:
    if channel.key not in ONE_TO_ONE or not channel.replies:
        return
    answered = (channel.asked or 0) * (channel.answered or 0)
    if answered > channel.replies * ANSWERED_BY_ONE_REPLY:
        says = _FEW_REPLIES.filled(
            share=percent(channel.answered or 0),
            asked=number(channel.asked or 0),
            replies=number(channel.replies),
        )
        yield Contradiction((*at, "replies"), says, against=(*at, "answered"))


_HOURS_OF_NOBODY = Both(
    en="there are hours a week, but 0 people to work them.",
    fr="il y a des heures par semaine, mais 0 personne pour les faire.",
)
_MORE_THAN_A_WEEK = Both(
    en="{hours} hours a week are more than one person has.",
    fr="{hours} heures par semaine, c’est plus que n’en a une personne.",
)
_MORE_THAN_WEEKS = Both(
    en="{hours} hours a week are more than {people} people have.",
    fr="{hours} heures par semaine, c’est plus que n’en ont {people} personnes.",
)
_NO_HOURS = Both(
    en="there are 0 hours a week, but the messages that are answered take {hours} h at least.",
    fr="il y a 0 heure par semaine, mais les messages répondus prennent {hours}\u202fh au moins.",
)
_ANSWERED_NOTHING = Both(
    en="messages are answered, but 0 are asked in a month.",
    fr="des messages reçoivent une réponse, mais on en compte 0 par mois.",
)
_REPLIES_WITHOUT_ANSWER = Both(
    en="there are replies, but the share answered is 0%.",
    fr="il y a des réponses, mais la part des messages répondus est de 0\u202f%.",
)
_ANSWERS_WITHOUT_REPLY = Both(
    en="messages are answered, but there are 0 replies in a month.",
    fr="des messages reçoivent une réponse, mais on compte 0 réponse par mois.",
)
TIME_WITHOUT_ANSWER = Both(
    en="there is a time to answer, but the share answered is 0%.",
    fr="il y a un délai de réponse, mais la part des messages répondus est de 0\u202f%.",
)
_PROMISE_OF_NO_TIME = Both(
    en="0 h is a promise that nobody keeps: write the time within which people are told to get an "
    "answer, such as 1 h.",
    fr="0\u202fh est une promesse que personne ne tient\u00a0: écrivez le délai annoncé, comme "
    "1 h.",
)
_PROMISE_OF_YEARS = Both(
    en="{hours} h are more than a year: write the time within which people are told to get an "
    "answer, such as 4 h.",
    fr="{hours}\u202fh, c’est plus d’un an\u00a0: écrivez le délai annoncé, comme 4 h.",
)
_FEW_REPLIES = Both(
    en="{share} of {asked} messages are answered, but there are only {replies} replies in a month.",
    fr="{share} de {asked} messages reçoivent une réponse, mais on ne compte que {replies} "
    "réponses par mois.",
)
_ANSWER_IN_NO_TIME = Both(
    en="an answer takes some time: write it as 6 min, or leave the key out.",
    fr="une réponse prend du temps\u00a0: écrivez-le comme 6 min, ou laissez la clé de côté.",
)
_ANSWERED_ON_CLOSED = Both(
    en="messages are answered here, where all places of the brand are closed.",
    fr="des messages reçoivent une réponse ici, où tous les lieux de la marque sont fermés.",
)
ANSWERED_BY_NOBODY = Both(
    en="messages are answered, but 0 people answer.",
    fr="des messages reçoivent une réponse, mais 0 personne répond.",
)
_TIME_WITHOUT_QUESTION = Both(
    en="there is a time to answer, but 0 messages are asked in a month.",
    fr="il y a un temps de réponse, mais 0 message par mois.",
)
