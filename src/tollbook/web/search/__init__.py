"""Full text in every script, filters that make an address, and searches that are kept and tell of what is new."""
