"""The pages of the diagnosis and of what it gives."""
