"""Incidents: the list, and one incident with everything that bears on it."""
