"""The new words of a mail, without the older mails quoted below, and without the signature.

Cautious: what is taken away must look like a quotation, an answer written between quoted lines
keeps them, a forwarded mail stays, and a mail that would become empty stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_LINE_MAX = 300  # longer lines are prose, and are not looked at
_INTRO_LINES = 4

_WROTE = (
    r"wrote|writes|a écrit|a ecrit|schrieb|schreef|escribió|escribio|escreveu|ha scritto|skrev|"
    r"napisał\(a\)|napisała?|kirjoitti|написала?|пишет|пише|написав|написа|yazdı|写道|寫道|のメール"
)
_INTRO = re.compile(
    rf"(?:.*\b(?:{_WROTE})\b.*|\d{{4}}-\d\d-\d\d \d\d?:\d\d.*@.*)(?:[:：]|-{{2,}})\s*",
    re.IGNORECASE,
)
_INTRO_START = re.compile(
    r"[-\s]*(?:on|at|le|am|op|el|em|il|den|dnia|w dniu|в|"
    r"mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|"
    r"понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\b.*\d|\d{1,4}[-./ ]|在|"
    r".*<$|[^<>]*<[^<>\s]+@[^<>\s]+> ",
    re.IGNORECASE,
)
_TIME_OR_ADDRESS = re.compile(r"@|\d\d?[:.h]\d\d|\b(?:19|20)\d\d\b")

_DECORATION = " \t>*-_:\xa0"
_ORIGINAL = re.compile(
    r"(?:original message|message d['’]origine|message original|"
    r"ursprüngliche nachricht|originalnachricht|messaggio originale|mensaje original|"
    r"mensagem original|oorspronkelijk bericht|opprinnelig melding|oprindelig meddelelse|"
    r"ursprungligt meddelande|wiadomość oryginalna|исходное сообщение)",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"(?:(?:begin )?forwarded message|message transféré|début du message transféré|"
    r"début du message réexpédié|weitergeleitete nachricht|mensaje reenviado|"
    r"messaggio inoltrato|doorgestuurd bericht|mensagem encaminhada)",
    re.IGNORECASE,
)
_FORWARD_TITLE = re.compile(r"\s*(?:fwd?|tr|wg|rv|enc|doorst|vl)\s*:", re.IGNORECASE)

_FROM = re.compile(
    r"\*?(?:from|de|von|da|van|od|från|fra|lähettäjä|от|від|发件人)\s?[:：]", re.IGNORECASE
)
_OTHER_LABELS = re.compile(
    r"\*?(?:sent|date|envoyé(?: le)?|gesendet|datum|data|inviato|verzonden|enviado(?: el)?|fecha|"
    r"skickat|sendt|dato|wysłano|дата|отправлено|to|à|pour|an|a|para|till|til|aan|do|кому|"
    r"subject|objet|betreff|oggetto|asunto|assunto|onderwerp|ämne|emne|temat|тема|cc|"
    r"reply-to|répondre à|risposta|发送时间|收件人|主题)\s?[:：]",
    re.IGNORECASE,
)
_LABELS_WITHIN = 8

_RULE = re.compile(r"\s*(?:[-_=*#~+—]{2,}|ᐧ)\s*")
_SIGNATURE = re.compile(r"--\s*")
_SIGNATURE_LINES = 15
_DEVICE = re.compile(
    r"[\s<(]*(?:sent (?:from|via|with|by|using)|get \[?outlook for|télécharger outlook|"
    r"envoyé (?:depuis|de|à partir de)|"
    r"gesendet von|von meinem .{2,40} gesendet|diese nachricht wurde von meinem|"
    r"enviado (?:desde|do|a partir)|inviato da|verzonden (?:met|vanaf)|sendt fra|skickat från|"
    r"skickad från|wysłane z|отправлено с)\b.{0,100}",
    re.IGNORECASE,
)


def without_quotation(text: str, *, title: str = "") -> tuple[str, str]:
    """(the new words, what was taken away). `title` tells a forwarded mail from an answer."""
    lines = text.split("\n")
    if _FORWARD_TITLE.match(title):
        return _joined(lines), ""
    removed: list[list[str]] = []
    for step in (_cut_at_separator, _cut_quoted_end, _cut_signature, _cut_quoted_beginning):
        lines, gone = step(lines)
        if any(line.strip() for line in gone):
            removed.append(gone)
    if not any(line.strip() for line in lines):
        return _joined(text.split("\n")), ""
    return _joined(lines), "\n".join(map(_joined, reversed(removed)))


Cut = tuple[list[str], list[str]]  # what stays, what goes


def _cut_at_separator(lines: list[str]) -> Cut:
    """Cut where an older mail begins that is not marked with `>`: nothing new comes after it."""
    for at, line in enumerate(lines):
        if len(line) > _LINE_MAX or not line.strip():
            continue
        words = line.strip(_DECORATION)
        if _FORWARDED.fullmatch(words):
            return lines, []
        if ("--" in line and _ORIGINAL.fullmatch(words)) or _is_header_block(lines, at):
            return lines[:at], lines[at:]
        if start := _unmarked_intro(lines, at):
            return lines[:start], lines[start:]
    return lines, []


def _cut_quoted_end(lines: list[str]) -> Cut:
    """Cut the last `>` block, with the line that introduces it, when nothing new follows."""
    end = _last(lines, lambda line: not _is_marked(line) and not _RULE.fullmatch(line))
    if not any(_is_marked(line) for line in lines[end:]):
        return lines, []
    start = _intro_start(lines, end - 1) if end else None
    cut = end if start is None else start
    return lines[:cut], lines[cut:]


def _cut_quoted_beginning(lines: list[str]) -> Cut:
    """Cut an introduced `>` block at the top, when all that is new stands below it."""
    top = next((at for at, line in enumerate(lines) if _is_marked(line)), 0)
    if not top or _intro_start(lines, _last(lines[:top], bool) - 1) != _first(lines):
        return lines, []
    below = top
    while below < len(lines) and (_is_marked(lines[below]) or not lines[below].strip()):
        below += 1
    if any(_is_marked(line) for line in lines[below:]):
        return lines, []  # answers between quoted lines are read with them
    return lines[below:], lines[:below]


def _cut_signature(lines: list[str]) -> Cut:
    kept = list(lines)
    for at in range(max(0, len(kept) - _SIGNATURE_LINES), len(kept)):
        if _SIGNATURE.fullmatch(kept[at]):
            kept = kept[:at]
            break
    while kept and (
        not kept[-1].strip() or _RULE.fullmatch(kept[-1]) or _DEVICE.fullmatch(kept[-1])
    ):
        kept.pop()
    return kept, lines[len(kept) :]


def _is_header_block(lines: Sequence[str], at: int) -> bool:
    """The headers of an older mail, as Outlook writes them: From, and two others close by."""
    if not _FROM.match(lines[at].lstrip()):
        return False
    near = lines[at + 1 : at + _LABELS_WITHIN]
    return sum(bool(_OTHER_LABELS.match(line.lstrip()[:40])) for line in near) >= 2


def _unmarked_intro(lines: Sequence[str], at: int) -> int | None:
    """Where the introduction starts that ends at line `at`, if what follows bears no `>`.

    Asks for more than the word "wrote": a time, a year or an address.
    """
    start = _intro_start(lines, at)
    if not start or not _TIME_OR_ADDRESS.search(" ".join(lines[start : at + 1])):
        return None
    following = next((line for line in lines[at + 1 :] if line.strip()), "")
    return None if _is_marked(following) else start


def _intro_start(lines: Sequence[str], end: int) -> int | None:
    """Where "On ... wrote:" starts, when it ends at line `end`: programs break it in up to four."""
    if end < 0 or not lines[end].rstrip().endswith((":", "：", "--")):
        return None
    for start in range(end, max(-1, end - _INTRO_LINES), -1):
        joined = " ".join(line.strip() for line in lines[start : end + 1])
        if len(joined) > _LINE_MAX or not lines[start].strip():
            break
        if _INTRO.fullmatch(joined) and _INTRO_START.match(lines[start].strip()):
            return start
    joined = lines[end].strip()
    alone = len(joined) <= _LINE_MAX and _INTRO.fullmatch(joined)
    return end if alone and joined.count("<") == joined.count(">") else None


def _is_marked(line: str) -> bool:
    return line.lstrip().startswith(">")


def _last(lines: Sequence[str], wanted: Callable[[str], object]) -> int:
    """One past the last non-empty line that is wanted; 0 where there is none."""
    return next(
        (at for at in range(len(lines), 0, -1) if lines[at - 1].strip() and wanted(lines[at - 1])),
        0,
    )


def _first(lines: Sequence[str]) -> int | None:
    return next((at for at, line in enumerate(lines) if line.strip()), None)


def _joined(lines: Sequence[str]) -> str:
    """Without the empty lines around, and without rules that now end the text."""
    start = _first(lines) or 0
    end = _last(lines, lambda line: not _RULE.fullmatch(line))
    return "\n".join(lines[start:end])
