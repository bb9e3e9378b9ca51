"""News from the persons, after the commit, with `send_robust` (docs/reference/signals.md)."""

from django.dispatch import Signal

linked = Signal()
"""`identity_id: int`: an identity now belongs to another person than before."""
