"""What the form of the diagnosis asks: its six steps, and the lists in them."""
