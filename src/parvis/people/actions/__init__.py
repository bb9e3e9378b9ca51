"""Everything that writes persons, their identities and what was claimed."""

from parvis.people.actions.claim import (
    UNCONFIRMED_KEPT,
    claim_address,
    confirm_claim,
    forget_claims,
)
from parvis.people.actions.identity import Named, identity_ids, meet_identities
from parvis.people.actions.link import NotOnePerson, link_identity, link_person, undo_link

__all__ = [
    "UNCONFIRMED_KEPT",
    "Named",
    "NotOnePerson",
    "claim_address",
    "confirm_claim",
    "forget_claims",
    "identity_ids",
    "link_identity",
    "link_person",
    "meet_identities",
    "undo_link",
]
