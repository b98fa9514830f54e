"""Where incidents happened, each with how exactly that is known; no tiles, nothing from outside."""
