"""An incident by what people call it: its id, the beginning of it, or an id it had before."""

from typing import TYPE_CHECKING

from tollbook.cli.console import say
from tollbook.errors import StopRun

if TYPE_CHECKING:
    from tollbook.casebook.workspace import Workspace
    from tollbook.model import Incident


def named(opened: "Workspace", wanted: str) -> "Incident":
    """The incident meant; says so where it goes by another id now. Raises StopRun where none or several are meant."""
    from tollbook.casebook import redirects, restore

    found, former = redirects.found(wanted, opened.incident_digests(), opened.former_ids())
    if len(found) > 1:
        several = ", ".join(found[:5])
        raise StopRun(f"{len(found)} incidents begin with {wanted!r}: {several}", "", "write more of the id")
    if found and former:
        say(f"tollbook: {former} is {found[0]} now")
    if found:
        return restore.incidents_of(opened.alias, found)[0]
    if former:
        raise StopRun(f"{former} is no more", "", "none of its claims is in any incident now")
    raise StopRun(f"no incident {wanted!r}", "", "tollbook show WORKSPACE lists them")
