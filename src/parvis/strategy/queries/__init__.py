"""Reads of the diagnosis: the form as it stands, what is said of it, how far it has come."""
