"""One small module for each kind of item."""
