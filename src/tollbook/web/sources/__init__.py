"""The sources: how they fared, what they said, and what people know of them."""
