"""Strike logs of the past, and how an incident compares with them."""
