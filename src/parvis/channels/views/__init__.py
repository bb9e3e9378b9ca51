"""The team's pages about channels, and the imaginary town's own."""
