"""Accounts: the first start, who works here, and what each may do."""
