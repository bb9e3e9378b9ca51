"""What `parvis triage` and its parts read and write: lines, tables, figures."""
