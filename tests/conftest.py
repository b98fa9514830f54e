"""What tests of several rooms share."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django import DjangoDbBlocker

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "euphrates-2018-11"
QUIET = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
PATIENCE_MS = 60_000
"""A slow machine that does other things beside is no fault of the pages."""

# The same examples everywhere, and no clock, so that a check that passes passes again on a slower machine;
# HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

# Playwright keeps an event loop running in the process, where Django would refuse to touch a database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# Set up by now; commands that tests start in processes of their own choose for themselves.
os.environ.pop("DJANGO_SETTINGS_MODULE", None)


@pytest.fixture(scope="session", autouse=True)
def workspaces_may_be_opened(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Workspaces are databases of their own in temporary folders; pytest-django would refuse to open them."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)  # modules that a server starts from set it when they are imported
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A user's data folder of the tests' own, so that nobody's imported gazetteers change a result."""
    home = tmp_path_factory.mktemp("home")
    before = os.environ.get("TOLLBOOK_HOME")
    os.environ["TOLLBOOK_HOME"] = str(home)
    yield home
    if before is None:
        del os.environ["TOLLBOOK_HOME"]
    else:
        os.environ["TOLLBOOK_HOME"] = before


@pytest.fixture(scope="session")
def example_run(own_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped example as `tollbook run` leaves it, to be read; a test that changes it takes a copy."""
    from tests.commands import PLACES, ran  # noqa: PLC0415 (it needs what stands here)

    root = tmp_path_factory.mktemp("example") / "ws"
    ran("run", EXAMPLE / "reports.jsonl", "-w", root, *PLACES)
    return root


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium: one for the whole run, since Playwright can be started only once in a process."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        yield launched
        launched.close()
