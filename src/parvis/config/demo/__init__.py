"""What the demo shows: an invented brand, its town's people and what they say to each other.

Data only. Every name is invented and every address lies in a reserved domain.
"""
