"""Who may see what: every address, every visitor."""
