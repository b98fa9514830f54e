"""Small records to fill a workspace with."""

from tollbook.model import Claim, Count, Document, Figure, Grade, Incident, Lineage, Reason, Source, Statement


def document(key: str, text: str = "Three people were killed in Hajin.", **fields: object) -> Document:
    return Document(key, text, **fields)  # type: ignore[arg-type]


def claim(of: Document, start: int = 0, end: int = 5, least: int = 3) -> Claim:
    return Claim(f"{of.id}:{start}", of.id, start, end, of.text[start:end], "killed", Count(least, least))


def statement(of: Document) -> Statement:
    return Statement(f"{of.id}:said", of.id, 0, 5, of.text[:5], "Coalition", "denied")


def lineage(*claims: Claim) -> Lineage:
    source = Source("sana", "SANA", "state_media", None, ("سانا",))
    return Lineage({"sana": source}, {one.id: "sana" for one in claims}, reasons={one.id: "named" for one in claims})


def incident(key: str, *claims: Claim, most: int = 3) -> Incident:
    grade = Grade("airwars", "weak", (Reason("single", "One source."),))
    return Incident(
        key,
        tuple(one.id for one in claims),
        tuple(dict.fromkeys(one.document for one in claims)),
        figures={"killed": Figure(3, most, corroborated={"1": 3}, sources=1, independent_sources=1)},
        grade=grade,
        grades=(grade, Grade("cjtf-oir", "non-credible")),
        evidence={one.id: "same day" for one in claims},
    )
