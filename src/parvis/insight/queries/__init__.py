"""What is counted, from the rows of the ledger and of the cases (docs/explanation/numbers.md)."""
