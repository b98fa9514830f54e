"""Claims to their lineage: who said it first, who only repeats it, and what changed on the way."""

from tollbook.trace.registry import Registry
from tollbook.trace.trace import trace, traced

__all__ = ["Registry", "trace", "traced"]
