"""Where each claim was first said, and why we think so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from tollbook.model import Claim, Document, Source, SourceKind
from tollbook.text.plain import words as said_in
from tollbook.trace.events import may_be_one_event
from tollbook.trace.names import contains, key_of, runs
from tollbook.trace.registry import Registry


class Origin(NamedTuple):
    """A source id, why, and whether the claim itself or only its document led there."""

    source: str
    reason: str
    named: bool


@dataclass(slots=True)
class Speakers:
    """Resolves names to sources; every source met is kept in ``met``."""

    registry: Registry
    met: dict[str, Source] = field(default_factory=dict)
    _known: dict[str, str | None] = field(default_factory=dict)

    def known(self, name: str) -> str | None:
        """The id of the listed source this name speaks of, or ``None``."""
        if name not in self._known:
            self._known[name] = self.registry.find(name)
        return self._known[name]

    def own(self, name: str, kind: SourceKind) -> str:
        """The id of a source that no list knows, made from its name."""
        source_id = "name:" + key_of(self.registry.words(name))
        old = self.met.get(source_id)
        better = old is None or (old.kind == "other" and kind != "other") or (old.kind == kind and name < old.name)
        if better:
            self.met[source_id] = Source(source_id, name, kind)
        return source_id

    def meet(self, source_id: str) -> str:
        """The same id, its listed source kept among those met."""
        if source_id in self.registry.sources:
            self.met[source_id] = self.registry.sources[source_id]
        return source_id

    def resolve(self, name: str, document: Document, others: Iterable[str], kind: SourceKind = "other") -> str:
        """The source a name stands for in this document."""
        found = self.known(name) or (self._fuller(name, document, others) if kind == "other" else None)
        found = found or self.registry.find_short(name)
        return self.meet(found) if found else self.own(name, kind)

    def _fuller(self, name: str, document: Document, others: Iterable[str]) -> str | None:
        """The source whose fuller name stands in the same document ("the Network" after its whole name)."""
        words = self.registry.words(name)
        for other in others:
            if contains(self.registry.words(other), words) and not self.registry.is_anonymous(other):
                return self.known(other) or self.own(other, "other")
        return self._in_text(words, document) if len(words) == 1 and document.text else None

    def _in_text(self, words: tuple[str, ...], document: Document) -> str | None:
        said = tuple(w for word in said_in(document.text) for w in self.registry.words(word))
        found = {
            self.registry.full[key]
            for key, length in runs(said, self.registry.longest)
            if length > len(words) and key in self.registry.full and key_of(words) in key
        }
        return found.pop() if len(found) == 1 else None

    def of_document(self, document: Document) -> Origin:
        """Who speaks where a claim names nobody: whom the report cites, else its publisher, else the report itself."""
        if document.cites and not self.registry.is_anonymous(document.cites):
            source = self.resolve(document.cites, document, (), "press")
            return Origin(source, f"the whole report rests on {self.met[source].name}", False)
        if document.publisher:
            source = self.resolve(document.publisher, document, (), "press")
            return Origin(source, f"nobody else is named: {self.met[source].name} says it", False)
        host = urlsplit(document.url or "").hostname
        name = (host or "").removeprefix("www.") or f"report {document.id}"
        return Origin(self.own(name, "other"), "neither a source nor a publisher is named", False)


def _named(claim: Claim, document: Document, others: list[str], speakers: Speakers) -> Origin | None:
    """The body the claim itself names; a relay only where it names no one else."""
    names = [name for name in claim.sources if not speakers.registry.is_anonymous(name)]
    found = [(speakers.resolve(name, document, others), name) for name in names]
    speaking = [pair for pair in found if pair[0] not in speakers.registry.relays] or found
    if not speaking:
        return None
    source, name = speaking[0]
    also = sorted({speakers.met[other].name for other, _ in found} - {speakers.met[source].name})
    more = f"; also named: {', '.join(also)}" if also else ""
    return Origin(source, f"the report names {name}{more}", True)


def _anonymous(claim: Claim, whole: Origin, speakers: Speakers) -> Origin:
    """Unnamed people are quoted: the body that quotes them stays the speaker, for only it can be asked."""
    if not claim.sources:
        return whole
    return Origin(whole.source, f"quotes {', '.join(claim.sources)}; {speakers.met[whole.source].name} says it", False)


def _same_words(a: Claim, b: Claim) -> bool:
    same_number = (a.harm, a.count.min, a.count.max) == (b.harm, b.count.min, b.count.max)
    return same_number and may_be_one_event(a, b)


def _leads(claims: list[Claim], origins: dict[str, Origin], speakers: Speakers) -> None:
    """A lead tells without attribution the figure that the report attributes further down: it is that source's."""
    named = [claim for claim in claims if origins[claim.id].named]
    for claim in claims:
        if claim.sources or origins[claim.id].named:
            continue
        same = next((other for other in named if _same_words(claim, other)), None)
        if same:
            source = origins[same.id].source
            reason = f"the same report gives this figure to {speakers.met[source].name}"
            origins[claim.id] = Origin(source, reason, False)


def of_report(document: Document, claims: list[Claim], speakers: Speakers) -> dict[str, Origin]:
    """Claim id -> origin, for the claims of one report."""
    whole = speakers.of_document(document)
    others = list(dict.fromkeys(name for claim in claims for name in claim.sources))
    others += [name for name in (document.cites, document.publisher) if name]
    origins = {c.id: _named(c, document, others, speakers) or _anonymous(c, whole, speakers) for c in claims}
    _leads(claims, origins, speakers)
    return origins


def with_group(origin: Origin, sources: Mapping[str, Source]) -> str:
    """The reason, with the group the source counts in."""
    source = sources[origin.source]
    grouped = source.group is not None and source.group != source.id
    return f"{origin.reason}; counts as one with other sources of {source.group}" if grouped else origin.reason
