"""The pages of brands and their team."""
