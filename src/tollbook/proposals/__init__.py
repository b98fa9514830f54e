"""Claims that a language model proposes, behind any OpenAI-compatible address. Off unless the user names a server.

A model may only point at words: what it proposes must stand in the text letter for letter, every number in it must be
one that the grammar reads in those words, and what the grammar took or decided against stays as it is.
"""

from tollbook.proposals.propose import Proposer, Tally
from tollbook.proposals.settings import Limits, Settings, from_environment

__all__ = ["Limits", "Proposer", "Settings", "Tally", "from_environment"]
