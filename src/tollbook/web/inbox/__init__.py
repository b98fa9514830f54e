"""Bringing reports in, and the list of those that wait."""
