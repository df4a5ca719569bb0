"""The book of incidents: what happened, who was told, and the clock of a breach of personal data."""
