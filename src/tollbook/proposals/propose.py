"""A report to the claims a model proposes for it beyond those the grammar took."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tollbook.extract import Explanation
from tollbook.extract.said import counts_said
from tollbook.model import Claim, Document
from tollbook.proposals.check import DroppedError, Part, Report, checked, parsed
from tollbook.proposals.client import Client, NoAnswerError
from tollbook.text.sentences import split


@dataclass(slots=True)
class Tally:
    """How many questions were put, how many proposals came and were kept, and why others were not; of failed questions
    why they failed. ``given_up``: the server failed so often in a row that it was asked no more.
    """

    asked: int = 0
    proposed: int = 0
    kept: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    unanswered: Counter[str] = field(default_factory=Counter)
    given_up: bool = False

    def words(self) -> str:
        """The tally in a line."""
        line = f"asked {self.asked} times, {self.proposed} proposed, {self.kept} kept"
        for title, counts in (("dropped", self.dropped), ("no answer", self.unanswered)):
            told = ", ".join(
                f"{number} {reason.replace('_', ' ')}" for reason, number in sorted(counts.items()) if number
            )
            line += f"; {title}: {told}" if told else ""
        return line + ("; not asked any more after failing again and again" if self.given_up else "")


class Proposer:
    """Asks one server about reports, one after the other, and keeps count."""

    def __init__(self, client: Client) -> None:
        """The client is the caller's to close."""
        self._client, self._failures = client, 0
        self.settings, self.tally = client.settings, Tally()

    def propose(self, document: Document, explained: Sequence[Explanation]) -> list[Claim]:
        """Claims beyond those of ``explained``, in the order of the text; empty where the server does not answer.

        Raises StopRun where no question can succeed (a key refused, no such host).
        """
        if document.condition != "usable":
            return []
        report = Report(document, explained, counts_said(document))
        kept: list[Claim] = []
        for part in parts(document.text, self.settings.limits.part_characters):
            if self.tally.given_up:
                break
            kept += self._proposed(part, report)
        self.tally.kept += len(kept)
        return kept

    def _proposed(self, part: Part, report: Report) -> list[Claim]:
        self.tally.asked += 1
        try:
            rows = parsed(self._client.ask(report.document.text[part.start : part.end]))
        except (NoAnswerError, DroppedError) as fault:
            self._failed(str(fault))
            return []
        self._failures = 0
        self.tally.proposed += len(rows)
        return checked(rows, part, report, self.settings, self.tally.dropped)

    def _failed(self, reason: str) -> None:
        self.tally.unanswered[reason] += 1
        self._failures += 1
        self.tally.given_up = self._failures >= self.settings.limits.patience


def parts(text: str, most: int) -> Iterator[Part]:
    """The text in stretches of whole sentences, none longer than ``most`` unless one sentence is; that one is cut."""
    start = end = -1
    for a, b in split(text):
        if start >= 0 and b - start > most:
            yield Part(start, end)
            start = -1
        start = a if start < 0 else start
        while b - start > most:
            yield Part(start, start + most)
            start += most
        end = b
    if 0 <= start < end:
        yield Part(start, end)
