"""Keeping the words of cases, by which they are found, as they are now.

Every step that changes a case is a line of the activity log, and this reads the log like any other
reader: nothing that writes cases has to think of it, and taking in is not slowed down. It is
knocked for when messages have come in, and looks by itself every minute. Words that were taken
back go at once, by `index_messages`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from parvis.inbox.marks import MARKS
from parvis.inbox.models import Case, CaseMessage, CaseWords, LogRead, OldWords
from parvis.kit.activity import mark
from parvis.kit.knocks import knock

READER = "search"
TASK = "parvis.inbox.index_cases"
SOON = 2.0
"""Seconds until a knock is heard: what arrives together is indexed together."""

LOCK_SPACE = 0x776F7264  # "word"
BATCH = 500
LINES = 5000
"""Of the log, read at a time; more only where one transaction wrote more."""

MESSAGE_MAX, CASE_MAX = 20_000, 100_000
"""Characters. A list of stems may not grow past a megabyte: of a longer case the newest words are
found."""

GAP = " on on on on on "
"""Between two messages: no word in either language, but no phrase reaches across."""

# In one statement, of which each part sees the tables as they were before it: what the cases held,
# what they hold now, words that nobody had said before, and words that may be said nowhere else.
WRITE = rf"""
WITH held AS (
    SELECT brand_id, search FROM inbox_casewords WHERE case_id = ANY(%(cases)s)
), emptied AS (
    DELETE FROM inbox_casewords USING inbox_case c
    WHERE case_id = c.id AND c.id = ANY(%(cases)s) AND c.state = 'merged'
), written AS (
    INSERT INTO inbox_casewords (case_id, brand_id, said_at, search)
    SELECT c.id, c.brand_id, c.last_activity_at,
           setweight(parvis_stems(c.title), 'A') || setweight(parvis_stems(names), 'B')
           || setweight(parvis_stems(tags), 'C') || setweight(parvis_stems(said), 'D')
           || array_to_tsvector(coalesce(marks, '{{}}'))
    FROM inbox_case c
    JOIN people_person person ON person.id = c.person_id,
    LATERAL (
        SELECT concat_ws(' ', person.name, string_agg(concat_ws(' ', display, handle,
               CASE WHEN network <> 'web' THEN ext_id END, address), ' ')) AS names
        FROM people_identity i LEFT JOIN people_claim claim ON claim.identity_id = i.id
        WHERE i.person_id = person.id
    ) AS known_as,
    LATERAL (
        SELECT coalesce(string_agg(name, ' '), '') AS tags
        FROM inbox_tagging tagging JOIN inbox_tag tag ON tag.id = tagging.tag_id
        WHERE tagging.case_id = c.id AND tagging.removed_at IS NULL
    ) AS borne,
    LATERAL (
        SELECT left(coalesce(string_agg(left(words, %(message_max)s), %(gap)s ORDER BY at DESC),
                             ''), %(case_max)s) AS said
        FROM (
            SELECT created_at AS at, m.title || ' ' || m.text || ' '
                   || coalesce((SELECT string_agg(filename, ' ') FROM channels_media
                                WHERE message_id = m.id), '') AS words
            FROM inbox_casemessage place JOIN channels_message m ON m.id = place.message_id
            WHERE place.case_id = c.id
            UNION ALL SELECT created_at, text FROM inbox_note WHERE case_id = c.id
        ) AS parts
    ) AS conversation
    LEFT JOIN LATERAL ({MARKS}) AS taken_for ON true
    WHERE c.id = ANY(%(cases)s) AND c.state <> 'merged'
    ON CONFLICT (case_id) DO UPDATE
        SET brand_id = excluded.brand_id, said_at = excluded.said_at, search = excluded.search
    RETURNING brand_id, search
), now_held AS MATERIALIZED (
    SELECT DISTINCT brand_id, word FROM written, unnest(tsvector_to_array(search)) AS word
), learnt AS (
    INSERT INTO inbox_knownword (brand_id, word)
    SELECT brand_id, word FROM now_held
    WHERE word ~ '^[a-z]{{4,40}}$' AND NOT EXISTS (
        SELECT FROM inbox_knownword known
        WHERE known.brand_id = now_held.brand_id AND known.word = now_held.word)
    ON CONFLICT DO NOTHING
)
SELECT brand_id, word FROM held, unnest(tsvector_to_array(search)) AS word
WHERE word ~ '^[a-z]{{4,40}}$'
EXCEPT SELECT brand_id, word FROM now_held
"""  # noqa: S608 - nothing of it comes from outside

FORGET = """
DELETE FROM inbox_knownword known USING unnest(%(brands)s::bigint[], %(words)s::text[])
    AS lost (brand_id, word)
WHERE known.brand_id = lost.brand_id AND known.word = lost.word AND NOT EXISTS (
    SELECT FROM inbox_casewords held
    WHERE held.brand_id = known.brand_id AND held.search @@ lost.word::tsquery)
"""

# The lines of the log from a mark on, up to the commit that fills the measure.
UNTIL = """
SELECT coalesce(
    (SELECT greatest(tx::text::bigint, %(mark)s + 1) FROM kit_activity
     WHERE tx >= %(mark)s::text::xid8 AND tx < %(end)s::text::xid8
     ORDER BY tx, id OFFSET %(lines)s LIMIT 1),
    %(end)s)
"""
TOUCHED = """
WITH step AS (
    SELECT DISTINCT target_kind, target_id FROM kit_activity
    WHERE tx >= %(mark)s::text::xid8 AND tx < %(until)s::text::xid8
)
SELECT target_id FROM step WHERE target_kind = 'case'
UNION SELECT c.id FROM step JOIN inbox_case c ON c.person_id = target_id
      WHERE target_kind = 'person'
"""


def knock_indexer() -> None:
    """In the caller's transaction: cases have changed, and are to be found by their new words."""
    knock(TASK, turn=TASK, schedule_in=SOON)


def index_what_changed() -> None:
    """Read the log to its end. Interrupted, it goes on later where it was; twice does no harm."""
    read, end = _mark(), mark()
    while read < end:
        until = _numbers(UNTIL, mark=read, end=end, lines=LINES)[0]
        index_cases(_numbers(TOUCHED, mark=read, until=until))
        LogRead.objects.filter(reader=READER).update(mark=until)
        read = until


def index_anew() -> None:
    """Some of the cases that an older version indexed; knocks for the others. What has changed
    since was indexed then, and goes first."""
    old = OldWords.objects.first()
    if old is None:
        return
    rows = Case.objects.filter(pk__lt=old.below).exclude(state=Case.State.MERGED)
    latest = list(rows.order_by("-pk").values_list("pk", flat=True)[:BATCH])
    index_cases(latest)
    if len(latest) == BATCH:
        OldWords.objects.filter(pk=old.pk).update(below=latest[-1])
        knock_indexer()
    else:
        OldWords.objects.filter(pk=old.pk).delete()


def index_what_was_missed() -> None:
    """Cases that no line of the log led to, or whose line was read before they changed."""
    as_now = CaseWords.objects.filter(case=OuterRef("pk"), said_at=OuterRef("last_activity_at"))
    missed = Case.objects.exclude(state=Case.State.MERGED).filter(~Exists(as_now))
    index_cases(list(missed.values_list("pk", flat=True)))


def index_messages(message_ids: Collection[int]) -> None:
    """The words of these messages are others now, or gone: so are those of their cases."""
    places = CaseMessage.objects.filter(message__one_of=message_ids)
    index_cases(list(places.values_list("case_id", flat=True).distinct()))


def index_cases(case_ids: Sequence[int]) -> None:
    """Write down anew by which words these cases are found, a batch in a transaction."""
    for start in range(0, len(case_ids), BATCH):
        _index_batch(case_ids[start : start + BATCH])


@transaction.atomic
def _index_batch(case_ids: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        # one at a time: of two the slower would write down what it had read before the other
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [LOCK_SPACE])
        cursor.execute(
            WRITE,
            {
                "cases": list(case_ids),
                "message_max": MESSAGE_MAX,
                "case_max": CASE_MAX,
                "gap": GAP,
            },
        )
        lost = cursor.fetchall()
        if lost:
            brands, words = zip(*lost, strict=True)
            cursor.execute(FORGET, {"brands": list(brands), "words": list(words)})


def _mark() -> int:
    """How far the log was read. One that lies ahead is of another server, from which this database
    was brought here: then the log is read from its beginning."""
    read, _ = LogRead.objects.get_or_create(reader=READER, defaults={"mark": 0})
    if read.mark > mark():
        LogRead.objects.filter(reader=READER).update(mark=0)
        return 0
    return read.mark


def _numbers(statement: str, **given: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return [number for (number,) in cursor.fetchall()]
