"""Reading a report beside its claims: what a machine proposed, and what people make of it."""
