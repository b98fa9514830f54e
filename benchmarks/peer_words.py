"""Words both peers of benchmarks/extract.py share: verbs of harm, people, and numbers as English writes them."""

import re
from typing import Any

Span = tuple[int, int | None]

KILLED = {"kill", "murder", "assassinate", "slay", "execute", "massacre", "slaughter", "martyr", "behead", "lynch"}
INJURED = {"wound", "injure", "hurt", "maim"}
DYING = {"die", "perish", "succumb", "drown"}
DEATHS = {"death", "killing", "murder", "assassination", "massacre", "slaying", "execution", "slaughter"}
INJURIES = {"injury", "wounding", "injuring"}
TOLLS = {"death", "fatality", "martyr", "corpse", "body"}
STATES = {"dead": "killed", "killed": "killed", "wounded": "injured", "injured": "injured", "hurt": "injured"}

_PEOPLE = """
    person people civilian man woman child boy girl baby infant minor resident villager worker soldier fighter
    militant policeman officer guard bodyguard guerrilla rebel terrorist gunman insurgent troop peasant farmer student
    teacher journalist priest nun bishop lawyer judge doctor nurse medic patient driver passenger passerby bystander
    tourist businessman politician leader mayor governor senator deputy minister president candidate official member
    employee family brother sister son daughter wife husband mother father parent relative victim prisoner hostage
    citizen national refugee adult teenager youth other lieutenant colonel general major captain sergeant agent
    detainee demonstrator protester worshipper mourner merchant miner photographer engineer missionary unionist marine
    commander combatant rescuer paramedic neighbour neighbor shopkeeper fisherman shepherd pupil
"""
PEOPLE = frozenset(_PEOPLE.split())

_ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES = {word: value for value, word in enumerate(_ONES.split())}
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
VAGUE: dict[str, Span] = {
    "dozens": (24, None),
    "scores": (40, None),
    "hundreds": (200, None),
    "thousands": (2000, None),
    "several": (2, None),
    "many": (2, None),
    "few": (2, None),
    "dozen": (12, 12),
    "couple": (2, 2),
}
DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


def number_of(text: str) -> int | None:
    """The number a phrase of digits or number words says ("1,200", "a hundred and six"), None where it says none."""
    digits = DIGITS.fullmatch(text.strip())
    if digits:
        return int(digits.group().replace(",", ""))
    total = part = 0
    said = False
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in ONES or word in TENS:
            part += ONES.get(word, 0) + TENS.get(word, 0)
        elif word in SCALES:
            part = max(1, part) * SCALES[word]
            total, part = (total + part, 0) if word != "hundred" else (total, part)
        elif word not in ("and", "a"):
            return None
        said = said or word not in ("and", "a")
    return total + part if said else None


def bounded(number: int, before: str) -> Span:
    """The bounds of a number by the words right before it ("at least", "more than", "up to")."""
    before = before.lower()
    if re.search(r"(at least|no fewer than|not less than|no less than|minimum of)\s*$", before):
        return number, None
    if re.search(r"(more than|over|upwards of)\s*$", before):
        return number + 1, None
    if re.search(r"(up to|as many as|at most|no more than)\s*$", before):
        return 0, number
    return number, number


def claim(document: str, harm: str, count: Span) -> dict[str, Any]:
    """A claim as far as the scorers read it."""
    return {"document": document, "harm": harm, "count": {"min": count[0], "max": count[1]}, "level": "incident"}
