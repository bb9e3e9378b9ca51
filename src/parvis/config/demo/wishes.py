"""What customers of the invented brand wish for, and how far each wish has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from parvis.brands.models import Role, User
from parvis.config.demo.founding import Town
from parvis.inbox.models import Case
from parvis.strategy.actions.wishes import (
    decide_wish,
    note_new_wish,
    publish_note,
    tell_who_asked,
)
from parvis.strategy.models import Decision, Wish

CASES_OF_A_WISH = 6


@dataclass(frozen=True)
class _Asked:
    """`words`: who asks for it uses them. What follows is missing where nothing was decided, or
    nothing was said yet."""

    title: str
    words: str
    kind: Decision.Kind | None = None
    why: str = ""
    note: str = ""


WISHES = (
    _Asked(
        "Un guide des tailles qui dit vrai",
        "taille",
        Decision.Kind.DONE,
        "Un échange sur trois vient de là ; Maëlle a mesuré chaque modèle à plat.",
        "Vous nous avez dit que le guide des tailles vous trompait. Chaque modèle a été mesuré à "
        "plat, et le guide donne désormais ces mesures en centimètres.",
    ),
    _Asked(
        "Un atelier ouvert le dimanche",
        "dimanche",
        Decision.Kind.DECLINED,
        "L’équipe a besoin de son dimanche ; le samedi suffit d’après les carnets.",
        "Vous vouliez passer à l’atelier le dimanche. Ce jour-là, nous fermons : "
        "c’est celui des mains qui réparent. Le samedi, nous ouvrons une heure plus tôt.",
    ),
    _Asked(
        "De quoi recoller soi-même une couture",
        "couture",
        Decision.Kind.PLANNED,
        "Prototype à l’essai ; prix et notice avant la fin du trimestre.",
    ),
    _Asked("Des bottes en demi-pointures", "bottes"),
)


@transaction.atomic
def note_wishes(town: Town, *, at: datetime) -> None:
    """Once; what the visitor decides afterwards stays."""
    if Wish.objects.filter(brand=town.brand).exists():
        return
    lead = _leads(town)
    for asked in WISHES:
        noted = [
            note_new_wish(case, title=asked.title, by=lead, at=case.last_activity_at)
            for case in _cases(town, asked.words)
        ]
        if noted:
            _decide(noted[0], asked, by=lead, at=at)


def _decide(wish: Wish, asked: _Asked, *, by: User, at: datetime) -> None:
    decided = at - timedelta(days=3)
    if asked.kind:
        decide_wish(wish, kind=asked.kind, why=asked.why, by=by, at=decided)
    if asked.note:
        note = publish_note(wish, text=asked.note, by=by, at=decided)
        tell_who_asked(note, by=by, at=at)


def _cases(town: Town, words: str) -> list[Case]:
    rows = Case.objects.filter(
        brand=town.brand,
        state=Case.State.RESOLVED,
        places__message__direction="in",
        places__message__text__icontains=words,
    )
    return list(rows.distinct().order_by("-last_activity_at")[:CASES_OF_A_WISH])


def _leads(town: Town) -> User:
    leading = [role for role in Role if role.may_act_as(Role.LEAD)]
    return User.objects.filter(
        memberships__brand=town.brand, memberships__role__in=leading
    ).order_by("pk")[0]
