"""A whole day in a browser."""
