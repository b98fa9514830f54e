"""The ledger: a month as a balance, each number a list, and the public report of it."""
