"""Forms of entrants and of the desk."""
