"""Published standards of proof as data: from an incident's evidence to a proposed grade with its reasons."""

from tollbook.assess.derived import Facts
from tollbook.assess.facts import Outside, facts_of
from tollbook.assess.grading import assess, grade
from tollbook.assess.library import load_standard, named_standard, standards
from tollbook.assess.standard import Rule, Standard

__all__ = [
    "Facts",
    "Outside",
    "Rule",
    "Standard",
    "assess",
    "facts_of",
    "grade",
    "load_standard",
    "named_standard",
    "standards",
]
