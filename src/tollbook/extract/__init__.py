"""Documents to claims, each an exact span of the text with the rule that took it."""

from tollbook.extract.claims import extract

__all__ = ["extract"]
