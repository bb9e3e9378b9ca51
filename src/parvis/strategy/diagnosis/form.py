"""What a brand says of itself: the form of the diagnosis, in its six parts.

Anything may be left open: None, an empty text and an empty tuple mean "not said", never "none".
Shares are between 0 and 1, times in hours or minutes as their names say; numbers are finite,
never negative and at most `LARGEST`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from parvis.strategy.diagnosis.words import Language

LARGEST = 1e12
USUAL_PROMISE_HOURS = 4.0
"""What people find reasonable on a social network (source 001)."""


class Percent(float):
    """A share that was written as one, with its sign: 0.5 that stood there as 50 %."""


class Kind(StrEnum):
    """What a place is. Those of `OWN_GROUND` are the brand's own home: see `own_ground`."""

    ACCOUNT = "account"
    BLOG = "blog"
    DEDICATED_NETWORK = "dedicated_network"
    WIKI = "wiki"
    FEED = "feed"
    FORUM = "forum"
    FAQ = "faq"
    CUSTOMER_AREA = "customer_area"
    REVIEW_PAGE = "review_page"
    SITE = "site"
    MAIL = "mail"
    CHAT = "chat"
    TELEPHONE = "telephone"
    SHOP = "shop"


OWN_GROUND = frozenset(
    {
        *(Kind.BLOG, Kind.DEDICATED_NETWORK, Kind.WIKI, Kind.FEED, Kind.FORUM),
        *(Kind.FAQ, Kind.CUSTOMER_AREA, Kind.SITE),
    }
)
SOCIAL = frozenset(
    {
        *(Kind.ACCOUNT, Kind.BLOG, Kind.DEDICATED_NETWORK, Kind.WIKI, Kind.FEED),
        *(Kind.FORUM, Kind.REVIEW_PAGE),
    }
)
"""Who has one of these is on social media, whatever they think (source 003)."""


class State(StrEnum):
    ALIVE = "alive"
    SILENT = "silent"
    ABANDONED = "abandoned"
    CLOSED = "closed"


class Degree(StrEnum):
    NO = "no"
    PARTLY = "partly"
    YES = "yes"


class Fundamental(StrEnum):
    """What social media rest on (source 003)."""

    SHARING = "sharing"
    EXCHANGE = "exchange"
    SPEED = "speed"
    OPENNESS = "openness"


class Profile(StrEnum):
    """What people do on a channel: the seven of source 004; one person may be of several."""

    INACTIVE = "inactive"
    SPECTATOR = "spectator"
    PARTICIPANT = "participant"
    COLLECTOR = "collector"
    CRITIC = "critic"
    ANIMATOR = "animator"
    CREATOR = "creator"


class Public(StrEnum):
    CUSTOMERS = "customers"
    INFLUENCERS = "influencers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """1. What exists: an account, a blog, a page of questions, whoever made it."""

    name: str
    kind: Kind
    channel: str = ""
    """The key of the channel that it stands on: `instagram`; own ground may do without."""
    address: str = ""
    owner: str = ""
    state: State | None = None
    last_sign: date | None = None
    shows: str = ""
    """What it tells everybody of itself, with the address and the day."""


class ExportFormat(StrEnum):
    """Those of `parvis import`."""

    JSONL = "jsonl"
    EML = "eml"
    MBOX = "mbox"
    TWCS = "twcs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file of messages. `account` is whose it is: a mailbox's address, an author's name."""

    file: str
    format: ExportFormat = ExportFormat.JSONL
    account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Where people speak, and what happens there today, in a usual month.

    `asked` counts messages that call for an answer, `answered` is the share of them that get one,
    `hours_to_answer` the mean until then.
    """

    key: str
    name: str = ""
    asked: float | None = None
    answered: float | None = None
    hours_to_answer: float | None = None
    promotions: float | None = None
    replies: float | None = None
    handling_minutes: float | None = None
    source: str = ""
    counted_from: Export | None = None
    """What is left open here is counted in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How far a subject goes with a fundamental of social media, and what shows it."""

    degree: Degree
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """2. What the brand may speak of: what gives it the right, who speaks."""

    name: str
    legitimate: Degree | None = None
    evidence: str = ""
    spoken_by: tuple[str, ...] = ()
    fit: Mapping[Fundamental, Fit] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody who can embody the brand, by name and in person."""

    name: str
    role: str = ""
    willing: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    values: tuple[str, ...] = ()
    expertise: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()
    subjects: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """What a segment does on a channel.

    `present` is the share of the segment that uses the channel, `expects` the share that wants the
    brand to be there; `profiles` are shares of those who use it. `source` says which study or
    market figure this is from, of which day. `public` is as what the brand speaks to them here,
    for the reason `why`; as everywhere else where it is left open.
    """

    present: float | None = None
    expects: float | None = None
    profiles: Mapping[Profile, float] = field(default_factory=dict)
    source: str = ""
    on: date | None = None
    public: Public | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """3. For whom. `public` is as what the brand speaks to them, unless a channel is told apart."""

    name: str
    public: Public = Public.CUSTOMERS
    size: int | None = None
    source: str = ""
    channels: Mapping[str, Habit] = field(default_factory=dict)

    def public_in(self, habit: Habit) -> Public:
        """As what the brand speaks to them where they have this habit."""
        return habit.public or self.public


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """4. What for: one of the fourteen, `id` as in `aims.toml`.

    `policy` is its line in the brand's global communication and marketing policy: without one the
    aim is an orphan. `target` and `today` are in the unit of `measure`, which is that of the aim
    unless told.
    """

    id: str
    measure: str = ""
    target: float | None = None
    today: float | None = None
    due: date | None = None
    policy: str = ""
    owner: str = ""
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What was seen of a competitor, and when."""

    on: date
    note: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """5. Others: what a competitor does. `practices` are ids of `practices.toml`."""

    name: str
    channels: tuple[str, ...] = ()
    hours: str = ""
    tone: str = ""
    who_answers: str = ""
    faq: str = ""
    offers: str = ""
    practices: Mapping[str, bool] = field(default_factory=dict)
    captures: tuple[Capture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """6. With what. `hours_a_week` are for answering, of all `people` together; `gesture` is the
    amount somebody may give back without asking, in the brand's own currency."""

    people: float | None = None
    hours_a_week: float | None = None
    handling_minutes: float | None = None
    gesture: float | None = None
    tools: tuple[str, ...] = ()
    training: str = ""

    @property
    def hours_there(self) -> float | None:
        """Nobody has none."""
        return 0.0 if self.people == 0 else self.hours_a_week


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The answer to one question about how the brand works (`facts.questions()`).

    `value` is yes or no, or a number in the question's own unit.
    """

    value: bool | float
    evidence: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The whole form. `on` is the day that it speaks of."""

    brand: str
    on: date
    language: Language = "en"
    pure_player: bool | None = None
    promise_hours: float = USUAL_PROMISE_HOURS
    promise_said: bool = field(default=True, compare=False)
    """Not where the usual one stands in for what was left open: that contradicts nothing."""
    places: tuple[Place, ...] = ()
    identity: Identity = Identity()
    segments: tuple[Segment, ...] = ()
    aims: tuple[Aim, ...] = ()
    rivals: tuple[Rival, ...] = ()
    means: Means = Means()
    channels: tuple[Channel, ...] = ()
    told: Mapping[str, Told] = field(default_factory=dict)
