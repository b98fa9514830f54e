"""The tables of the web application: people and how they work together. What is recorded lies in casebook.models."""

from tollbook.web.models.assessment import Case, Category, Dissent, Finding, Proposal
from tollbook.web.models.inbox import Aside, InboxItem, Stage
from tollbook.web.models.incidents import Comment, Link, Narrative, Relation
from tollbook.web.models.jobs import Job
from tollbook.web.models.people import Role, Setting, User
from tollbook.web.models.places import OwnPlace
from tollbook.web.models.public import Attachment, Letter, Publication, Request, Submission
from tollbook.web.models.reading import Material, Translation, Viewing
from tollbook.web.models.results import Result
from tollbook.web.models.search import Entry, Notice, SavedSearch
from tollbook.web.models.sources import SourceNote
from tollbook.web.models.tokens import Token, Written
from tollbook.web.models.witnesses import Clearance, Witness

__all__ = [
    "Aside",
    "Attachment",
    "Case",
    "Category",
    "Clearance",
    "Comment",
    "Dissent",
    "Entry",
    "Finding",
    "InboxItem",
    "Job",
    "Letter",
    "Link",
    "Material",
    "Narrative",
    "Notice",
    "OwnPlace",
    "Proposal",
    "Publication",
    "Relation",
    "Request",
    "Result",
    "Role",
    "SavedSearch",
    "Setting",
    "SourceNote",
    "Stage",
    "Submission",
    "Token",
    "Translation",
    "User",
    "Viewing",
    "Witness",
    "Written",
]
