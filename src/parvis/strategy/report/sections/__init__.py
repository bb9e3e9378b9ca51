"""The chapters of the report, in the order in which a director asks."""
