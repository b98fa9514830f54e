"""The ledger of allegations: dated steps, a balance that always holds, and the audit of published ones."""
