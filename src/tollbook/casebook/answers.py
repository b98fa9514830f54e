"""The letter that answers an allegation of a workspace, and the note in the history that it was written."""

from datetime import UTC, date, datetime

from tollbook.assess import standards
from tollbook.casebook import allegations
from tollbook.casebook.events import record_event
from tollbook.casebook.monthly import search_of
from tollbook.errors import StopRun
from tollbook.model import Allegation
from tollbook.publish.letters import Context, Kind, letter
from tollbook.publish.texts import LANGUAGES


def answer(
    alias: str, wanted: str, language: str = "en", kind: Kind = "txt", written: date | None = None
) -> tuple[Allegation, bytes]:
    """The allegation and the letter that answers it as it stands; raises StopRun where either cannot be had."""
    if language not in LANGUAGES:
        raise StopRun(f"no letters in {language!r}", "--language", f"use one of {', '.join(LANGUAGES)}")
    allegation = allegations.get(alias, wanted)
    return allegation, letter(allegation, _context(alias, allegation, written), language, kind)


def note_sent(alias: str, actor: str, allegation: Allegation, language: str) -> None:
    """Note that somebody had the letter written, as things stood."""
    subject = (allegations.SUBJECT, allegation.id)
    new = {"state": allegation.state, "language": language}
    record_event(alias, actor=actor, kind=allegations.KIND, subject=subject, field="letter", new=new)


def _context(alias: str, allegation: Allegation, written: date | None) -> Context:
    step, known = allegation.steps[-1], standards().get(allegation.standard)
    repeated = {step.repeats: allegations.get(alias, step.repeats).state} if step.repeats else None
    return Context(
        written=written or datetime.now(UTC).date(),
        standard_name=known.name.en if known else allegation.standard,
        standard_name_ar=known.name.ar if known else allegation.standard,
        repeated=repeated,
        search=search_of(alias, step.certificate),
    )
