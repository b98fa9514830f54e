"""People in a sentence: counted groups, bare plurals, single persons, families; names are in names.py."""

from dataclasses import dataclass, field

from tollbook.extract.behind import Said, absorbed, bounded_behind, has_clitic, mixed, number_behind
from tollbook.extract.measures import counts_no_people, is_bracketed
from tollbook.extract.numbers import Quantity, bounded, find_quantities, qualifier_before
from tollbook.extract.reading import Match, Sentence
from tollbook.model import Demographic, Who

UNKNOWN = 2  # of them ones that no list knows
UNNUMBERED: dict[str, tuple[int, int | None]] = {"single": (1, 1), "plural": (2, None)}
BACK = ("anaphoric", "with_number")  # kinds of nouns that take over who was named before them
COMPANY = 3  # words behind "along with" in which the first of the company must stand
FAMILY = 6  # words between a family and the number of its members
GAP = 6  # words that may stand between a number and the people it counts


@dataclass(slots=True)
class Group:
    """Some people: tokens ``start`` to ``end``; ``quantity`` is ``None`` for a bare plural or a single person.

    ``kind``: counted, number (no noun), plural, single, family, name. ``part`` marks a breakdown of another group.
    """

    start: int
    end: int
    kind: str
    min: int
    max: int | None
    who: Who = "unspecified"
    demographic: Demographic | None = None
    quantity: Quantity | None = None
    kin: bool = False
    anaphoric: bool = False
    part: bool = False
    taken: bool = False
    heads: list[Match] = field(default_factory=list)


def _plain_gap_word(sentence: Sentence, i: int) -> bool:
    """Whether a word may stand between number and noun: an adjective, an origin, a small word of the data."""
    if sentence.at(i, "between", "others") or sentence.text(i) == '"':
        return True
    blocked = sentence.at(
        i,
        "unit",
        "preposition",
        "conjunctions",
        "clause",
        "relative",
        "trigger",
        "passive",
        "including",
        "months",
        "number",
    )
    return sentence.tokens[i].kind == "w" and blocked is None


def _ends_phrase(sentence: Sentence, j: int) -> bool:
    """Whether a phrase such as "members of the A and B families" cannot run past token ``j``."""
    if sentence.at(j, "conjunctions"):
        return not sentence.capital(j - 1)
    return sentence.at(j, "trigger") is not None or sentence.text(j) == ","


def _extent(sentence: Sentence, head: Match) -> int:
    """Where the phrase of a head ends: "members of the Islamic State" runs to the body or family it names."""
    if not sentence.at(head.start, "members"):
        return head.end
    ends = [m.end for m in sentence.tagged("families_of", "body") if head.end < m.start < head.end + 6]
    blocked = [j for j in range(head.end, head.end + 6) if _ends_phrase(sentence, j)]
    return next((e for e in ends if not any(b < e for b in blocked)), head.end)


def _who_of_members(sentence: Sentence, head: Match) -> Who | None:
    """ "members of the family" are civilians, "members of the Islamic State" combatants."""
    if not sentence.at(head.start, "members"):
        return None
    window = (head.end, head.end + 6)
    if sentence.has("families_of", *window):
        return "civilian"
    if sentence.has("body", *window):
        return "combatant"
    return None


def _person_head(sentence: Sentence, i: int) -> Match | None:
    """The noun for people at token ``i``, the longest phrase that the data knows ("family members")."""
    return sentence.at(i, "person") or (sentence.at(i, "body") if sentence.at(i - 1, "partitive") else None)


def _upgrade(sentence: Sentence, start: int, head: Match) -> tuple[Who, Demographic | None]:
    """Who the whole phrase speaks of: an adjective such as "civilian" before a neutral noun decides."""
    who, demographic = head.entry.who, head.entry.demographic
    by_body = _who_of_members(sentence, head)
    if by_body:
        return by_body, demographic
    if who == "unspecified":
        for match in sentence.tagged("person"):
            if start <= match.start < head.start and match.entry.who != "unspecified":
                return match.entry.who, demographic
    return who, demographic


def _counted(sentence: Sentence, quantity: Quantity) -> Group | None:
    """The people a quantity counts, where a noun for people follows within the gap."""
    j = _past_the_whole(sentence, quantity.end)
    while sentence.at(j, "passive_finite") and sentence.has("of_them", quantity.start - 2, quantity.start):
        j += 1
    j += is_bracketed(sentence, quantity)
    unknown = 0
    while j < min(len(sentence.tokens), quantity.end + GAP):
        head = _person_head(sentence, j)
        if head and not _is_only_adjective(sentence, head):
            said = absorbed(
                sentence, head.start, Said(_extent(sentence, head), *_upgrade(sentence, quantity.end, head))
            )
            said = mixed(sentence, said, head, quantity)
            end, quantity = bounded_behind(sentence, said.end, quantity)
            return Group(
                quantity.start,
                end,
                "counted",
                quantity.min,
                quantity.max,
                said.who,
                said.demographic,
                quantity,
                head.entry.kin or _who_of_members(sentence, head) == "civilian",
                head.entry.value in BACK,
                heads=[head],
            )
        unit = sentence.at(j, "unit")
        if unit or not (_plain_gap_word(sentence, j) or (head is not None)):
            return None
        unknown += not sentence.at(j, "between", "others", "person")
        if unknown > sentence.lexicon.settings.get("unknown_words", UNKNOWN):
            return None
        j = head.end if head else j + 1
    return None


def _past_the_whole(sentence: Sentence, j: int) -> int:
    """Behind "of the 40" in "nine of the 40 passengers": the nine are counted, as passengers."""
    k = j
    while (small := sentence.at(k, "between")) and k < j + 2:
        k = small.end
    return k + 1 if k > j and sentence.tokens[k : k + 1] and sentence.tokens[k].kind == "n" else j


def _is_only_adjective(sentence: Sentence, head: Match) -> bool:
    """Whether a noun for people only describes the one behind it ("civilian deaths", "an American soldier")."""
    direct = sentence.at(head.end, "person")
    if not head.entry.plural and head.entry.who == "unspecified" and direct and not direct.entry.plural:
        return bool(sentence.capital(head.start) and not sentence.capital(direct.start))
    if head.entry.plural or sentence.lexicon.settings.get("adjectives") == "after":
        return False
    if sentence.at(head.start - 1, "indefinite") and sentence.at(head.end, "trigger"):
        return False
    if sentence.text(head.end) in (",", ";"):
        return False
    following = sentence.at(head.end, "person") or sentence.at(head.end + 1, "person")
    return bool(following and following.entry.plural and not sentence.at(head.end, "conjunctions", "preposition"))


def _of_them(sentence: Sentence, quantity: Quantity) -> Group | None:
    """ "14 of them children", "17 of whom were children", "thirty of them women and children" (no breakdown)."""
    link = sentence.at(quantity.end, "of_them")
    own = sentence.at(quantity.core, "number_of_them")
    if link is None and own is None:
        return None
    j = link.end if link else quantity.end
    while sentence.at(j, "passive", "between", "indefinite"):
        j += 1
    head = sentence.at(j, "person")
    if head is None:
        return Group(quantity.start, j, "of_them", quantity.min, quantity.max, quantity=quantity, anaphoric=True)
    mixed = sentence.at(head.end, "conjunctions") and sentence.at(head.end + 1, "person")
    demographic = None if mixed else head.entry.demographic
    return Group(
        quantity.start,
        head.end,
        "counted",
        quantity.min,
        quantity.max,
        head.entry.who,
        demographic,
        quantity,
        part=True,
        heads=[head],
    )


def _family_of(sentence: Sentence, i: int, quantities: dict[int, Quantity]) -> Group | None:
    """ "a family of five", "a family of six people"."""
    family = sentence.at(i, "family") or (sentence.at(i, "determiners") and sentence.at(i + 1, "family"))
    if not family:
        return None
    if sentence.lexicon.settings.get("adjectives") == "after" and sentence.at(family.end + 1, "family_of"):
        family = family._replace(end=family.end + 1)
    for j in range(family.end, family.end + FAMILY):
        quantity = quantities.get(j)
        if quantity and (sentence.at(family.end, "family_of") or _numbered_family(sentence, quantity, family)):
            end = quantity.end
            head = sentence.at(end, "person")
            singles = _singles_before(sentence, family.end, quantity) if head else 0
            return Group(
                i,
                head.end if head else end,
                "family",
                quantity.min + singles,
                quantity.max + singles if quantity.max is not None else None,
                "civilian",
                quantity=quantity,
                kin=True,
            )
    return None


def _singles_before(sentence: Sentence, start: int, quantity: Quantity) -> int:
    """How many are told one by one before the number ("a family of a mother and five children": one)."""
    told = [sentence.at(j, "person") for j in range(start, quantity.start)]
    joined = has_clitic(sentence, quantity.start, "joining") or sentence.at(quantity.start - 1, "conjunctions")
    return sum(head is not None and not head.entry.plural for head in told) if joined else 0


def _numbered_family(sentence: Sentence, quantity: Quantity, family: Match) -> bool:
    """Whether the number follows the family at once, where the language says it so (Persian)."""
    return quantity.start == family.end and sentence.at(quantity.end, "family_size") is not None


def is_article(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the number word is the article of an unknown noun, where one word is both (Spanish "un")."""
    alone = quantity.qualifier == "exact" and quantity.end == quantity.core + 1
    counts = sentence.at(quantity.end, "trigger", "others", "passive") or quantity.end == len(sentence.tokens)
    return bool(alone and sentence.at(quantity.core, "article_number")) and not counts


def _number_alone(sentence: Sentence, quantity: Quantity) -> Group:
    end = quantity.end
    others = sentence.at(end, "others")
    return Group(
        quantity.start,
        others.end if others else end,
        "number",
        quantity.min,
        quantity.max,
        quantity=quantity,
        anaphoric=True,
    )


def _bare(sentence: Sentence, head: Match, quantities: dict[int, Quantity]) -> Group | None:
    """A plural without a number, a pair, a single person."""
    entry = head.entry
    if entry.value == "with_number":
        return None
    said = absorbed(sentence, head.start, Said(head.end, *_upgrade(sentence, head.start, head)))
    quantity = number_behind(sentence, said.end, quantities)
    if quantity:
        return _noun_group(head.start, said._replace(end=quantity.end), "counted", head, quantity)
    if entry.number:
        return _pair(sentence, head, said)
    if entry.plural:
        return _noun_group(head.start, said._replace(end=max(said.end, _extent(sentence, head))), "plural", head)
    if _is_only_adjective(sentence, head):
        return None
    said = said._replace(end=_child_of_kin(sentence, entry.demographic, said.end))
    return _noun_group(_noun_phrase_start(sentence, head.start), said, "single", head)


def _child_of_kin(sentence: Sentence, demographic: Demographic | None, end: int) -> int:
    """Where "infant daughter", one person by two nouns, ends."""
    if demographic != "children" or sentence.lexicon.settings.get("adjectives") == "after":
        return end
    kin = sentence.at(end, "person")
    return kin.end if kin and kin.entry.kin and not kin.entry.plural and not kin.entry.number else end


def _pair(sentence: Sentence, head: Match, said: Said) -> Group:
    """A noun that says its own number, with a determiner or a bound before it ("at least" + dual)."""
    count = head.entry.number
    determiner = sentence.at(head.start - 1, "determiners")
    start, kind = qualifier_before(sentence, head.start)
    if not kind:
        start = determiner.start if determiner else head.start
    quantity = bounded(Quantity(start, said.end, head.start, count, count, "exact"), kind)
    return _noun_group(start, said, "counted", head, quantity)


def _noun_group(start: int, said: Said, kind: str, head: Match, quantity: Quantity | None = None) -> Group:
    """A group of its noun; without a quantity a single person is one, a plural two or more."""
    least, most = (quantity.min, quantity.max) if quantity else UNNUMBERED[kind]
    back, kin = head.entry.value in BACK, head.entry.kin
    return Group(start, said.end, kind, least, most, said.who, said.demographic, quantity, kin, back, heads=[head])


def _noun_phrase_start(sentence: Sentence, i: int) -> int:
    """Where "a 22-year-old pregnant woman" starts: at its determiner, a few words back."""
    for j in range(i - 1, max(-1, i - 6), -1):
        if sentence.at(j, "determiners"):
            return j
        if sentence.tokens[j].kind == "p" and sentence.text(j) != "-":
            break
        if sentence.at(j, "preposition", "trigger", "conjunctions", "clause", "passive"):
            break
    return i


def find_groups(sentence: Sentence, small: dict[str, int]) -> list[Group]:
    """All groups of people of the sentence, left to right, none overlapping another."""
    quantities = {q.core: q for q in find_quantities(sentence, small)}
    groups: list[Group] = []
    used = 0
    i = 0
    while i < len(sentence.tokens):
        group = _group_at(sentence, i, quantities)
        if group and group.start >= used:
            groups.append(group)
            used = i = max(group.end, i + 1)
        else:
            i += 1
    return groups


def _group_at(sentence: Sentence, i: int, quantities: dict[int, Quantity]) -> Group | None:
    if i not in sentence.by_start and i not in quantities:
        return None
    found = _family_of(sentence, i, quantities) or _another(sentence, i)
    if found:
        return found
    if sentence.at(i, "one_person") and (_kin_joined(sentence, i + 1) or _in_company(sentence, i + 1)):
        return Group(i, i + 1, "single", 1, 1, kin=True)
    head, quantity = sentence.at(i, "person"), quantities.get(i)
    pair = head is not None and head.entry.number > 0 and head.end - head.start > 1
    if quantity and not pair:
        return _people_of(sentence, quantity)
    return _bare(sentence, head, quantities) if head else None


def _in_company(sentence: Sentence, i: int) -> bool:
    """Whether whoever a pronoun stands for died with others: "he was killed along with his brother"."""
    verb = sentence.at(i, "trigger") or (sentence.at(i + 1, "trigger") if sentence.at(i, "passive") else None)
    link = sentence.at(verb.end, "accompanying") if verb else None
    company = [sentence.at(j, "person", "family") for j in range(link.end, link.end + COMPANY)] if link else []
    return any(m is not None and (m.entry.kin or m.entry.tag == "family") for m in company)


def _kin_joined(sentence: Sentence, i: int) -> bool:
    """Whether a list of whose kin died goes on at token ``i``: "he and his wife", "she, her son and two others"."""
    if has_clitic(sentence, i, "joining"):
        head = sentence.at(i, "person")
    else:
        linked = sentence.text(i) == "," or sentence.at(i, "conjunctions")
        owned = linked and sentence.at(i + 1, "determiners")
        at = next((j for j in range(i + 2, i + 4) if sentence.at(j, "person")), None) if owned else None
        head = sentence.at(at, "person") if at is not None else None
    return head is not None and head.entry.kin


def _people_of(sentence: Sentence, quantity: Quantity) -> Group | None:
    """The people a quantity counts, with their noun or without; none where it counts something else."""
    if counts_no_people(sentence, quantity):
        return None
    people = _of_them(sentence, quantity) or _counted(sentence, quantity)
    return people or (None if is_article(sentence, quantity) else _number_alone(sentence, quantity))


def _another(sentence: Sentence, i: int) -> Group | None:
    """ "a third" in "killed two men and wounded a third": one more of those named before."""
    more = sentence.at(i, "one_more")
    if more is None or sentence.at(more.end, "family_of", "describing"):
        return None
    closed = more.end >= len(sentence.tokens) or sentence.tokens[more.end].kind == "p"
    opening = tuple(sentence.lexicon.clitics.get("opening", ())) or ("\n",)
    goes_on = sentence.at(more.end, "preposition", "conjunctions", "clause", "trigger", "passive", "later")
    if not (closed or goes_on or sentence.text(more.end).startswith(opening)):
        return None
    return Group(i, more.end, "single", 1, 1, anaphoric=True)
