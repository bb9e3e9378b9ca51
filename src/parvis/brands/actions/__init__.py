"""Everything that writes brands and their team."""

from parvis.brands.actions.beginning import AlreadySetUp, Beginning, begin
from parvis.brands.actions.brand import (
    HoursOverlap,
    add_holiday,
    brand_for_import,
    change_brand,
    create_brand,
    remove_holiday,
    set_opening_hours,
    set_up,
)
from parvis.brands.actions.user import (
    LastOwner,
    change_role,
    change_user,
    create_access_token,
    create_user,
    invite_member,
    revoke_access_token,
    set_password,
)

__all__ = [
    "AlreadySetUp",
    "Beginning",
    "HoursOverlap",
    "LastOwner",
    "add_holiday",
    "begin",
    "brand_for_import",
    "change_brand",
    "change_role",
    "change_user",
    "create_access_token",
    "create_brand",
    "create_user",
    "invite_member",
    "remove_holiday",
    "revoke_access_token",
    "set_opening_hours",
    "set_password",
    "set_up",
]
