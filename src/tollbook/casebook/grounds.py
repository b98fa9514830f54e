"""What incidents follow from beside reports, claims and judgements: the program, the standards, what stands outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tollbook.assess import Outside, Standard
from tollbook.casebook import certificates, likelihoods, strikelogs
from tollbook.casebook.maker import maker_of
from tollbook.casebook.rows import digest
from tollbook.casebook.workspace import Workspace

ROOMS = ("trace", "gather", "reconcile", "strikes", "assess", "text", "languages")


@dataclass(frozen=True, slots=True)
class Ground:
    """``beside`` names all of it, ``context`` all but what people found for single incidents."""

    maker: str
    outside: Mapping[str, Outside]
    context: str
    beside: tuple[str, ...]

    def told(self, workspace: Workspace) -> certificates.Certified:
        """What stands beside the reports of each incident."""
        return certificates.Certified(workspace, strikelogs.Logged(workspace, self.outside))


def of(workspace: Workspace, standards: Sequence[Standard]) -> Ground:
    """The ground that the workspace and the standards are today."""
    maker, outside = maker_of(ROOMS), likelihoods.found_by_people(workspace)
    logs = [strikelogs.key(workspace), *certificates.key(workspace)]
    given = [maker, *map(repr, standards)]
    return Ground(maker, outside, digest([*given, *logs]), (*given, *map(repr, sorted(outside.items())), *logs))
