"""The tables of the web application: people and how they work together. What is recorded lies in casebook.models."""

from tollbook.web.models.people import User

__all__ = ["User"]
