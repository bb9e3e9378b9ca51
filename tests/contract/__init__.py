"""What every connector must keep: subclass a contract and give it fixtures; it brings the tests."""
