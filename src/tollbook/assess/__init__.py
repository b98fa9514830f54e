"""Published standards of proof as data: from an incident's evidence to a proposed grade with its reasons."""

from tollbook.assess.grading import assess, grade
from tollbook.assess.standard import Rule, Standard, load_standard, standards

__all__ = ["Rule", "Standard", "assess", "grade", "load_standard", "standards"]
