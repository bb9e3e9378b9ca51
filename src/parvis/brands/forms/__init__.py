"""What the pages of brands and their team ask."""

from parvis.brands.forms.brand import HolidayForm, LookForm, ProfileForm
from parvis.brands.forms.rhythm import RhythmForm
from parvis.brands.forms.setup import SetupForm
from parvis.brands.forms.team import InviteForm, OwnForm, RoleForm, TokenForm

__all__ = [
    "HolidayForm",
    "InviteForm",
    "LookForm",
    "OwnForm",
    "ProfileForm",
    "RhythmForm",
    "RoleForm",
    "SetupForm",
    "TokenForm",
]
