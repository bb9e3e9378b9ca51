"""Finding cases by what was said in them, whatever the accents, the endings and the typing errors.

The newest come first, and nothing is ranked: PostgreSQL would have to look at every hit. First the
newest cases are looked through one after the other, which is enough for words that many cases
hold; for the others the index says which cases hold them. So neither a common nor a rare word
makes it read more than a bounded number of rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.utils.safestring import SafeString

from parvis.brands.models import User
from parvis.channels.models import Account
from parvis.channels.registry import connector
from parvis.inbox.models import Case
from parvis.inbox.queries.asked_marks import marks_asked
from parvis.inbox.queries.asked_words import AskedWords, Field, Standing, Term, read_words
from parvis.inbox.queries.marking import Marked, marked_in
from parvis.inbox.queries.places import Place

LOOKED_THROUGH = 2_000
"""Of the newest cases, one by one, before the index is asked."""

MOST_HELD = 5_000
"""Cases of those that the index names. Where there are more, the newest are looked through:"""

LOOKED_THROUGH_AGAIN = 10_000
"""so many. Words that too few of these hold, and too many of the older, are found in some."""

ALIKE = 0.4
"""From this likeness on, a word that cases hold may be what a mistyped one meant."""

MEANT_MAX = 3
_LEXEME = re.compile(r"('(?:[^']|'')*')(?::(\*))?")
_ORDER = re.compile(r"<(?:-|\d+)>")

# For each term its stems in both languages; what a word begins; and, when no case holds such a
# word, those that are written alike.
UNDERSTAND = """
SELECT french::text, english::text,
    CASE WHEN plain ~ '^[a-z0-9]{3,40}$' THEN quote_literal(plain) || ':*' ELSE '' END,
    CASE WHEN plain ~ '^[a-z]{4,40}$' AND NOT known THEN ARRAY(
        SELECT quote_literal(word) FROM (
            SELECT word, max(similarity(word, stem)) AS likeness
            FROM unnest(stems) AS stem JOIN inbox_knownword known ON word %% stem
            WHERE brand_id = ANY(%(brands)s)
            GROUP BY word
        ) AS near WHERE likeness >= %(alike)s ORDER BY likeness DESC, word LIMIT %(meant_max)s
    ) ELSE '{}' END
FROM unnest(%(terms)s::text[], %(unfinished)s::bool[])
    WITH ORDINALITY AS term (words, unfinished, number),
LATERAL (
    SELECT phraseto_tsquery('parvis_fr', parvis_bare(words)) AS french,
           phraseto_tsquery('parvis_en', parvis_bare(words)) AS english,
           parvis_plain(words) AS plain, tsvector_to_array(parvis_stems(words)) AS stems
) AS read,
LATERAL (
    SELECT EXISTS (
        SELECT FROM inbox_knownword
        WHERE brand_id = ANY(%(brands)s)
          AND (word = ANY(stems) OR unfinished AND word LIKE plain || '%%')
    ) AS known
) AS looked_up
ORDER BY number
"""

NEWEST = """
SELECT said_at, case_id FROM unnest(%(brands)s::bigint[]) AS brand, LATERAL (
    SELECT said_at, case_id FROM (
        SELECT * FROM inbox_casewords WHERE brand_id = brand {after}
        ORDER BY said_at DESC, case_id DESC LIMIT %(looked_through)s
    ) AS newest {cases}
    WHERE {held} {kept}
    ORDER BY said_at DESC, case_id DESC LIMIT %(limit)s
) AS of_brand ORDER BY said_at DESC, case_id DESC LIMIT %(limit)s
"""

# The index knows neither which word follows which nor where a word stands: that is looked up in the
# rows it names, and only in so many.
NAMED = """
SELECT said_at, case_id, are_all FROM unnest(%(brands)s::bigint[]) AS brand, LATERAL (
    WITH named AS MATERIALIZED (
        SELECT * FROM inbox_casewords
        WHERE brand_id = brand AND {named} {after} LIMIT %(most_held)s
    ), held AS (
        SELECT said_at, case_id FROM named {cases} WHERE {held} {kept}
        ORDER BY said_at DESC, case_id DESC LIMIT %(limit)s
    )
    SELECT * FROM (SELECT count(*) < %(most_held)s AS are_all FROM named) AS counted
    LEFT JOIN held ON true
) AS of_brand ORDER BY said_at DESC NULLS LAST, case_id DESC LIMIT %(limit)s
"""

STANDING = {
    Standing.OPEN: "c.state = 'open'",
    Standing.RESOLVED: "c.state IN ('resolved', 'history')",
    Standing.SNOOZED: "c.snoozed_until > %(at)s",
    Standing.MINE: "c.assignee_id = %(user)s",
    Standing.UNASSIGNED: "c.state = 'open' AND c.assignee_id IS NULL",
}


AFTER = "AND (said_at, case_id) < (%(after_at)s, %(after_id)s)"
BORNE = (
    "EXISTS (SELECT FROM inbox_tagging borne WHERE borne.case_id = c.id"
    " AND borne.tag_id = %(tag)s AND borne.removed_at IS NULL)"
)


@dataclass(frozen=True)
class Hit:
    """A case that holds what was asked for; the words found are marked in `title` and `snippet`."""

    case_id: int
    said_at: datetime
    title: SafeString
    snippet: SafeString


@dataclass(frozen=True)
class Found:
    """`mistyped` are words that no case holds, instead of which similar ones were looked for.
    `more` is what `after` is for the next hits; empty when these are all."""

    hits: Sequence[Hit]
    mistyped: Sequence[str] = ()
    more: str = ""


class Query(NamedTuple):
    """What PostgreSQL is asked: what a case must hold, what the index is asked for (the words
    alone, wherever they stand), and which words are marked."""

    held: str
    named: str
    marked: str
    mistyped: tuple[str, ...]

    def with_marks(self, marks: Sequence[str]) -> Query:
        """The same, of cases that bear (or, after a "!", do not bear) these marks as well. The
        index is asked for what they bear."""
        borne = [mark for mark in marks if not mark.startswith("!")]
        return self._replace(
            held=" & ".join(part for part in (self.held, *marks) if part),
            named=" & ".join(part for part in (self.named, *borne) if part),
        )


@dataclass(frozen=True)
class _Wanted:
    """Which of the hits; the fields are parameters of the statements above."""

    user: int
    at: datetime
    account: int | None
    tag: int | None
    limit: int
    after_at: datetime | None
    after_id: int | None


class _Understood(NamedTuple):
    french: str
    english: str
    beginning: str
    meant: Sequence[str]


def search_cases(
    brand_ids: Sequence[int],
    words: str,
    limit: int = 20,
    *,
    user: User,
    at: datetime,
    account: int | None = None,
    tag: int | None = None,
    after: str = "",
) -> Found:
    """The newest cases of these brands that hold all `words` (inbox.queries.asked_words), in five
    queries. Nothing typed finds nothing. `account` and `tag` are ids to which they are kept."""
    asked = read_words(words)
    if asked.is_empty or not brand_ids:
        return Found(())
    query = _query(brand_ids, asked.terms)
    if query is None:
        return Found(())
    query = query.with_marks(marks_asked(brand_ids, asked.marks))
    place = Place.read(after)
    wanted = _Wanted(
        user=user.pk,
        at=at,
        account=account,
        tag=tag,
        limit=limit + 1,
        after_at=place.moment if place else None,
        after_id=place.case_id if place else None,
    )
    places = _places(brand_ids, asked, query, wanted)
    if not place and asked.number:
        places = _numbered_first(brand_ids, asked.number, places)
    shown = places[:limit]
    marked = marked_in([place.case_id for place in shown], query.marked)
    return Found(
        [_hit(place, marked) for place in shown if place.case_id in marked],
        mistyped=query.mistyped,
        more=str(shown[-1]) if len(places) > limit else "",
    )


def _query(brand_ids: Sequence[int], terms: Sequence[Term]) -> Query | None:
    """None when the terms hold no letter that could be looked for."""
    if not terms:
        return Query("", "", "", ())
    understood = list(zip(terms, _understand(brand_ids, terms), strict=True))
    # "où", "the": of words that every case holds the others are looked for, if there are any
    telling = [(term, read) for term, read in understood if read.french and read.english]
    told = telling or [(term, read) for term, read in understood if read.french or read.english]
    if not told:
        return None
    parts = [("!" if term.excluded else "") + _standing(term, read) for term, read in told]
    words = [_words(term, read) for term, read in told if not term.excluded]
    mistyped = tuple(term.words for term, read in told if read.meant and not term.excluded)
    return Query(" & ".join(parts), _ORDER.sub("&", " & ".join(words)), " | ".join(words), mistyped)


def _understand(brand_ids: Sequence[int], terms: Sequence[Term]) -> list[_Understood]:
    rows = _rows(
        UNDERSTAND,
        {
            "brands": list(brand_ids),
            "terms": [term.words for term in terms],
            "unfinished": [term.unfinished for term in terms],
            "alike": ALIKE,
            "meant_max": MEANT_MAX,
        },
    )
    return [_Understood._make(row) for row in rows]


def _words(term: Term, read: _Understood) -> str:
    """As PostgreSQL writes a tsquery; each of the parts was written by itself."""
    both = [read.french, read.english]
    # of a phrase the language that left fewer of its words away
    most = max(len(_LEXEME.findall(stems)) for stems in both)
    own = {stems for stems in both if len(_LEXEME.findall(stems)) == most}
    own.update(() if term.excluded else read.meant)
    if term.unfinished:
        own.add(read.beginning)
    words = " | ".join(f"({part})" for part in sorted(own) if part)
    return f"({words})"


def _standing(term: Term, read: _Understood) -> str:
    """The same, where the term asks for them to stand."""
    words = _words(term, read)
    if term.field is Field.ANYWHERE:
        return words
    return _LEXEME.sub(rf"\1:\2{term.field.value}", words)


def _places(
    brand_ids: Sequence[int], asked: AskedWords, query: Query, wanted: _Wanted
) -> list[Place]:
    given = {
        **vars(wanted),
        "brands": list(brand_ids),
        "held": query.held,
        "named": query.named,
        "accounts": _accounts(brand_ids, asked.channels) if asked.channels else [],
        "looked_through": LOOKED_THROUGH,
        "most_held": MOST_HELD,
    }
    kept = list(_conditions(asked, wanted))
    parts = {
        "held": "search @@ %(held)s::tsquery" if query.held else "true",
        "named": "search @@ %(named)s::tsquery" if query.named else "true",
        "after": AFTER if wanted.after_at else "",
        "cases": "JOIN inbox_case c ON c.id = case_id" if kept else "",
        "kept": "".join(f" AND {condition}" for condition in kept),
    }
    newest = NEWEST.format(**parts)
    rows = _rows(newest, given)
    if len(rows) < wanted.limit:
        rows, are_all = _named(NAMED.format(**parts), given)
        if not are_all:
            again = _rows(newest, {**given, "looked_through": LOOKED_THROUGH_AGAIN})
            rows = max(again, rows, key=len)
    return [Place(said_at, case_id) for said_at, case_id in rows]


@transaction.atomic
def _named(statement: str, given: dict[str, Any]) -> tuple[list[tuple[Any, ...]], bool]:
    """The cases, and whether the index named no more than were looked up."""
    with connection.cursor() as cursor:
        # What PostgreSQL expects of several words together may be far off: it would read every
        # case instead of the index.
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    rows = _rows(statement, given)
    held = [(said_at, case_id) for said_at, case_id, _ in rows if case_id is not None]
    return held, all(are_all for _, _, are_all in rows)


def _conditions(asked: AskedWords, wanted: _Wanted) -> Iterator[str]:
    """What a case has to be besides holding the words."""
    yield from (STANDING[standing] for standing in sorted(asked.standings))
    if asked.channels:
        yield "c.account_id = ANY(%(accounts)s)"
    if wanted.account is not None:
        yield "c.account_id = %(account)s"
    if wanted.tag is not None:
        yield BORNE


def _accounts(brand_ids: Sequence[int], names: Iterable[str]) -> list[int]:
    """The accounts that are called so, or whose network is."""
    wanted = [name.lower() for name in names]
    return [
        account.pk
        for account in Account.objects.filter(brand__one_of=brand_ids)
        if any(
            name in account.name.lower()
            or name in {account.connector, connector(account.connector).spec.network}
            for name in wanted
        )
    ]


def _numbered_first(brand_ids: Sequence[int], number: int, places: list[Place]) -> list[Place]:
    """A number alone may be a case's own: that one stands on top."""
    rows = Case.objects.filter(pk=number, brand__one_of=brand_ids).exclude(state=Case.State.MERGED)
    own = [Place(said_at, number) for said_at in rows.values_list("last_activity_at", flat=True)]
    return own + [place for place in places if place.case_id != number]


def _hit(place: Place, marked: dict[int, Marked]) -> Hit:
    words = marked[place.case_id]
    return Hit(place.case_id, place.moment, words.title, words.snippet)


def _rows(statement: str, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
