"""The tables. Reports and claims are kept as said; the rows of ``computed`` can be computed again.

Invariants: no time stands outside Run, Event and what people did on a day (certificates, steps, published reports), so
two workspaces of the same input are equal row by row; a computed row names its ``maker`` (program version and data it
ran with); an Event is never changed or deleted; ``record`` holds the whole record as it crosses the edge, the other
columns are what lists filter and sort by.
"""

from tollbook.casebook.models.computed import (
    Computed,
    Copy,
    Drift,
    Figure,
    Grade,
    Incident,
    IncidentClaim,
    Kin,
    Known,
    Origin,
    Posting,
    Redirect,
    Source,
    Surrounding,
)
from tollbook.casebook.models.history import Event, EventError
from tollbook.casebook.models.ledger import Allegation, MonthlyReport, Step, Watch
from tollbook.casebook.models.reports import Appearance, Claim, Document, Original, Reading, Run, SkippedItem, Statement
from tollbook.casebook.models.strikes import Certificate, Strike, StrikeLog

__all__ = [
    "Allegation",
    "Appearance",
    "Certificate",
    "Claim",
    "Computed",
    "Copy",
    "Document",
    "Drift",
    "Event",
    "EventError",
    "Figure",
    "Grade",
    "Incident",
    "IncidentClaim",
    "Kin",
    "Known",
    "MonthlyReport",
    "Origin",
    "Original",
    "Posting",
    "Reading",
    "Redirect",
    "Run",
    "SkippedItem",
    "Source",
    "Statement",
    "Step",
    "Strike",
    "StrikeLog",
    "Surrounding",
    "Watch",
]
