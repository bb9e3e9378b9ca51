"""The demo's past, told through the product's own actions, two days at a time.

A chapter is one transaction that ends with its mark in the activity log: interrupted anywhere, the
story goes on where it stopped. Within a chapter, what different people do is done together, and
what one person says, hears and says again one after the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db import OperationalError, transaction
from psycopg.errors import DeadlockDetected

from parvis.brands.calendar import opening_hours
from parvis.config.demo.desk import do_at_desk
from parvis.config.demo.founding import Town, beginning_of
from parvis.config.demo.in_hand import take_in_hand
from parvis.config.demo.plan import Planner, Posted, Step, Told
from parvis.config.demo.voices import Words, messages_of, say
from parvis.inbox.actions.past import Answer, answer_in_the_past
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS
from parvis.kit.models import Activity

TOLD = "demo.told"
DAYS_A_CHAPTER = 2
TRIES = 4
TODAY = "now"


@dataclass(frozen=True)
class _Chapter:
    """What is told in one transaction."""

    name: str
    posts: Sequence[Posted]
    steps: Sequence[Step]

    @property
    def last(self) -> datetime:
        return max([*(step.at for step in self.steps), *(posted.at for posted in self.posts)])


def tell(
    town: Town, *, now: datetime, progress: Callable[[int, int], None], told: Told | None = None
) -> None:
    """Tell all that lies before `now` and was not told yet. `progress` hears of messages."""
    words = told or Told.all()
    chapters = [*_past(town, words), *_present(town, words, now)]
    total = sum(len(chapter.steps) for chapter in chapters)
    known = _known(town)
    done = 0
    for chapter in chapters:
        if chapter.name not in known:
            _tell_until_told(town, chapter)
        done += len(chapter.steps)
        progress(done, total)


def _past(town: Town, words: Told) -> Iterator[_Chapter]:
    """As it was when the story began to be told: a second start tells the same days."""
    began = beginning_of(town.brand)
    planner = Planner(now=began, hours=opening_hours(town.brand, years=[began.year]))

    def chapter_of(happened: Step | Posted) -> date:
        day = happened.at.astimezone(town.brand.zone).date()
        return day - timedelta(days=day.toordinal() % DAYS_A_CHAPTER)

    posts = {day: list(same) for day, same in groupby(planner.posts(words.posts), chapter_of)}
    steps = {day: list(same) for day, same in groupby(planner.past(words), chapter_of)}
    for day in sorted({*posts, *steps}):
        yield _Chapter(day.isoformat(), posts.get(day, ()), steps.get(day, ()))


def _present(town: Town, words: Told, now: datetime) -> Iterator[_Chapter]:
    """What waits, seen from this very moment."""
    planner = Planner(now=now, hours=opening_hours(town.brand, years=[now.year]))
    steps = planner.waiting(words)
    if steps:
        yield _Chapter(TODAY, (), steps)


def _known(town: Town) -> set[str]:
    rows = Activity.objects.filter(verb=TOLD, target_id=town.brand.pk)
    return {facts["chapter"] for facts in rows.values_list("facts", flat=True)}


def _tell_until_told(town: Town, chapter: _Chapter) -> None:
    """A chapter holds many cases for a second or two, which a worker may want in another order:
    who loses then has lost nothing and tells it again."""
    for _ in range(TRIES):
        try:
            _tell(town, chapter)
        except OperationalError as error:
            if not isinstance(error.__cause__, DeadlockDetected):
                raise
        else:
            return
    _tell(town, chapter)


@transaction.atomic
def _tell(town: Town, chapter: _Chapter) -> None:
    posts: Sequence[Posted] = chapter.posts
    for together in _rounds(chapter.steps):
        _tell_together(town, together, posts)
        posts = ()
    if chapter.name == TODAY:
        take_in_hand(town, chapter.steps, at=chapter.last)
    record(
        TOLD,
        target=("demo", town.brand.pk),
        by=PARVIS,
        at=chapter.last,
        brand_id=None,
        facts={"chapter": chapter.name},
    )


def _rounds(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """Steps that may be told together: of each person what they say, what they are answered and
    what is done then, in this order; at least one round, for a day with posts alone."""
    rounds: dict[int, list[Step]] = defaultdict(list)
    reached: dict[str, tuple[int, int]] = {}
    for step in steps:
        person, phase = step.conversation.person.key, _PHASES[step.what]
        turn, before = reached.get(person, (0, -1))
        # two answers, or a note and then an answer, are two rounds: they are told by kind
        turn += phase <= before and not (phase == before == _PHASES["resolve"])
        reached[person] = turn, phase
        rounds[turn].append(step)
    for turn in range(max(rounds, default=0) + 1):
        yield rounds[turn]


_PHASES = {"person": 0, "agent": 1, "note": 2, "resolve": 2}


def _tell_together(town: Town, steps: Sequence[Step], posts: Sequence[Posted]) -> None:
    said = [step for step in steps if step.what == "person"]
    say(
        town,
        [Words(step.conversation, step.n, step.at) for step in said],
        posts=[(posted.post, posted.at) for posted in posts],
    )
    acts = [step for step in steps if step.what != "person"]
    questions = messages_of(town, [(step.conversation, _question(step)) for step in acts])

    def asked(step: Step) -> int | None:
        return questions.get(f"{step.conversation.key}-{_question(step)}")

    answer_in_the_past(
        [
            Answer(
                question_id=question,
                text=signed(step),
                client_key=f"demo-{step.key}",
                by=town.agent(step.by),
                at=step.at,
            )
            for step in acts
            if step.what == "agent" and step.by and (question := asked(step))
        ]
    )
    do_at_desk(
        town,
        [(step, question) for step in acts if step.what != "agent" and (question := asked(step))],
    )


def _question(step: Step) -> int:
    """Which turn this step answers, or is about: the person's last one before it."""
    turns = step.conversation.turns
    spoken = [n for n, turn in enumerate(turns[: step.n]) if turn.who == "person"]
    return spoken[-1]


def signed(step: Step) -> str:
    """The words of an answer; by mail with a greeting and a name, which a script brings itself."""
    conversation, by = step.conversation, step.by
    if conversation.channel != "mail" or not conversation.topic or by is None:
        return step.text
    first = conversation.person.name.partition(" ")[0]
    hello = {"fr": f"Bonjour {first},", "en": f"Hello {first},"}[conversation.language]
    farewell = {"fr": by.farewell.fr, "en": by.farewell.en}[conversation.language]
    return f"{hello}\n\n{step.text}\n\n{farewell}\n{by.first_name}, Bruine"
