"""A brand's own model: learned from what the team says and does, used only where it is better."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from parvis.brands.models import Brand
from parvis.inbox.actions.arrived import arrived
from parvis.inbox.actions.judging import text_of
from parvis.inbox.actions.threads import ThreadsSoFar
from parvis.inbox.meaning import hearing
from parvis.inbox.models import BrandModel, Judgement
from parvis.inbox.models.learning import version_of
from parvis.inbox.queries.models import LEAST_SPOKEN, judge_for, learned_until, model_in_use
from parvis.inbox.queries.truths import Truth, truths
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS, Actor
from parvis.triage import Text
from parvis.triage.examples import Example

if TYPE_CHECKING:
    from parvis.triage.examining import Comparison
    from parvis.triage.judge import Judge

LEARNED_OVER = timedelta(weeks=26)
MOST = 4_000
HELD_OUT = 1 / 3
"""The latest third of what was said since then examines the model."""
UNCHANGED_MOST = 300
FORMER_KEPT = 2
"""So many models besides the one in use can be returned to."""
_BATCH = 500


class ModelNotKept(Exception):
    """The numbers of this model are gone, or it is another brand's."""


class InUseAlready(Exception):
    """This model judges the brand's messages as it is."""


@dataclass(frozen=True)
class Known:
    """What is known of one message, and the message as triage sees it."""

    truth: Truth
    example: Example


@dataclass(frozen=True)
class Seen:
    """A message of which nobody said anything."""

    said_at: datetime
    text: Text


def improve_all(*, at: datetime) -> None:
    """Every brand, one after the other."""
    for brand in Brand.objects.order_by("pk"):
        improve(brand, at=at)


def improve(brand: Brand, *, at: datetime) -> BrandModel | None:
    """Learn a model from all that is known up to `at`, and use it if it is better than the one in
    use on the latest of it, which neither has learned from. The model, with the figures of both;
    None where nothing, or too little, was said since the last time."""
    since = learned_until(brand)
    every = truths(brand, since=at - LEARNED_OVER, until=at, most=MOST)
    news = [truth for truth in every if truth.known_at > since and truth.is_spoken]
    if len(news) < LEAST_SPOKEN or not _is_new(brand, news):
        return None
    known, unchanged = _examples(brand, every), _unchanged(brand, every, at=at)
    begins = news[round(len(news) * (1 - HELD_OUT))]
    comparison = _examine(brand, known, unchanged, begins)
    version = _next_version(brand)
    made = _learn(known, unchanged, version=version_of(brand, version))
    return _keep(brand, made, version, comparison, examples=len(known), at=at)


@transaction.atomic
def use_model(
    brand: Brand, model: BrandModel | None, *, by: Actor, at: datetime, is_undo: bool = False
) -> BrandModel | None:
    """Send back the model in use, and use this one of the brand's instead; None: the shipped one.
    Returns the one that was in use. What was judged stays as it was judged. An undo sends nothing
    back: what the team said goes on to teach. Raises `ModelNotKept`, `InUseAlready`."""
    _wait_for_turn(brand)
    wanted = None
    if model is not None:
        rows = BrandModel.objects.filter(brand=brand, numbers__isnull=False).defer("numbers")
        wanted = rows.filter(pk=model.pk).first()
        if wanted is None:
            raise ModelNotKept
    before = model_in_use(brand)
    if wanted == before:
        raise InUseAlready
    _leave(
        brand,
        BrandModel.State.REPLACED if is_undo else BrandModel.State.RETURNED,
        by=by,
        at=at,
    )
    if wanted is not None:
        _set(wanted, BrandModel.State.IN_USE, by=by, at=at)
    record(
        "triage.model_returned",
        target=("brand", brand.pk),
        by=by,
        at=at,
        brand_id=brand.pk,
        facts={"to": wanted.version if wanted else "shipped"},
    )
    return before


def _is_new(brand: Brand, news: Sequence[Truth]) -> bool:
    """Something was said since the last model was made, whatever became of that one."""
    last = BrandModel.objects.filter(brand=brand).aggregate(at=Max("learned_until"))["at"]
    return last is None or news[-1].known_at > last


def _examples(brand: Brand, every: Sequence[Truth]) -> list[Known]:
    texts = _texts(brand, {truth.message_id for truth in every})
    return [
        Known(
            truth,
            Example(texts[truth.message_id][1], truth.about, truth.said, truth.weight),
        )
        for truth in every
        if truth.message_id in texts
    ]


def _unchanged(brand: Brand, every: Sequence[Truth], *, at: datetime) -> list[Seen]:
    """Messages that were answered without a word about what they were taken for; and quiet ones,
    for which nobody asked: twice as many as somebody spoke of."""
    spoken = {truth.message_id for truth in every if truth.is_spoken}
    answered = {truth.message_id for truth in every if truth.source == "answered"} - spoken
    quiet = (
        Judgement.objects.filter(
            account__brand=brand, calls_for_answer=False, said_at__gt=at - LEARNED_OVER
        )
        .exclude(pk__in=spoken)
        .order_by("-said_at")
        .values_list("pk", flat=True)
    )
    latest = sorted(answered)[-UNCHANGED_MOST:]
    chosen = {*latest, *quiet[: min(2 * len(spoken), UNCHANGED_MOST)]}
    return [Seen(said_at, text) for said_at, text in _texts(brand, chosen).values()]


def _texts(brand: Brand, message_ids: Iterable[int]) -> dict[int, tuple[datetime, Text]]:
    """By message, when it was said and what triage sees of it; what was deleted is not there."""
    ids = sorted(message_ids)
    found: dict[int, tuple[datetime, Text]] = {}
    for start in range(0, len(ids), _BATCH):
        heard = [one for one in arrived(ids[start : start + _BATCH]) if not one.is_deleted]
        threads = ThreadsSoFar(heard)
        for one in heard:
            found[one.id] = one.created_at, text_of(brand, one, threads)
    return found


def _examine(
    brand: Brand, known: Sequence[Known], unchanged: Sequence[Seen], begins: Truth
) -> Comparison:
    """How a model that knows nothing from `begins` on does on what came then, beside the one in
    use."""
    from parvis.triage.examining import compare

    first = begins.known_at, begins.message_id
    is_later = [(one.truth.known_at, one.truth.message_id) >= first for one in known]
    pairs = list(zip(known, is_later, strict=True))
    rest_from = _held_out_from(unchanged, begins)
    candidate = _learn(
        [one for one, later in pairs if not later],
        [one for one in unchanged if one.said_at < rest_from],
        version="examined",
    )
    return compare(
        hearing(candidate),
        judge_for(brand),
        [one.example for one, later in pairs if later],
        unchanged=[one.text for one in unchanged if one.said_at >= rest_from],
    )


def _held_out_from(unchanged: Sequence[Seen], begins: Truth) -> datetime:
    """The latest third of these examines, too, at least: who says much in one sitting says it after
    all of them, and what is decided as it was is to stay so."""
    times = sorted(one.said_at for one in unchanged)
    latest = times[-max(1, round(len(times) * HELD_OUT)) :]
    return min([begins.known_at, *latest[:1]])


def _learn(known: Sequence[Known], unchanged: Sequence[Seen], *, version: str) -> Judge:
    from parvis.triage.adapting import adapt
    from parvis.triage.judge import shipped

    return adapt(
        shipped(),
        [one.example for one in known],
        unchanged=[one.text for one in unchanged],
        version=version,
    )


def _next_version(brand: Brand) -> int:
    return (BrandModel.objects.filter(brand=brand).aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def _keep(
    brand: Brand,
    made: Judge,
    number: int,
    comparison: Comparison,
    *,
    examples: int,
    at: datetime,
) -> BrandModel:
    _wait_for_turn(brand)
    before = model_in_use(brand)
    is_better = comparison.is_better
    if is_better:
        _leave(brand, BrandModel.State.REPLACED, by=PARVIS, at=at)
    state = BrandModel.State.IN_USE if is_better else BrandModel.State.REFUSED
    model = BrandModel.objects.create(
        brand=brand,
        number=number,
        made_at=at,
        learned_until=at,
        examples=examples,
        examined=comparison.candidate.examples,
        compared_with=before,
        **_figures(comparison),
        state=state,
        changed_at=at,
        changed_by_name=PARVIS.name,
        numbers=made.linear.numbers() if is_better else None,
        about=made.about() if is_better else None,
    )
    record(
        "triage.model_used" if is_better else "triage.model_refused",
        target=("brand", brand.pk),
        by=PARVIS,
        at=at,
        brand_id=brand.pk,
        facts={"model": model.version},
    )
    _forget_old_numbers(brand)
    return model


def _figures(comparison: Comparison) -> dict[str, float]:
    candidate, in_use = comparison.candidate, comparison.in_use
    return {
        "right": candidate.right,
        "right_in_use": in_use.right,
        "loss": candidate.loss,
        "loss_in_use": in_use.loss,
        "sure": comparison.sure,
    }


def _wait_for_turn(brand: Brand) -> None:
    """Which model is in use is changed by one at a time; messages come in meanwhile."""
    Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)


def _leave(brand: Brand, state: BrandModel.State, *, by: Actor, at: datetime) -> None:
    if in_use := model_in_use(brand):
        _set(in_use, state, by=by, at=at)


def _set(model: BrandModel, state: BrandModel.State, *, by: Actor, at: datetime) -> None:
    model.state, model.changed_at, model.changed_by_name = state, at, by.name
    model.save(update_fields=["state", "changed_at", "changed_by_name"])


def _forget_old_numbers(brand: Brand) -> None:
    rows = BrandModel.objects.filter(brand=brand, numbers__isnull=False)
    former = rows.exclude(state=BrandModel.State.IN_USE).order_by("-changed_at", "-number")
    old = list(former.values_list("pk", flat=True)[FORMER_KEPT:])
    BrandModel.objects.filter(pk__in=old).update(numbers=None, about=None)
