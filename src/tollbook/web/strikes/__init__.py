"""Strike logs as imported, with what they cover, and the search certificates that negative findings rest on."""
