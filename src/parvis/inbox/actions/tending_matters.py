"""What is done with the matters of every brand each night."""

from __future__ import annotations

from datetime import datetime

from parvis.brands.models import Brand
from parvis.inbox.actions.learning_matters import learn_matters
from parvis.inbox.actions.proposing_matters import propose_matters
from parvis.inbox.actions.reckoning_tasks import reckon_tasks


def tend_matters(*, at: datetime) -> None:
    """New ones are proposed, messages of the day teach those there are, and what each takes is
    reckoned."""
    for brand in Brand.objects.order_by("pk"):
        propose_matters(brand, at=at)
        learn_matters(brand.pk, at=at)
        reckon_tasks(brand, at=at)
