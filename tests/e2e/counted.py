"""Run inside the site: the numbers are worked out up to now, whatever was changed before."""

from parvis.inbox.actions.sweep import take_up_what_was_missed
from parvis.insight.actions import ask_to_read_again, read_again, read_everything
from parvis.kit.clock import now

take_up_what_was_missed(among_newest=None, at=now())
ask_to_read_again()
read_again()
for _ in read_everything():
    pass
