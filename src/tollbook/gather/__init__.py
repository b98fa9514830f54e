"""Claims to incidents: what belongs to one event, why, and what is still open about it."""

from tollbook.gather.gather import Gathering, Material, explain, gather, in_full

__all__ = ["Gathering", "Material", "explain", "gather", "in_full"]
