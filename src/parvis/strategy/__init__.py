"""Why, for whom, how and when a brand speaks on a channel, or does not: before and afterwards."""
