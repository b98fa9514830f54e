"""Tollbook's gathering beside a plain Splink run on DuckDB: the same mentions, pair F1, processor seconds, memory.

    .venv-bench/bin/python benchmarks/splink_peer.py --made 10000
    .venv-bench/bin/python benchmarks/splink_peer.py --texts source_texts.jsonl.gz

Made reports carry the event they tell of; of texts, the field ``incidents`` names those a recorder listed them under.
Both tools get the mentions that Tollbook finds in the reports. Splink compares place (Jaro-Winkler), distance, day,
number and a key of the words, is trained by expectation maximisation as its tutorials do, and clusters at each of the
thresholds; the best of them counts. Names are mapped letter by letter to ASCII, for DuckDB's distances count bytes.
"""

import argparse
import gzip
import json
import logging
import multiprocessing
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pyarrow as pa
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from gather import made_with_events
from tollbook import pipeline
from tollbook.gather import Material, in_full
from tollbook.gather.mentions import Mention
from tollbook.model import Claim, Document
from tollbook.model.edge import iso_day
from tollbook.trace import trace

THRESHOLDS = (0.5, 0.8, 0.9, 0.95, 0.99, 0.999)
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-*/=<>()[]{}"
Groups = list[set[str]]
Truth = Mapping[str, frozenset[str]]


def ascii_key(text: str, known: dict[str, str]) -> str:
    """The text with every letter beyond ASCII as one ASCII letter, the same one each time."""
    return "".join(c if c.isascii() else known.setdefault(c, LETTERS[len(known) % len(LETTERS)]) for c in text)


def record(mention: Mention, known: dict[str, str]) -> dict[str, Any]:
    """A mention as plain columns; None where it tells nothing."""
    spot = next(iter(mention.spots), None)
    number = next((n.stated for n in mention.numbers if n.stated), None)
    return {
        "unique_id": mention.id,
        "document": mention.document,
        "place": ascii_key(spot.label.lower(), known) if spot else None,
        "lat": spot.lat if spot else None,
        "lon": spot.lon if spot else None,
        "day": date.fromordinal(mention.window.start).isoformat() if mention.window else None,
        "number": number,
        "words": str(min(mention.words)) if mention.words else None,
    }


def records_of(material: Material) -> list[dict[str, Any]]:
    """The mentions of the material."""
    known: dict[str, str] = {}
    return [record(mention, known) for mention in in_full(material).whole]


def by_splink(records: list[dict[str, Any]]) -> dict[float, Groups]:
    """Clusters of documents at each threshold."""
    logging.disable(logging.WARNING)
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("place", [0.92, 0.8]),
            cl.DistanceInKMAtThresholds("lat", "lon", [1, 10, 50]),
            cl.AbsoluteDateDifferenceAtThresholds(
                "day", input_is_string=True, metrics=["day", "day"], thresholds=[1, 3]
            ),
            cl.ExactMatch("number"),
            cl.ExactMatch("words"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("place", "day"), block_on("day", "number"), block_on("place", "number"), block_on("words"),
        ],
    )  # fmt: skip
    database = DuckDBAPI()
    linker = Linker(database.register(pa.Table.from_pylist(records)), settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in (block_on("place"), block_on("day")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_probability=min(THRESHOLDS))
    return {one: _clusters(linker, pairs, one) for one in THRESHOLDS}


def _clusters(linker: Any, pairs: Any, threshold: float) -> Groups:
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=threshold)
    groups: defaultdict[Any, set[str]] = defaultdict(set)
    for row in found.as_record_list():
        groups[row["cluster_id"]].add(row["document"])
    return list(groups.values())


def by_tollbook(material: Material) -> Groups:
    """The documents of each incident."""
    return [set(incident.documents) for incident in in_full(material).incidents]


def f1(groups: Groups, truth: Truth) -> float:
    """Pair F1 over documents that the truth speaks of."""
    found = {pair for group in groups for pair in combinations(sorted(group & truth.keys()), 2)}
    events: defaultdict[str, set[str]] = defaultdict(set)
    for document, own in truth.items():
        for event in own:
            events[event].add(document)
    right = {pair for group in events.values() for pair in combinations(sorted(group), 2)}
    return 2 * len(found & right) / max(1, len(found) + len(right))


def read(path: Path) -> tuple[list[Document], list[Claim], Truth]:
    """Reports with the claims Tollbook takes from them, and the incidents they are listed under."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    gazetteer = pipeline.load_gazetteer(())
    documents = [Document(row["id"], row["text"], language=row.get("language"), url=row.get("url"),
                          published=iso_day(row.get("published") or ""),
                          publisher=row.get("publisher")) for row in rows]  # fmt: skip
    claims = [claim for document in documents for claim in pipeline.found(document, gazetteer).claims]
    speaking = {claim.document for claim in claims}
    truth = {row["id"]: frozenset(row["incidents"]) for row in rows if row["id"] in speaking}
    return documents, claims, truth


def measured(run: Callable[[], Any]) -> tuple[Any, float, float]:
    """What a run gives in a process of its own, its processor seconds and the megabytes it added."""
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.get_context("fork").Process(target=_told, args=(run, theirs))
    child.start()
    found = ours.recv()
    child.join()
    return found  # type: ignore[no-any-return]


def _told(run: Callable[[], Any], pipe: Any) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begun = time.process_time()
    found = run()
    pipe.send((found, time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before))


def compared(documents: list[Document], claims: list[Claim], truth: Truth) -> Iterable[str]:
    """The lines of one comparison."""
    material = Material(documents, claims, trace(documents, claims))
    records, _, _ = measured(lambda: records_of(material))  # in a process of its own, as all that is measured
    yield f"{len(claims):,} claims in {len(documents):,} reports, {len(records):,} mentions"
    groups, cpu, memory = measured(lambda: by_tollbook(material))
    yield f"  tollbook        {cpu:7.1f} CPU s {memory:7.0f} MB   F1 {f1(groups, truth):.3f}"
    clusters, peer_cpu, peer_memory = measured(lambda: by_splink(records))
    best = max(THRESHOLDS, key=lambda one: f1(clusters[one], truth))
    for one in THRESHOLDS:
        yield f"    splink at {one:<5}                          F1 {f1(clusters[one], truth):.3f}"
    yield f"  splink at {best:<5} {peer_cpu:7.1f} CPU s {peer_memory:7.0f} MB   F1 {f1(clusters[best], truth):.3f}"
    ratios = cpu / peer_cpu, memory / max(1.0, peer_memory), f1(groups, truth) / max(0.001, f1(clusters[best], truth))
    yield "  tollbook / splink: time {:.2f}, memory {:.2f}, F1 {:.2f}".format(*ratios)


def main() -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--made", type=int, default=10_000, help="claims to make where no texts are given")
    parser.add_argument("--texts", type=Path, help="labelled reports, one JSON object a line, gzipped")
    given = parser.parse_args()
    found = read(given.texts) if given.texts else made_with_events(given.made)
    for line in compared(*found):
        print(line, flush=True)


if __name__ == "__main__":
    main()
