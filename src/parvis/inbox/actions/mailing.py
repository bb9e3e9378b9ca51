"""The mail that tells a customer of an answer on their page."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from parvis.channels.actions import queue_notice
from parvis.channels.models import Account, Message
from parvis.people.models import Claim


def mail_answers(message_ids: Sequence[int]) -> None:
    """Answers given on the "ask us" page, to people whose address is confirmed, by mail as well.

    Safe to repeat: the message names the mail.
    """
    answers = Message.objects.filter(
        pk__in=message_ids,
        network="web",
        direction=Message.Direction.OUT,
        recipient__claim__confirmed_at__isnull=False,
    ).select_related("account__brand", "recipient__claim")
    for answer in answers:
        mailbox = Account.objects.filter(
            brand=answer.account.brand, connector="email", state=Account.State.ACTIVE
        ).first()
        if mailbox and answer.recipient:
            _mail(answer, answer.recipient.claim, mailbox)


def _mail(answer: Message, claim: Claim, mailbox: Account) -> None:
    brand = mailbox.brand
    home = reverse("knowledge:home", kwargs={"slug": brand.slug})
    with override(answer.lang or brand.language):
        queue_notice(
            mailbox,
            to=claim.address,
            title=_("%(brand)s: our answer") % {"brand": brand.name},
            text=_("%(answer)s\n\n%(name)s, %(brand)s\n%(link)s")
            % {
                "answer": answer.text,
                "name": answer.author_name,
                "brand": brand.name,
                "link": f"{settings.PUBLIC_URL}{home}",
            },
            client_key=f"answer-{answer.pk}",
            at=answer.created_at,
        )
