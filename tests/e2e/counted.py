"""Run inside the site: the numbers are worked out up to now, whatever was changed before."""

from parvis.insight.actions import ask_to_read_again, read_again, read_everything

ask_to_read_again()
read_again()
for _ in read_everything():
    pass
