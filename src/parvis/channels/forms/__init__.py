"""What the pages of channels ask."""

from parvis.channels.forms.account import AccountForm
from parvis.channels.forms.asking import AskForm
from parvis.channels.forms.town import SayForm

__all__ = ["AccountForm", "AskForm", "SayForm"]
