"""Parsers that lean on large libraries. They run in a process of their own: guard.py."""
