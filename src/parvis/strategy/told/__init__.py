"""What was said, in words for its reader."""
