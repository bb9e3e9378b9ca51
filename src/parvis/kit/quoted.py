"""What older mails are quoted in a mail: lines marked with `>`, the line that introduces them, and
where an older mail begins whose lines bear no mark.

Cautious: mail programs put it in few ways, and what a person tells of a letter is no quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

_LINE_MAX = 400  # longer lines are prose
_INTRODUCTION_LINES = 4

_WROTE = re.compile(
    r"\b(?:(?:wrote|writes|a [ée]crit|escribi[óo]|escreveu|ha scritto|yazdı)"
    # a name may stand behind these
    r"|(?P<by>schrieb|schreef|skrev|napisał\(a\)|napisała?|kirjoitti|написала?|пишет|пише|написав"
    r"|написа))(?!\w)|写道|寫道|のメール",
    re.IGNORECASE,
)
_WROTE_HINTS = (
    *("wrote", "writes", "crit", "escribi", "escreveu", "yazd", "schr", "skrev", "napisa"),
    *("kirjoitti", "написа", "пиш", "写道", "寫道", "のメール", "@"),
)
"""Without one of these nobody wrote, and the lines need not be searched letter by letter."""
_DATE_AND_ADDRESS = re.compile(r"\d{4}-\d\d-\d\d \d\d?:\d\d.*@")
_CLOSINGS = (":", "：", "--")
_STARTS = re.compile(
    r"[-\s]*(?:on|at|le|am|op|el|em|il|den|dnia|w dniu|в|"
    r"mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|"
    r"понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\b(?:.*\d|[^.!?]*,$)|"
    r"a (?:seg|ter|qua|qui|sex|s[áa]b|dom|\d)|在|"
    r"\d{4}-\d\d?-\d|\d{1,2}[-./]\d|\d{1,2}\.? (?:de )?[^\W\d]{3,10}\.? (?:de )?\d{4}",
    re.IGNORECASE,
)
_STARTS_BY_NAME = re.compile(r".*<$|[^<>]*<[^<>\s]+@[^<>\s]+> ")
_ENDS_SENTENCE = re.compile(r".*(?<![ap]\.m)(?<![ap]\. m)[.!?…:;]")
_STARTS_SMALL = re.compile(r"(?:on|at|le|am|op|el|em|il|a)\b")
_WHEN = re.compile(
    r"@|\d ?[:h] ?\d|\d\d?\.\d\d?\.\d\d|\bklo?\.? ?\d\d?\.\d\d|(?<!\d)(?:19|20)\d\d(?!\d)"
)
_ADDRESS = re.compile(rf"\S@\S+?(?:[>)\]]|,?\s+{_WROTE.pattern})", re.IGNORECASE)
_TOLD_BEFORE = re.compile(
    r"\b(?:m|nous|vous|you|your|votre|notre|our|my|mi|mir|uns|ihr|mij|u|me|nos|i|we|he|she|they|"
    r"il|elle|who|qui)\s*\Z|\b\w{1,2}['’]\s*\Z",
    re.IGNORECASE,
)
_TOLD_BEHIND = re.compile(
    r"\s*(?:to|me|us|you|that|que|mir|uns|ich|wir|ihnen|man|mij|ons|ik|wij)\b", re.IGNORECASE
)
_WHOSE = re.compile(
    r"\b(?:your|votre|vos|ihre?|uw|su|vostr[oa]|my|our|meine?|unsere?)\b", re.IGNORECASE
)
_NAME_MAX = 120
_DATE_MAX = 60

_DECORATION = " \t>*-_:\xa0"
_SEPARATOR = re.compile(
    r"(?:(?P<forwarded>(?:begin )?forwarded message|(?:début du )?message transféré|"
    r"début du message réexpédié|weitergeleitete nachricht|mensaje reenviado|"
    r"messaggio inoltrato|doorgestuurd bericht|mensagem encaminhada)"
    r"|original (?:message|appointment)|(?:message|mail) original|message d['’]origine|"
    r"ursprüngliche nachricht|originalnachricht|messaggio originale|mensaje original|"
    r"mensagem original|oorspronkelijk bericht|opprinnelig melding|oprindelig meddelelse|"
    r"ursprungligt meddelande|wiadomość oryginalna|исходное сообщение)(?!\w)",
    re.IGNORECASE,
)
_SEPARATOR_ALONE = range(16, 51)
"""So long is a line that separates without dashes or a colon."""
_RULE = re.compile(r"\s*(?:[-_=*#~+—]{2,}|ᐧ)\s*")


def _label(words: str) -> re.Pattern[str]:
    """In any letters where a line starts; within a line, where programs join them, as written."""
    return re.compile(
        rf"(?:^[^\S\n]*\*{{0,2}}(?i:{words})|(?<=\s)\*{{0,2}}(?:{words}))\s?[:：]", re.MULTILINE
    )


_FROM = re.compile(
    r"\*{0,2}(?:From|De|Von|Da|Van|Od|Från|Fra|Lähettäjä|Expéditeur|От|Від|发件人)\s?[:：]",
    re.IGNORECASE,
)
_SENT = _label(
    r"Sent|Envoyé(?: le)?|Gesendet|Inviat[oa]|Verzonden(?: op)?|Enviad[oa](?: el| em)?|Skickat|"
    r"Sendt|Wysłano|Отправлено|发送时间"
)
_DATE = _label(r"Date|Datum|Data|Fecha|Dato|Дата")
_TO_THE_MINUTE = re.compile(r"\s*[^\W\d]+[., ][^\n]{0,40}\b(?:19|20)\d\d\b[^\n]{0,20}\d[:h.]\d\d")
_SUBJECT = _label(
    r"Subject|Objet|Betreff|Oggetto|Asunto|Assunto|Onderwerp|Ämne|Emne|Temat|Тема|主题"
)
_TO = _label(r"To|À|Pour|A|An|Para|Till|Til|Aan|Do|Кому|收件人")
_LABELS = 3
_HEADERS_TAKE = 600
"""Characters in which the headers of an older mail stand, with many to whom it went."""
_HEADERS_WITHIN = 16
_DATE_BELOW_ADDRESS = 4
_HEADERS_LOOKED_AT = 50
_CLOSINGS_LOOKED_AT = 500
"""So many lines that may be the first of headers, or end an introduction, are looked at, so that
time is bounded."""


class Kind(Enum):
    """How an older mail begins that bears no mark."""

    FORWARDED = auto()
    SEPARATED = auto()
    """By a line that says so, or by its headers."""
    INTRODUCED = auto()
    """By who wrote when."""


class Beginning(NamedTuple):
    line: int
    kind: Kind


def may_quote(text: str) -> bool:
    """False, and quickly so, where nothing looks like a quotation."""
    return "\n" in text and (">" in text or "--" in text or ":" in text or "：" in text)


def older_mails(lines: Sequence[str]) -> Iterator[Beginning]:
    """Where older mails begin that are not marked with `>`, from the top."""
    headers = closings = 0
    for at, line in enumerate(lines):
        is_hint = ":" in line or "--" in line or "：" in line
        if not is_hint and len(line) not in _SEPARATOR_ALONE:
            continue
        said = line.strip()
        if said[:1] != ">" and (kind := _separator(said)):
            yield Beginning(at, kind)
        elif headers < _HEADERS_LOOKED_AT and _FROM.match(said):
            headers += 1
            if _is_header_block(lines, at):
                yield Beginning(at, Kind.SEPARATED)
        elif closings < _CLOSINGS_LOOKED_AT and said.endswith(_CLOSINGS):
            closings += 1
            start = _introduction_start(lines, at, marked=False)
            if start is not None and not is_marked(_following(lines, at)):
                yield Beginning(start, Kind.INTRODUCED)


def introduction(lines: Sequence[str], end: int) -> int | None:
    """Where "On ... wrote:" starts, when it ends at line `end` and marked lines follow."""
    return _introduction_start(lines, end, marked=True)


def is_marked(line: str) -> bool:
    return line.lstrip().startswith(">")


def is_rule(line: str) -> bool:
    """A line drawn across, which says nothing."""
    return bool(_RULE.fullmatch(line))


def _separator(said: str) -> Kind | None:
    """What a line says of an older mail below it, alone in the line or between dashes."""
    words = said[:_LINE_MAX].lstrip(_DECORATION)
    found = _SEPARATOR.match(words)
    if not found:
        return None
    kind = Kind.FORWARDED if found["forwarded"] else Kind.SEPARATED
    rest = words[found.end() :]
    if not rest.strip(_DECORATION):
        return kind if found["forwarded"] or "--" in said else None
    dashes = said.lstrip("*_ ")
    is_drawn = dashes.startswith("---") or (dashes.startswith("--") and "--" in rest)
    return kind if is_drawn else None


def _is_header_block(lines: Sequence[str], at: int) -> bool:
    """From, and two others close by. Who writes a letter names to whom and of what it is, too, but
    not when it was sent."""
    headers = "\n".join(lines[at : at + _HEADERS_WITHIN])[:_HEADERS_TAKE]
    if headers.count(":") + headers.count("：") < _LABELS:
        return False
    if not _SENT.search(headers) and not _is_dated(headers):
        return False
    is_addressed = "@" in lines[at][:_HEADERS_TAKE] and _TO.search(headers)
    return bool(is_addressed or _SUBJECT.search(headers))


def _is_dated(headers: str) -> bool:
    """A date alone is one of a journey or of an invoice, too; below an address, or to the minute
    with its weekday, it is of a mail."""
    date = _DATE.search(headers)
    if not date:
        return False
    above = headers[: date.start()].split("\n")[-_DATE_BELOW_ADDRESS - 1 :]
    return any("@" in line for line in above) or bool(_TO_THE_MINUTE.match(headers, date.end()))


def _introduction_start(lines: Sequence[str], end: int, *, marked: bool) -> int | None:
    """Programs break it in up to four lines."""
    last = lines[end].strip() if end >= 0 else ""
    if len(last) > _LINE_MAX or not last.endswith(_CLOSINGS):
        return None
    near = "".join(lines[max(0, end - _INTRODUCTION_LINES + 1) : end + 1]).lower()
    if not any(hint in near for hint in _WROTE_HINTS) or not (marked or _WHEN.search(near)):
        return None
    said, by_name = "", None
    for start in range(end, max(-1, end - _INTRODUCTION_LINES), -1):
        line = lines[start].strip()
        if not line or len(line) + len(said) >= _LINE_MAX:
            break
        if by_name is not None and _ENDS_SENTENCE.fullmatch(line):
            break
        said = f"{line} {said}" if said else line
        if last[0] == ">" and said.count("<") != said.count(">"):
            continue  # marked, where it does not end an address
        if _STARTS.match(line) and _is_introduction(said, marked=marked):
            return start
        if _STARTS_BY_NAME.match(line) and _is_introduction(said, marked=marked):
            by_name = start
    if by_name is not None:
        return by_name
    is_alone = last.count("<") == last.count(">") and _is_introduction(last, marked=marked)
    return end if is_alone else None


def _is_introduction(said: str, *, marked: bool) -> bool:
    """As a program puts it, not as a person tells of a letter. Asks for more than the word "wrote"
    where no marked lines follow: a time, a year or an address."""
    wrote = _WROTE.search(said)
    if not wrote:
        return bool(_DATE_AND_ADDRESS.match(said))
    before, behind = said[: wrote.start()], said[wrote.end() :].rstrip(":：- \t\r\xa0\u202f")
    if marked and not behind and _STARTS.match(said):
        return True
    if _TOLD_BEFORE.search(before) or _TOLD_BEHIND.match(behind):
        return False
    by_name = wrote["by"] and len(behind) <= _NAME_MAX
    by_date = len(behind) <= _DATE_MAX and re.search(r"\d", behind)
    if behind and not by_name and not by_date:
        return False
    if _ADDRESS.search(said):
        return True
    if _WHOSE.search(said):
        return False
    return marked or bool(
        _STARTS.match(said) and not _STARTS_SMALL.match(said) and _WHEN.search(said)
    )


def _following(lines: Sequence[str], at: int) -> str:
    """The next line that is not empty."""
    below = (lines[number] for number in range(at + 1, len(lines)))
    return next((line for line in below if line.strip()), "")
