"""Claims to lineage, incidents and figures: processor seconds, pace and peak memory, on reports made by a fixed rule.

    python benchmarks/gather.py 1000 10000 100000
    python benchmarks/gather.py --growth 10000 100000 1000000

Each made event is told by one to eight reports of different pages, in English or Arabic, some with a later toll, some
undated; a twentieth of the reports are monthly round-ups of several events.
"""

import argparse
import math
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from tollbook.gather import gather
from tollbook.gather.sweeps import paused
from tollbook.model import Claim, Count, Document, Period, Place, Precision
from tollbook.reconcile import figures
from tollbook.trace import trace

FIRST_DAY = date(2016, 1, 1)
DAYS = 3000
PLACES = 2500
PUBLISHERS = 300
ONE_WORLD = 100_000
"""Claims that the places of one world carry when growth is measured."""
SYLLABLES = ["ha", "jin", "su", "sa", "raq", "qa", "mar", "dab", "tel", "kun", "shi", "far", "zor", "bab", "nab", "lut"]
ENGLISH = (
    "Aircraft struck {place} in the {when}, killing {n} civilians, residents of the {a} quarter told the {b} page. "
    "Rescuers searched the rubble near the {c} market until the {d} road was shelled again."
)
ARABIC = (
    "قصفت طائرات {place} {when} وقتل {n} مدنيين بحسب أهالي حي {a} وصفحة {b}، وبحث رجال الإنقاذ قرب سوق {c} وطريق {d}."
)


def _name(rng: random.Random) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 4))).capitalize()


def _places(rng: random.Random, world: float) -> list[Place]:
    """Places as thick on the ground in a world of any size."""
    names, side = [_name(rng) for _ in range(max(1, round(PLACES * world)))], math.sqrt(world)
    north, east = 4 * side, 6 * side
    kinds: list[Precision] = ["village", "town", "city"]
    return [
        Place(n, n, f"p{i}", 33 + rng.random() * north, 36 + rng.random() * east, rng.choice(kinds))
        for i, n in enumerate(names)
    ]


def _report(rng: random.Random, number: int, place: Place, day: date, toll: int) -> tuple[Document, Claim]:
    form = rng.choice([ENGLISH, ARABIC])
    words = {key: _name(rng) for key in "abcd"}
    text = form.format(place=place.text, when=rng.choice(["morning", "evening", "night"]), n=toll, **words)
    at = text.index(str(toll))
    told = None if rng.random() < 0.3 else Period("", day, day)
    published = None if rng.random() < 0.3 else day + timedelta(days=rng.randint(0, 1))
    name = f"r{number}"
    document = Document(name, text, published=published, publisher=f"Page {rng.randrange(PUBLISHERS)}")
    count = Count(toll, toll, "exact", str(toll))
    claim = Claim(
        f"{name}#0", name, at, at + len(str(toll)), str(toll), "killed", count, "civilian", {}, (place,), told
    )
    return document, claim


def _round_up(rng: random.Random, number: int, events: list[tuple[Place, date, int]]) -> tuple[Document, list[Claim]]:
    name, text, claims = f"r{number}", "", []
    for i, (place, day, toll) in enumerate(events):
        start = len(text)
        text += f"{toll} civilians were killed in {place.text} on {day.isoformat()}.\n"
        count = Count(toll, toll, "exact", str(toll))
        when = Period("", day, day)
        claims.append(
            Claim(
                f"{name}#{i}",
                name,
                start,
                len(text) - 1,
                text[start:-1],
                "killed",
                count,
                "civilian",
                {},
                (place,),
                when,
            )
        )
    return Document(name, text, published=events[-1][1] + timedelta(days=20), publisher="Monthly monitor"), claims


def made(wanted: int, seed: int = 7) -> tuple[list[Document], list[Claim]]:
    """Reports and at least ``wanted`` claims."""
    return made_with_events(wanted, seed)[:2]


def made_with_events(
    wanted: int, seed: int = 7, world: float = 1.0
) -> tuple[list[Document], list[Claim], dict[str, frozenset[str]]]:
    """The same with report id -> the events it tells of; a ``world`` of 2 has twice the land and places."""
    rng = random.Random(seed)
    places = _places(rng, world)
    documents: list[Document] = []
    claims: list[Claim] = []
    told: list[tuple[Place, date, int]] = []
    events: dict[str, frozenset[str]] = {}
    while len(claims) < wanted:
        place, day = rng.choice(places), FIRST_DAY + timedelta(days=rng.randrange(DAYS))
        toll = min(200, 1 + int(rng.paretovariate(1.1)))
        told.append((place, day, toll))
        for _ in range(min(8, int(rng.paretovariate(0.9)))):
            said = max(1, toll + rng.choice([0, 0, 0, -1, 2]))
            document, claim = _report(rng, len(documents), place, day, said)
            documents.append(document)
            claims.append(claim)
            events[document.id] = frozenset({str(len(told))})
        if rng.random() < 0.05 and len(told) > 8:
            document, several = _round_up(rng, len(documents), told[-8:])
            documents.append(document)
            claims += several
            events[document.id] = frozenset(str(number) for number in range(len(told) - 7, len(told) + 1))
    return documents, claims, events


def _measured(wanted: int, world: float) -> Iterator[str]:
    documents, claims, _events = made_with_events(wanted, world=world)
    with paused():  # as pipeline.conclude does
        begun = time.process_time()
        lineage = trace(documents, claims)
        traced = time.process_time()
        incidents = gather(documents, claims, lineage)
        gathered = time.process_time()
        by_id = {claim.id: claim for claim in claims}
        days = {document.id: document.published for document in documents if document.published}
        for incident in incidents:
            figures([by_id[key] for key in incident.claims], lineage, published=days)
        ended = time.process_time()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sizes = Counter(min(9, len(i.claims)) for i in incidents)
    yield f"{len(claims):>9,} claims in {len(documents):,} reports -> {len(incidents):,} incidents"
    pace = len(claims) / (ended - begun)
    steps = f"trace {traced - begun:.1f} s, gather {gathered - traced:.1f} s, figures {ended - gathered:.1f} s"
    yield f"          {steps}; together {ended - begun:.1f} s, {pace:,.0f} claims/s"
    yield f"          peak memory {memory:,.0f} MB; incidents by number of claims {dict(sorted(sizes.items()))}"


def growth(sizes: Iterable[int]) -> Iterator[str]:
    """One line a size, each in a process of its own: seconds, megabytes, and both for a claim beside the first size.

    The world grows with the claims: a larger collection covers more land, not the same villages struck ever more often.
    """
    first: tuple[float, float] | None = None
    yield f"{'claims':>10} {'CPU s':>8} {'MB':>8} {'us/claim':>9} {'kB/claim':>9} {'time':>6} {'memory':>7}"
    for wanted in sizes:
        command = [sys.executable, __file__, str(wanted), "--world", str(wanted / ONE_WORLD)]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        seconds = float(lines.split("together ")[1].split(" s")[0])
        megabytes = float(lines.split("peak memory ")[1].split(" MB")[0].replace(",", ""))
        each = seconds / wanted * 1e6, megabytes / wanted * 1024
        first = first or each
        ratio = f"{each[0] / first[0]:>6.2f} {each[1] / first[1]:>7.2f}"
        yield f"{wanted:>10,} {seconds:>8.1f} {megabytes:>8,.0f} {each[0]:>9.0f} {each[1]:>9.1f} {ratio}"


def main() -> None:
    """Print the measurements for each size asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--growth", action="store_true", help="a table of the sizes, each beside the first")
    parser.add_argument("--world", type=float, default=1.0, help="how many times the land and its places")
    given = parser.parse_args()
    alone = (line for size in given.sizes for line in _measured(size, given.world))
    lines = growth(given.sizes) if given.growth else alone
    for line in lines:
        print(line, flush=True)


if __name__ == "__main__":
    main()
