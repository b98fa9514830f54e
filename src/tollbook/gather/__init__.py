"""Claims to incidents: what belongs to one event, why, and what is still open about it."""

from tollbook.gather.gather import Gathering, Material, explain, explainer, gather, in_full
from tollbook.gather.judgements import VERDICTS, Judgement, Overruled, Verdict, rule

__all__ = [
    "VERDICTS",
    "Gathering",
    "Judgement",
    "Material",
    "Overruled",
    "Verdict",
    "explain",
    "explainer",
    "gather",
    "in_full",
    "rule",
]
