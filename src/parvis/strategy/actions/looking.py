"""Looking at the pages that were listed: their last sign of life, and what else they say plainly.

Only where the operator allows it (`PARVIS_LOOK_UP`), and through the one door out (`kit.http`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urljoin

from django.db import transaction

from parvis.brands.models import Brand
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS
from parvis.kit.http import Answer, ForbiddenAddress, HttpDoor, TooLarge, Unreachable
from parvis.kit.knocks import knock
from parvis.strategy.models import Place, Proposal
from parvis.strategy.models.proposal import Shown
from parvis.strategy.places.seen import Failure, Seen, seen_in

LOOK = "parvis.strategy.look"
PAGE_BYTES = 1_000_000
PATIENCE_SECONDS = 8.0
REDIRECTS = 3
AT_ONCE = 50
"""Places that one knock looks at; the rest has a knock of its own."""
FAILURES: dict[type[Exception], Failure] = {
    Unreachable: Failure.UNREACHABLE,
    TooLarge: Failure.TOO_LARGE,
    ForbiddenAddress: Failure.FORBIDDEN,
}


@dataclass(frozen=True, slots=True)
class Looked:
    seen: Seen | None
    failure: Failure | None


def ask_to_look(brand: Brand) -> None:
    """A worker shall look at the places of the brand that nobody has looked at."""
    knock(LOOK, turn=f"{LOOK}:{brand.pk}", brand_id=brand.pk)


def look_at_places(brand_id: int, *, door: HttpDoor, clock: Callable[[], datetime]) -> None:
    """Each place with an address, once. Nobody waits for it: no transaction is open meanwhile.

    Raises an `ExceptionGroup` of what broke, once the others were looked at."""
    unseen = Place.objects.filter(brand=brand_id, looked_at=None, address__startswith="http")
    broken = []
    for place in unseen.select_related("brand")[:AT_ONCE]:
        moment = clock()
        today = moment.astimezone(place.brand.zone).date()
        try:
            _write_down_what_was_seen(place, look(place.address, door=door, today=today), at=moment)
        except Exception as error:  # noqa: BLE001 - a mistake of ours, raised below
            # It counts as looked at: else the next look would meet it first again.
            _write_down_what_was_seen(place, Looked(None, Failure.UNREACHABLE), at=moment)
            broken.append(error)
    rest = unseen.select_related("brand").first()
    if rest:
        ask_to_look(rest.brand)
    if broken:
        raise ExceptionGroup(f"places of brand {brand_id} that no look could read", broken)


def look(address: str, *, door: HttpDoor, today: date) -> Looked:
    """What stands openly at an address."""
    try:
        answer = _follow(address, door)
    except tuple(FAILURES) as error:
        return Looked(None, FAILURES[type(error)])
    if answer is None or answer.status >= 300:
        return Looked(None, Failure.REFUSED)
    seen = seen_in(answer.body, today=today, media_type=answer.headers.get("Content-Type", ""))
    return Looked(seen, None if seen.newest else Failure.NO_DATE)


def _follow(address: str, door: HttpDoor) -> Answer | None:
    """The door follows no redirect: each is asked for like an address of its own.

    Raises what the door raises, and `ForbiddenAddress` for a redirect to no address."""
    for _ in range(REDIRECTS + 1):
        answer = door.request("GET", address, timeout=PATIENCE_SECONDS)
        onward = answer.headers.get("Location", "")
        if not (300 <= answer.status < 400 and onward):
            return answer
        try:
            address = urljoin(address, onward)
        except ValueError as error:
            raise ForbiddenAddress(f"{onward} is no address") from error
    return None


def _propose(place: Place, seen: Seen, *, on: date) -> None:
    """What else the page says plainly: the place says it only once somebody has taken it."""
    shown = {
        Shown.TITLE: "" if seen.title == place.name else seen.title,
        Shown.DESCRIPTION: seen.description,
        Shown.ENTRIES: "" if seen.entries is None else str(seen.entries),
        Shown.HOURS: "; ".join(seen.hours),
    }
    Proposal.objects.bulk_create(
        [
            Proposal(place=place, what=what, said=said, address=place.address, on=on)
            for what, said in shown.items()
            if said
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def _write_down_what_was_seen(place: Place, looked: Looked, *, at: datetime) -> None:
    """A day that somebody wrote down stays unless the page shows a later one."""
    held = Place.objects.select_for_update().filter(pk=place.pk).first()
    if held is None:  # struck out meanwhile
        return
    newest = looked.seen.newest if looked.seen else None
    if newest and (held.last_sign is None or held.last_sign < newest):
        held.last_sign = newest
    held.looked_at, held.look_failed = at, looked.failure or ""
    held.save(update_fields=["last_sign", "looked_at", "look_failed"])
    if looked.seen:
        _propose(held, looked.seen, on=at.astimezone(place.brand.zone).date())
    record(
        "diagnosis.place_looked_at",
        target=("place", held.pk),
        by=PARVIS,
        at=at,
        brand_id=held.brand_id,
        facts={"failed": held.look_failed},
    )
