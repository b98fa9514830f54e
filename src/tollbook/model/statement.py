"""What a party says about an allegation without giving a toll: a denial, a doubt, an acceptance, a finding."""

from dataclasses import dataclass
from typing import Literal

from tollbook.model.period import Period
from tollbook.model.place import Place
from tollbook.version import VERSION

StatementKind = Literal["denied", "doubted", "under_investigation", "accepted", "non_credible", "credible"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of ``speaker``; ``quote`` is exactly ``text[start:end]``.

    It bears on an incident only where ``when`` and ``places`` allow it: a denial about one day denies no other day.
    """

    id: str
    document: str
    start: int
    end: int
    quote: str
    speaker: str | None
    kind: StatementKind
    places: tuple[Place, ...] = ()
    when: Period | None = None
    rule: str = ""
    version: str = VERSION
