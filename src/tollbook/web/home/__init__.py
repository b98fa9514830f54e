"""The first page: what waits, and how to begin."""
