"""The tables of the web application: people and how they work together. What is recorded lies in casebook.models."""

from tollbook.web.models.jobs import Job
from tollbook.web.models.people import Role, Setting, User

__all__ = ["Job", "Role", "Setting", "User"]
