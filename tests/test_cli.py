"""The commands as a user runs them: real processes, real files."""

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from tests.commands import PLACES, TOLLBOOK, ran, tollbook
from tests.conftest import EXAMPLE, ROOT
from tollbook.cli.main import app, in_words
from tollbook.cli.resolve import with_missing
from tollbook.errors import StopRun
from tollbook.model import Claim, Count, Document
from tollbook.version import VERSION

COMMANDS = [
    "run", "show", "explain", "correct", "undo", "corrections", "publish", "export", "extract", "resolve", "assess",
    "verify", "gazetteer import", "gazetteer list", "compare", "likelihood", "watches",
    "standards check", "standards facts",
]  # fmt: skip
REPORT = {
    "id": "a",
    "text": "At least 15 civilians were killed in Hajin on Monday, SANA said.",
    "published": "2018-11-13",
}


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


TABLES = ("claims", "incidents", "overlaps", "parts", "tolls", "totals")


@pytest.fixture
def workspace(example_run: Path) -> Path:
    return example_run


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_and_documents_every_option(command: str) -> None:
    said = ran(*command.split(), "--help")
    assert f"tollbook {command}" in said.split("Example")[-1]
    options = [line.strip() for line in said.splitlines() if line.strip().startswith("-")]
    assert options and all("  " in option or option.endswith(">") for option in options)


def every(command: Any, *names: str) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Each command of the application, groups included, with the words that call it."""
    yield command, names
    for name, inner in getattr(command, "commands", {}).items():
        yield from every(inner, *names, name)


def test_every_example_can_be_copied_whole_from_a_narrow_terminal() -> None:
    for command, names in every(typer.main.get_command(app)):
        if not names or "Example" not in (command.epilog or ""):
            continue
        told = command.get_help(typer.Context(command, info_name=names[-1], terminal_width=40))
        examples = [line.strip() for line in told.split("\n  Example", 1)[-1].splitlines() if line.startswith("    ")]
        written = [line.strip() for line in command.epilog.splitlines() if line.startswith("  ")]
        assert examples == written
        read = subprocess.run(["bash", "-n"], input="\n".join(examples), text=True, capture_output=True, check=False)
        assert read.returncode == 0, read.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_documentation(command: str) -> None:
    written = (ROOT / "README.md").read_text() + (ROOT / "docs" / "guide" / "running.md").read_text()
    assert f"tollbook {command}" in written


def test_version() -> None:
    assert tollbook("--version").stdout.decode() == f"tollbook {VERSION}\n"


def start_up(*args: str, given: str = "") -> float:
    """Least processor time of three starts, in seconds: what a start takes on a machine that does nothing else."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    taken = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*TOLLBOOK, *args], input=given.encode(), capture_output=True, check=True, env=bare)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(taken)


def test_help_starts_at_once() -> None:
    assert start_up("--help") < 0.5


def test_extract_starts_within_a_second() -> None:
    assert start_up("extract", given=json.dumps(REPORT)) < 1


# Filters


def test_extract_writes_claims_whose_quotes_are_spans() -> None:
    reports = {json.loads(line)["id"]: json.loads(line) for line in (EXAMPLE / "reports.jsonl").open()}
    done = tollbook("extract", *PLACES, given=(EXAMPLE / "reports.jsonl").read_bytes())
    claims = lines(done)
    assert done.returncode == 0
    assert len(claims) > 30
    for claim in claims:
        text = reports[str(claim["document"])]["text"]
        assert text[claim["start"] : claim["end"]] == claim["quote"]
    assert len({str(claim["id"]) for claim in claims}) == len(claims)


def test_paths_and_dashes_give_the_same(tmp_path: Path) -> None:
    source, target = tmp_path / "documents.jsonl", tmp_path / "claims.jsonl"
    source.write_text(json.dumps(REPORT))
    by_path = tollbook("extract", str(source), str(target))
    by_dash = tollbook("extract", "-", "-", given=source.read_text())
    assert (by_path.returncode, by_path.stdout) == (0, b"")
    assert target.read_bytes() == by_dash.stdout != b""


def test_bad_lines_are_named_and_passed_over() -> None:
    good = json.dumps(REPORT).encode()
    given = b"\n".join([good, b"{not json", b'{"id": "no text"}', b'{"id":"x","text":"\xff"}', b"", b"[]", good])
    done = tollbook("extract", given=given)
    said = done.stderr.decode()
    assert done.returncode == 1
    assert [claim["document"] for claim in lines(done)] == ["a", "a"]
    for number in (2, 3, 4, 6):
        assert f"standard input, line {number}: " in said
    assert len(said.splitlines()) == 4


def test_byte_order_mark_and_line_separators_are_taken_as_they_are() -> None:
    record = {**REPORT, "text": "At least 15 civilians were killed\u2028in Hajin."}
    done = tollbook("extract", given=("\ufeff" + json.dumps(record, ensure_ascii=False)).encode())
    assert done.returncode == 0
    assert len(lines(done)) == 1


def test_output_is_utf8_whatever_the_locale() -> None:
    record = {**REPORT, "id": "ع"}
    done = tollbook("extract", given=json.dumps(record), LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert lines(done)[0]["document"] == "ع"


def test_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    many = tmp_path / "documents.jsonl"
    many.write_text("".join(json.dumps({**REPORT, "id": f"d{n}"}) + "\n" for n in range(3000)))
    shell = f"{sys.executable} -c 'from tollbook.cli import main; main()' extract {many} | head -1"
    done = subprocess.run(["bash", "-c", f"{shell}; exit ${{PIPESTATUS[0]}}"], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(lines(done)) == 1


def test_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    done = tollbook("extract", str(tmp_path / "nothing.jsonl"))
    assert done.returncode == 3
    assert done.stderr.decode().count("\n") == 1
    assert "nothing.jsonl: cannot be read" in done.stderr.decode()


def test_file_that_cannot_be_written_stops_and_leaves_nothing(tmp_path: Path) -> None:
    done = tollbook("extract", "-", str(tmp_path / "no" / "claims.jsonl"), given=json.dumps(REPORT))
    assert done.returncode == 3
    assert "cannot be written" in done.stderr.decode()


def test_stopped_extract_leaves_no_half_file(tmp_path: Path) -> None:
    target = tmp_path / "claims.jsonl"
    target.write_text("old\n")
    assert tollbook("extract", str(tmp_path / "nothing"), str(target)).returncode == 3
    assert target.read_text() == "old\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.jsonl"]


def test_resolve_and_assess_follow_from_extract(tmp_path: Path) -> None:
    documents, claims = EXAMPLE / "reports.jsonl", tmp_path / "claims.jsonl"
    assert tollbook("extract", str(documents), str(claims), *PLACES).returncode == 0
    resolved = tollbook("resolve", "--documents", str(documents), *PLACES, given=claims.read_text())
    assert resolved.returncode == 0, resolved.stderr.decode()
    incidents = lines(resolved)
    known = {json.loads(line)["id"] for line in claims.open()}
    assert len(incidents) > 3
    assert {claim for one in incidents for claim in one["claims"]} <= known  # type: ignore[attr-defined]
    assert {one["grade"]["standard"] for one in incidents} == {"airwars"}  # type: ignore[index]
    assessed = tollbook(
        "assess", "--standard", "cjtf-oir", "-c", str(claims), "-d", str(documents), *PLACES, given=resolved.stdout
    )
    graded = lines(assessed)
    assert assessed.returncode == 0, assessed.stderr.decode()
    assert [one["id"] for one in graded] == [one["id"] for one in incidents]
    assert {one["grade"]["standard"] for one in graded} == {"cjtf-oir"}  # type: ignore[index]
    assert [one["figures"] for one in graded] == [one["figures"] for one in incidents]


def test_resolve_gives_what_a_run_gives(workspace: Path, tmp_path: Path) -> None:
    documents = EXAMPLE / "reports.jsonl"
    claims = tollbook("extract", str(documents), *PLACES).stdout
    resolved = lines(tollbook("resolve", "-d", str(documents), *PLACES, given=claims))
    out = tmp_path / "export"
    assert tollbook("export", str(workspace), "--format", "jsonl", "--out", str(out)).returncode == 0
    kept = [json.loads(line) for line in (out / "incidents.jsonl").open()]
    for one in (*resolved, *kept):
        one.pop("link", None)
    assert sorted(map(json.dumps, resolved)) == sorted(map(json.dumps, kept))


def test_resolve_within_documents_needs_no_documents() -> None:
    claims = tollbook("extract", given=(EXAMPLE / "reports.jsonl").read_bytes()).stdout
    done = tollbook("resolve", "--within-document", given=claims)
    assert (done.returncode, done.stderr) == (0, b"")
    assert all(len(one["documents"]) == 1 for one in lines(done))  # type: ignore[arg-type]
    assert len(lines(done)) > 10


def test_unknown_standard_stops_and_names_the_known() -> None:
    done = tollbook("resolve", "--standard", "nobody's")
    assert done.returncode == 3
    assert "airwars, cjtf-oir" in done.stderr.decode()


def test_missing_reports_are_made_of_the_quotes_in_their_places() -> None:
    claims = [
        Claim("1", "gone", 3, 8, "three", "killed", Count(3, 3)),
        Claim("2", "gone", 10, 13, "two", "injured", Count(2, 2)),
        Claim("3", "here", 0, 3, "one", "killed", Count(1, 1)),
    ]
    here = Document("here", "one")
    whole = with_missing([here], claims)
    assert [document.id for document in whole] == ["here", "gone"]
    assert all(whole[1].text[claim.start : claim.end] == claim.quote for claim in claims[:2])


# A workspace


def test_run_prints_the_table_and_where_the_site_lies(tmp_path: Path) -> None:
    done = tollbook("run", str(EXAMPLE / "folder"), "-w", str(tmp_path / "ws"), *PLACES)
    said = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    assert "civilians killed" in said and "by two sources" in said
    assert "9 reports" in said
    assert str(tmp_path / "ws" / "site" / "index.html") in said
    assert [line.split(" ")[0] for line in done.stderr.decode().splitlines() if "..." in line] == [
        "read",
        "places",
        "extract",
        "incidents",
        "publish",
    ]


def test_run_that_reads_nothing_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "empty.txt").touch()
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    done = tollbook("run", str(folder), "-w", str(tmp_path / "ws"))
    said = done.stdout.decode()
    assert done.returncode == 1
    assert "nothing could be read" in done.stderr.decode()
    for name in ("empty.txt", "broken.pdf"):
        (line,) = [line for line in said.splitlines() if line.strip().startswith(name)]
        assert line.endswith(")"), "the remedy stands behind the reason"


@pytest.mark.parametrize(
    "args", [("run",), ("run", "x"), ("nonsense",), ("show",), ("export", "ws", "--format", "xls")]
)
def test_wrong_use_is_status_2(args: tuple[str, ...]) -> None:
    assert tollbook(*args).returncode == 2


def test_run_on_nothing_stops(tmp_path: Path) -> None:
    done = tollbook("run", str(tmp_path / "nothing"), "-w", str(tmp_path / "ws"))
    assert done.returncode == 3
    assert "nothing: is not there" in done.stderr.decode()


def test_errors_are_one_line_and_debug_shows_where(tmp_path: Path) -> None:
    plain, deep = tollbook("show", str(tmp_path)), tollbook("--debug", "show", str(tmp_path))
    assert plain.returncode == 3
    assert b"Traceback" not in plain.stderr and plain.stderr.count(b"\n") == 1
    assert b"Traceback" in deep.stderr


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (StopRun("is no workspace", "ws", "make one"), "ws: is no workspace (make one)"),
        (OSError(28, "No space left on device", "ws/x"), "ws/x: No space left on device"),
        (ValueError("odd"), "ValueError: odd (see where with: tollbook --debug ..., and please report it)"),
    ],
)
def test_any_error_is_one_line_for_a_person(error: Exception, line: str) -> None:
    assert in_words(error) == line


def test_show_lists_and_opens_an_incident(workspace: Path) -> None:
    table = tollbook("show", str(workspace)).stdout.decode()
    rows = [line.split()[0] for line in table.splitlines()[1:] if line.strip()]
    assert len(rows) > 3
    for key in rows:
        said = ran("show", workspace, key[:-2])
        assert f"incident {key} " in said
        assert "Claims:" in said and "“" in said and "rule " in said
        assert "Grade proposed under airwars" in said and "Grade proposed under cjtf-oir" in said


def test_show_refuses_unknown_and_ambiguous_ids(workspace: Path) -> None:
    unknown, several = tollbook("show", str(workspace), "zzz"), tollbook("show", str(workspace), "i")
    assert (unknown.returncode, several.returncode) == (3, 3)
    assert b"no incident 'zzz'" in unknown.stderr
    assert b"begin with 'i'" in several.stderr


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        ("csv", {f"{name}.csv" for name in TABLES}),
        ("jsonl", {"claims.jsonl", "documents.jsonl", "incidents.jsonl"}),
        ("geojson", {"incidents.geojson"}),
        ("parquet", {f"{name}.parquet" for name in TABLES}),
    ],
)
def test_export_writes_every_format(workspace: Path, tmp_path: Path, kind: str, files: set[str]) -> None:
    out = tmp_path / "out"
    ran("export", workspace, "--format", kind, "--out", out)
    assert {path.name for path in out.iterdir()} == files
    assert all(path.stat().st_size for path in out.iterdir())


def test_export_to_a_file_puts_the_other_tables_beside_it(workspace: Path, tmp_path: Path) -> None:
    ran("export", workspace, "--format", "csv", "--out", tmp_path / "mine.csv")
    others = {f"mine-{name}.csv" for name in TABLES if name != "incidents"}
    assert {path.name for path in tmp_path.iterdir()} == {"mine.csv", *others}
    assert (tmp_path / "mine.csv").read_bytes()[3:].startswith(b"id,places")


def test_verify_finds_an_altered_original(workspace: Path, tmp_path: Path) -> None:
    root = shutil.copytree(workspace, tmp_path / "ws")
    ran("verify", root)
    original = next(path for path in (root / "originals").rglob("*") if path.is_file())
    original.chmod(0o644)
    original.write_bytes(original.read_bytes() + b" ")
    done = tollbook("verify", str(root))
    assert done.returncode == 1
    assert b"is damaged" in done.stderr


def test_gazetteers_are_imported_listed_and_taken_once(tmp_path: Path) -> None:
    root = tmp_path / "ws"
    source = str(EXAMPLE / "places.csv")
    first, again = (tollbook("gazetteer", "import", source, "-w", str(root)) for _ in range(2))
    assert first.returncode == again.returncode == 0
    assert b"imported before" in again.stdout and b"imported before" not in first.stdout
    listed = tollbook("gazetteer", "list", "-w", str(root)).stdout.decode().splitlines()
    assert [line.split("\t")[0] for line in listed] == ["workspace", "always"]


def test_gazetteer_of_no_known_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    done = tollbook("gazetteer", "import", str(tmp_path / "x.csv"))
    assert done.returncode == 3
    assert b"not a gazetteer" in done.stderr
