"""Regular expressions, spaCy dependency rules and Tollbook side by side, on the same texts, in processes of their own.

    python benchmarks/extract.py
    python benchmarks/extract.py --texts documents.jsonl.gz --split tst1 --split tst2 --gold counts.jsonl.gz \\
        --scorer muc4.py

Without --texts the English reports of the shipped example and the labelled English sentences are read, and recall and
precision are those of the labelled sentences. --scorer is the path of a module with `read_predictions(lines)` and
`micro(documents, predictions, level, unique)`; --gold is what it scores against. Neither is shipped. Prints, per tool:
documents a processor second on one core, peak memory, start-up (import to first claim), unique recall, precision and
F1, then the processor seconds of documents of growing length. Judges nothing. The peers need requirements/bench.txt.
"""

import argparse
import gzip
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any

from rich.console import Console
from rich.table import Table

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parent / "examples" / "euphrates-2018-11" / "reports.jsonl"
LABELLED = HERE.parent / "tests" / "extract" / "cases" / "en.jsonl"
TOOLS = {"regex": "regex", "spacy": "spaCy rules", "tollbook": "Tollbook"}
Row = dict[str, Any]
Figures = dict[str, float]


def rows_of(path: Path) -> list[Row]:
    """Rows of a JSON-lines file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream if line.strip()]


def texts_of(path: Path | None, splits: list[str]) -> list[Row]:
    """The texts to read: those of the file (and its splits), or the shipped ones in English."""
    if path:
        return [row for row in rows_of(path) if not splits or row.get("split") in splits]
    return [row for row in rows_of(EXAMPLE) if row.get("language") == "en"] + rows_of(LABELLED)


def run(what: str, tool: str, texts: Path, *out: Path) -> Figures:
    """What a fresh process measured; one thread for every numerical library."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    command = [sys.executable, str(HERE / "one_run.py"), what, tool, str(texts), *map(str, out)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **threads}, check=False)
    if done.returncode:
        raise SystemExit(f"{TOOLS[tool]} did not run:\n{done.stderr}\nIs requirements/bench.txt installed?")
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def measured(tool: str, texts: Path, claims: Path, repeats: int) -> Figures:
    """The median of several runs, each in a process of its own."""
    runs = [run("texts", tool, texts, claims) for _ in range(repeats)]
    return {key: median(figures[key] for figures in runs) for key in runs[0]}


def load_scorer(path: Path) -> ModuleType:
    """The scorer at a path; modules beside it can be imported by it."""
    sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scored(claims: Path, args: argparse.Namespace) -> Figures:
    """Unique recall, precision and F1 by the scorer; by the labelled sentences where texts are the shipped ones."""
    if args.gold and args.scorer:
        scorer = load_scorer(args.scorer)
        gold = [row for row in rows_of(args.gold) if not args.split or row.get("split") in args.split]
        predictions = scorer.read_predictions(claims.read_text(encoding="utf-8").splitlines())
        found: Figures = scorer.micro(gold, predictions, "target", unique=True)
        return {key: found[key] for key in ("recall", "precision", "f1")}
    return {} if args.texts else _by_labels(rows_of(claims), rows_of(LABELLED))


def _by_labels(claims: list[Row], labelled: list[Row]) -> Figures:
    """Claims of the labelled sentences that agree in harm and both bounds, each label and each claim used once."""
    ids = {row["id"] for row in labelled}
    wanted = Counter((row["id"], c["harm"], c["min"], c["max"]) for row in labelled for c in row["claims"])
    made = Counter(
        (c["document"], c["harm"], c["count"]["min"], c["count"]["max"]) for c in claims if c["document"] in ids
    )
    hits = (wanted & made).total()
    precision, recall = hits / max(1, made.total()), hits / max(1, wanted.total())
    return {"recall": recall, "precision": precision, "f1": 2 * hits / max(1, wanted.total() + made.total())}


def table_of(results: dict[str, Figures], documents: int) -> Table:
    """One line a measure, with Tollbook's ratio to each peer."""
    table = Table(title=f"{documents} documents, one core", title_justify="left")
    for heading in ("", *TOOLS.values(), "Tollbook / regex", "Tollbook / spaCy"):
        table.add_column(heading, justify="left" if not heading else "right")
    for name, key, form in MEASURES:
        values = {tool: figures.get(key) for tool, figures in results.items()}
        if None not in values.values():
            table.add_row(name, *(form.format(values[tool]) for tool in TOOLS), *_ratios(values))
    return table


MEASURES = (
    ("documents a CPU second", "rate", "{:,.0f}"),
    ("peak memory, MB", "peak_mb", "{:,.0f}"),
    ("start-up, CPU s", "start_cpu", "{:.2f}"),
    ("start-up, wall s", "start_wall", "{:.2f}"),
    ("claims", "claims", "{:,.0f}"),
    ("recall", "recall", "{:.3f}"),
    ("precision", "precision", "{:.3f}"),
    ("F1", "f1", "{:.3f}"),
)


def _ratios(values: dict[str, float | None]) -> list[str]:
    ours = values["tollbook"]
    return [f"{ours / peer:.2f}" if ours is not None and peer else "-" for peer in (values["regex"], values["spacy"])]


def growth_table(texts: Path) -> Table:
    """Processor seconds of one document of each length; linear cost makes the last column 50."""
    table = Table(title="One long document, CPU seconds", title_justify="left")
    sizes = ("20000", "100000", "1000000")
    for heading in ("", "20 kB", "100 kB", "1 MB", "1 MB / 20 kB"):
        table.add_column(heading, justify="left" if not heading else "right")
    for tool, name in TOOLS.items():
        figures = run("growth", tool, texts)
        seconds = [figures[size] for size in sizes]
        table.add_row(name, *(f"{s:.3f}" for s in seconds), f"{seconds[-1] / seconds[0]:.1f}")
    return table


def main() -> None:
    """Run every tool and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, help="documents, JSON lines with id and text; may be gzipped")
    parser.add_argument("--gold", type=Path, help="what the scorer scores against")
    parser.add_argument("--scorer", type=Path, help="path of the scorer's module")
    parser.add_argument("--split", action="append", default=[], help="only documents of this split; may be repeated")
    parser.add_argument("--repeats", type=int, default=3, help="runs of each tool; the median is shown")
    parser.add_argument("--no-growth", action="store_true", help="leave out the long documents")
    args = parser.parse_args()
    texts = texts_of(args.texts, args.split)
    results: dict[str, Figures] = {}
    console = Console(width=None if sys.stdout.isatty() else 120)
    with tempfile.TemporaryDirectory() as folder:
        path, claims = Path(folder, "texts.jsonl"), Path(folder, "claims.jsonl")
        path.write_text("".join(json.dumps(row) + "\n" for row in texts), encoding="utf-8")
        for tool in TOOLS:
            figures = measured(tool, path, claims, args.repeats)
            results[tool] = {**figures, "rate": len(texts) / figures["seconds"], **scored(claims, args)}
        console.print(table_of(results, len(texts)))
        if not args.no_growth:
            console.print(growth_table(path))


if __name__ == "__main__":
    main()
