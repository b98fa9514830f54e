"""The pictures of the README, from the shipped example; to be made anew after a change of the pages:

.venv/bin/python scripts/pictures.py
"""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FloatRect, sync_playwright

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "euphrates-2018-11"
PICTURES = ROOT / "docs" / "pictures"
COLOURS = 64
"""Few enough for small files; letters stay smooth."""

MARK = "35 civilians or more"
"""What the page of the incident of the three villages says, and no other."""


def site(workspace: Path) -> Path:
    """The example's site, made in a workspace of its own."""
    command: list[str | Path] = [
        Path(sys.executable).with_name("tollbook"), "run", EXAMPLE / "reports.jsonl", EXAMPLE / "newspaper.txt",
        "--workspace", workspace, "--gazetteer", EXAMPLE / "places.csv", "--title", "Middle Euphrates, November 2018",
        "--title-ar", "الفرات الأوسط، تشرين الثاني/نوفمبر 2018",
    ]  # fmt: skip
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return workspace / "site"


def take(browser: Browser, page: Path, last: str, name: str) -> None:
    """A page from its top to the end of the element ``last``, as a picture with a small palette."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.goto(page.as_uri())
    end = opened.locator(last).first.bounding_box()
    assert end is not None, f"{page.name} shows no {last}"
    shown: FloatRect = {"x": 0, "y": 0, "width": 1280, "height": round(end["y"] + end["height"]) + 24}
    picture = Image.open(io.BytesIO(opened.screenshot(clip=shown, full_page=True)))
    opened.close()
    PICTURES.mkdir(exist_ok=True)
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURES / name, optimize=True)


def main() -> None:
    """Make both pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        made = site(Path(folder) / "ws")
        incident = next(p for p in sorted((made / "en/incident").iterdir()) if MARK in p.read_text(encoding="utf-8"))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        take(browser, incident, ".ladder ~ .agreed-note", "incident.png")
        take(browser, made / "ar/index.html", "table.list tbody tr:nth-child(9)", "front-ar.png")
        browser.close()


if __name__ == "__main__":
    main()
