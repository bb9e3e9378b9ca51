"""News from the ledger. Sent once per committed batch, after the commit, with `send_robust`.

A receiver must be idempotent; what it missed, a periodic sweep brings (docs/reference/signals.md).
"""

from django.dispatch import Signal

received = Signal()
"""`message_ids: list[int]`: inbound or observed messages that were stored or edited."""

changed = Signal()
"""`message_ids: list[int]`: messages that were known, whose words are others now, or gone: what
was made of the old words is to be made anew, or to go."""

sent = Signal()
"""`message_ids: list[int]`: outbound messages that a network has accepted."""

not_sent = Signal()
"""`outgoing_ids: list[int]`: answers that were refused, or of which it is not known."""
