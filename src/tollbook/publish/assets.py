"""The files beside the pages: our style and scripts, and Leaflet taken from its installed package with its licence."""

from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path

OURS = ("site.css", "site.js", "list.js", "map.js")
LEAFLET = ("leaflet.js", "leaflet.css")


def _copy_ours(out: Path) -> None:
    for name in OURS:
        content = (files("tollbook.publish") / "assets" / name).read_bytes()
        (out / name).write_bytes(content)


def _leaflet_licence() -> bytes:
    found = (f for f in distribution("django-js-lib-leaflet").files or () if f.name.upper().startswith("LICENSE"))
    return b"\n".join(file.read_binary() for file in found)


def _without_source_map(script: bytes) -> bytes:
    # The address of a source map makes developer tools ask for a file that is not shipped.
    return b"\n".join(line for line in script.splitlines() if not line.startswith(b"//# sourceMappingURL"))


def write_assets(out: Path) -> None:
    """Write the assets folder."""
    out.mkdir(parents=True, exist_ok=True)
    _copy_ours(out)
    static = files("js_lib_leaflet") / "static" / "js_lib_leaflet"
    for name in LEAFLET:
        (out / name).write_bytes(_without_source_map((static / name).read_bytes()))
    (out / "leaflet-LICENSE.txt").write_bytes(_leaflet_licence())
