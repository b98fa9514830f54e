"""Documents to claims, each an exact span of the text with the rule that took it, and to what parties say of them."""

from tollbook.extract.claims import extract
from tollbook.extract.explain import Explanation, Left, explain, reasons
from tollbook.extract.statements import statements

__all__ = ["Explanation", "Left", "explain", "extract", "reasons", "statements"]
