"""The agents' pages, and the customer's page of their case."""
