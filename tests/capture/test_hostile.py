"""A folder of everything that can go wrong: the run ends well, each is named with its reason, the rest is read."""

import gzip
import os
import random
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.capture.making import ARABIC, PAGE, REPORT, parts, pdf, put, read_parts, refusal, word, zip_bomb
from tollbook.capture import Remark, read, read_folder
from tollbook.capture.item import from_bytes
from tollbook.capture.limits import default, reasons
from tollbook.capture.read import read_item


def test_the_hostile_folder(tmp_path: Path) -> None:
    whole = pdf([[REPORT]] * 3)
    put(tmp_path, "truncated.pdf", whole[: len(whole) // 3])
    with put(tmp_path, "huge.txt", b"").open("wb") as huge:
        huge.truncate(200_000_000)
    put(tmp_path, "bomb.docx", zip_bomb(300 << 20))
    put(tmp_path, "invalid.txt", ARABIC.encode("cp1256"))
    put(tmp_path, "empty.txt", b"")
    put(tmp_path, "locked.pdf", pdf([[REPORT]], password="secret"))
    put(tmp_path, "scripts.html", PAGE)
    put(tmp_path, "line.json", '{"text": "' + REPORT * 45_000 + '"}')
    put(tmp_path, "junk.txt", random.Random(1).randbytes(50_000))
    put(tmp_path, "picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(100))
    put(tmp_path, "list.urls", "https://wire.example/1\n")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    (tmp_path / "out.txt").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "pipe.txt")
    put(tmp_path, "good.txt", REPORT)
    documents, told = parts(read_folder(tmp_path))
    assert sorted(d.origin or "" for d in documents) == ["good.txt", "invalid.txt", "scripts.html"]
    assert sorted(t.where for t in told) == [
        "bomb.docx", "circle", "empty.txt", "huge.txt", "invalid.txt", "junk.txt", "line.json", "list.urls",
        "locked.pdf", "out.txt", "picture.txt", "pipe.txt", "truncated.pdf",
    ]  # fmt: skip
    assert all(t.what and t.remedy for t in told)
    assert "steal" not in "".join(d.text for d in documents)


def test_a_huge_text_costs_neither_time_nor_memory(tmp_path: Path) -> None:
    put(tmp_path, "huge.txt", (REPORT.encode() + b"\n") * 1_800_000)
    script = (
        "import resource, sys; from pathlib import Path; from tollbook.capture import read\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(*read(Path(sys.argv[1])))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "huge.txt")], capture_output=True, check=True, text=True
    )
    told, grown = run.stdout.strip().rsplit("\n", 1)
    assert "one such file is read up to 8 MB" in told
    assert int(grown) < 5_000, "kilobytes"


def test_a_large_table_is_read_row_by_row(tmp_path: Path) -> None:
    row = f'{{"id": "%d", "text": "{REPORT}", "lang": "en", "filler": "{"x" * 100_000}"}}\n'
    with gzip.open(tmp_path / "rows.jsonl.gz", "wt", compresslevel=1) as rows:
        for number in range(1_000):
            rows.write(row % number)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(1 for _ in read(tmp_path / "rows.jsonl.gz")) == 1_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000, "kilobytes for 100 MB of rows"


def test_a_line_beyond_the_limit_is_named_and_passed_over(tmp_path: Path) -> None:
    long = '{"text": "' + "x" * (default().row_bytes + 10) + '"}'
    path = put(tmp_path, "a.jsonl", f'{{"text": "{REPORT}"}}\n{long}\n{{"text": "{ARABIC}"}}\n')
    documents, told = read_parts(path)
    assert [d.text for d in documents] == [REPORT, ARABIC]
    assert told[0].where == "a.jsonl, line 2" and "16 MB" in told[0].what


@pytest.mark.parametrize("name", ["a.txt.gz", "a.html.gz", "a.pdf.gz", "a.json.gz"])
def test_a_gzip_bomb_is_refused(tmp_path: Path, name: str) -> None:
    start = {"a.pdf.gz": b"%PDF-1.4\n", "a.html.gz": b"<html><body><p>", "a.json.gz": b'{"text": "'}.get(name, b"")
    path = tmp_path / name
    with gzip.open(path, "wb", compresslevel=6) as bomb:
        bomb.write(start)
        for _ in range(150):
            bomb.write(b"x" * 1_000_000)
    assert path.stat().st_size < 1_000_000
    assert "more than" in refusal(path).what


def test_gzip_in_gzip_ends(tmp_path: Path) -> None:
    data = REPORT.encode()
    for _ in range(20):
        data = gzip.compress(data)
    assert "again and again" in refusal(put(tmp_path, "a.txt.gz", data)).what


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.pdf", PAGE), ("report.html", pdf([[REPORT]])), ("report.txt", word([REPORT])), ("report", REPORT),
        ("report.xyz", REPORT), ("report.docx", REPORT),
        ("rows.txt", f'{{"text": "{REPORT}"}}\n{{"text": "{ARABIC}"}}'),
        ("report.json", PAGE),
    ],
)  # fmt: skip
def test_a_wrong_extension_does_not_matter(tmp_path: Path, name: str, content: str | bytes) -> None:
    documents, told = read_parts(put(tmp_path, name, content))
    assert documents and REPORT in documents[0].text
    assert not told


def test_no_permission(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", REPORT)
    path.chmod(0)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        found = list(read(path))
    finally:
        if root:
            os.seteuid(0)
    assert "no permission" in str(found[0]) and "a.txt" in str(found[0])


def test_a_file_that_is_gone_and_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.txt").what
    (tmp_path / "folder.txt").mkdir()
    assert "no ordinary file" in refusal(tmp_path / "folder.txt").what


def test_the_same_bytes_are_read_once_and_give_the_same_ids_everywhere(tmp_path: Path) -> None:
    put(tmp_path, "one/b.txt", REPORT)
    put(tmp_path, "one/sub/a.txt", REPORT)
    put(tmp_path, "two/b.txt", REPORT)
    documents, told = parts(read_folder(tmp_path / "one"))
    assert len(documents) == 1 and isinstance(told[0], Remark) and "same bytes as b.txt" in told[0].what
    assert documents == parts(read_folder(tmp_path / "two"))[0]


SEEDS = [REPORT.encode(), PAGE.encode(), pdf([[REPORT]]), word([REPORT]), gzip.compress(REPORT.encode()),
         f'{{"text": "{REPORT}"}}'.encode(), f"text,url\n{REPORT},u\n".encode(),
         f"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n\n{REPORT}".encode(),
         b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nHTTP/\r\n\r\n"]  # fmt: skip
NAMES = [
    "a.txt",
    "a.md",
    "a.html",
    "a.pdf",
    "a.docx",
    "a.eml",
    "a.json",
    "a.jsonl",
    "a.csv",
    "a.tsv",
    "a.warc",
    "a.gz",
    "a",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SEEDS), st.sampled_from(NAMES), st.data())
def test_damaged_bytes_under_any_name_never_raise(seed: bytes, name: str, data: st.DataObject) -> None:
    damaged = bytearray(seed)
    for _ in range(data.draw(st.integers(0, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(damaged)))
    documents, told = parts(read_item(from_bytes(bytes(damaged[: cut or None]), name, name, default())))
    assert documents or told
    for document in documents:
        assert document.id and document.text.strip() and document.text.encode()
    assert all(t.what and t.where and t.remedy for t in told)


def test_every_limit_has_its_reason() -> None:
    assert all(len(reason) > 20 for reason in reasons().values())
