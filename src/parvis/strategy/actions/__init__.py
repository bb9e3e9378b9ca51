"""Everything that writes in the diagnosis."""

from parvis.strategy.actions.bringing import FormUnusable, bring_form
from parvis.strategy.actions.looking import ask_to_look, look_at_places
from parvis.strategy.actions.places import Pasted, paste_places
from parvis.strategy.actions.rows import AlreadyThere, strike_out, write_down
from parvis.strategy.actions.sheet import answer_questions, fill_sheet, pass_step

__all__ = [
    "AlreadyThere",
    "FormUnusable",
    "Pasted",
    "answer_questions",
    "ask_to_look",
    "bring_form",
    "fill_sheet",
    "look_at_places",
    "pass_step",
    "paste_places",
    "strike_out",
    "write_down",
]
