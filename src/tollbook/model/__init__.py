"""The nouns. Plain frozen data, no behaviour beyond what keeps a value honest."""

from tollbook.model.allegation import FINDINGS, Allegation, NonCredible, State, Step
from tollbook.model.claim import Claim, Demographic, Harm, Level, Stance, Who
from tollbook.model.count import Bounds, Count, Qualifier
from tollbook.model.document import Condition, Document
from tollbook.model.figure import Figure, FigureKey, SourceFigure
from tollbook.model.incident import Grade, Incident, Reason, Toll
from tollbook.model.period import DatePrecision, Period
from tollbook.model.place import RADIUS_KM, Place, Precision
from tollbook.model.source import Drift, DriftKind, Lineage, Source, SourceKind
from tollbook.model.statement import Statement, StatementKind
from tollbook.model.strike import Coverage, LogCoverage, Strike, StrikeLog

__all__ = [
    "FINDINGS",
    "RADIUS_KM",
    "Allegation",
    "Bounds",
    "Claim",
    "Condition",
    "Count",
    "Coverage",
    "DatePrecision",
    "Demographic",
    "Document",
    "Drift",
    "DriftKind",
    "Figure",
    "FigureKey",
    "Grade",
    "Harm",
    "Incident",
    "Level",
    "Lineage",
    "LogCoverage",
    "NonCredible",
    "Period",
    "Place",
    "Precision",
    "Qualifier",
    "Reason",
    "Source",
    "SourceFigure",
    "SourceKind",
    "Stance",
    "State",
    "Statement",
    "StatementKind",
    "Step",
    "Strike",
    "StrikeLog",
    "Toll",
    "Who",
]
