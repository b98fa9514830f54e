"""Tollbook: from conflicting reports of civilian harm to a figure that can be defended."""

from tollbook.version import VERSION

__version__ = VERSION
