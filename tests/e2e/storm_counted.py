"""Run inside the product: what has become of the bad day, as JSON."""

import json
from collections import Counter

from parvis.channels.models import Outgoing
from parvis.inbox.models import Case, Resolution

answers = Outgoing.objects.filter(account__brand__slug="orage").order_by("pk")
print(
    json.dumps(
        {
            "open": Case.objects.filter(brand__slug="orage", state="open").count(),
            "answers": Counter(answers.values_list("text", flat=True)),
            "fates": sorted(set(answers.values_list("state", flat=True))),
            "resolved_by": Counter(
                Resolution.objects.filter(case__brand__slug="orage", reopened_at=None).values_list(
                    "by_name", flat=True
                )
            ),
        }
    )
)
