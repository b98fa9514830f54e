"""What a site is made from: the records of one workspace and the words that explain them. Plain data, no behaviour."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from tollbook.model import Bounds, Claim, Document, Incident, Lineage, Source, Statement
from tollbook.model.campaign import Campaign
from tollbook.model.revision import Revisions
from tollbook.model.track_record import TrackRecord
from tollbook.publish.strikes_section import LogAnswer
from tollbook.version import VERSION


@dataclass(frozen=True, slots=True)
class SkippedItem:
    """A file, row or report that could not be read, or was (``read``) with a remark: what, where, what would help."""

    where: str
    what: str
    remedy: str = ""
    read: bool = False


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule of a standard or method; ``value`` is the grade it leads to, if any, ``further`` its other languages."""

    id: str
    text: str
    text_ar: str = ""
    value: str = ""
    further: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StandardText:
    """A standard of proof as its page shows it; ``conventions`` are its own readings of vague words."""

    id: str
    name: str
    name_ar: str = ""
    source: str = ""
    rules: tuple[RuleText, ...] = ()
    conventions: Mapping[str, str] = field(default_factory=dict)
    further: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MethodText:
    """One section of the method page; ``text`` is plain paragraphs, one empty line between them.

    ``titles`` and ``texts`` are those of further languages by code.
    """

    id: str
    title: str
    text: str
    title_ar: str = ""
    text_ar: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody's data that the figures or maps rest on, with its licence; ``url`` is shown, never fetched."""

    name: str
    licence: str
    url: str = ""
    used_for: str = ""
    used_for_ar: str = ""


@dataclass(frozen=True, slots=True)
class SiteData:
    """Everything one site shows.

    ``date`` is the workspace's own date, taken from its reports and never from the clock, so that the same input gives
    the same bytes. ``rules`` explains the ids of the rules that took the claims, where a text is at hand;
    ``place_names`` holds a gazetteer's other names by place id, so that a page can name places in its own script;
    ``parties`` who is meant by the speakers of statements and those blamed, by the name as written;
    ``counting`` what words without a number come to by the chosen standard, and ``recounted`` the claims (by id) that
    count otherwise by it than by the program's own table. ``campaign`` is what the incidents come to together,
    ``revisions`` how each grew, by its id, and ``records`` how sources fared (where ``least_cases`` stand behind one).
    """

    title: str
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    incidents: tuple[Incident, ...]
    lineage: Lineage
    statements: tuple[Statement, ...] = ()
    skipped: tuple[SkippedItem, ...] = ()
    standards: tuple[StandardText, ...] = ()
    methods: tuple[MethodText, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    rules: Mapping[str, RuleText] = field(default_factory=dict)
    place_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parties: Mapping[str, Source] = field(default_factory=dict)
    counting: Mapping[str, Bounds] = field(default_factory=dict)
    recounted: Mapping[str, Bounds] = field(default_factory=dict)
    campaign: Campaign = field(default_factory=Campaign)
    revisions: Mapping[str, Revisions] = field(default_factory=dict)
    records: tuple[TrackRecord, ...] = ()
    least_cases: int = 0
    former: Mapping[str, str] = field(default_factory=dict)
    """Ids that incidents had before -> where they lead; empty where none of their claims is in any incident."""
    strikes: Mapping[str, LogAnswer] = field(default_factory=dict)
    """Incident id -> what the strike logs answer about it."""
    date: datetime.date | None = None
    title_ar: str = ""
    version: str = VERSION
