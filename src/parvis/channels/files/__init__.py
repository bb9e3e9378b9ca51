"""Files of messages, read as deliveries: one module for each format, nothing held in memory.

Each reader takes an `OpenFile` and yields `Raw`s in the order of the file. None of them judges
what a delivery says: what cannot be understood becomes a `Raw` all the same, and is quarantined
when it is parsed.
"""
