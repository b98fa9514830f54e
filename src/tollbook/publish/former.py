"""A page for every id that an incident had before, so that old links and printed references still lead somewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tollbook.publish.index import incident_href


@dataclass(frozen=True, slots=True)
class FormerPage:
    """An old id and the incident it leads to; ``new`` is None where none of its claims is in any incident."""

    old: str
    new: str | None

    @property
    def path(self) -> str:
        """The page, from the language's root: where the incident's own page was."""
        return incident_href(self.old)

    @property
    def target(self) -> str | None:
        """The page it leads to, as a link from this one, which lies beside it."""
        return incident_href(self.new).rpartition("/")[2] if self.new else None


def former_pages(former: Mapping[str, str], hrefs: Mapping[str, str]) -> Iterator[FormerPage]:
    """The pages to write, by old id; ``hrefs`` are the pages of the incidents of today, which no old id takes."""
    for old, new in sorted(former.items()):
        if old not in hrefs:
            yield FormerPage(old, new if new in hrefs else None)
