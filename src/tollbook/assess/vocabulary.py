"""The facts a rule may use, with their types."""

from typing import Literal, NamedTuple

Kind = Literal["int", "double", "bool", "string", "list", "ints"]


class Variable(NamedTuple):
    """The type of a fact and what it says."""

    type: Kind
    says: str


VARIABLES: dict[str, Variable] = {
    "sources": Variable("int", "original speakers who report harm to civilians or to people of unspecified status"),
    "independent_sources": Variable("int", "the same, one group counted once; copies and summaries are none"),
    "reports": Variable("int", "documents that speak of the incident"),
    "has_civilian_harm": Variable("bool", "whether any source reports civilians (or people) killed or injured"),
    "killed_min": Variable("int", "least number of civilians killed by any source's count; 0 where none gives one"),
    "killed_max": Variable("int", "greatest number of civilians killed by any source's count; 0 where none gives one"),
    "corroborated": Variable("int", "number of civilians killed that two independent sources support; 0 where none"),
    "supported": Variable("ints", "that number for one, two, three ... sources: supported[2] is what three support"),
    "deaths_min": Variable("int", "least number killed of whatever status by any source's count; 0 where none"),
    "deaths_max": Variable("int", "greatest number killed of whatever status by any source's count; 0 where none"),
    "deaths_corroborated": Variable("int", "number killed of whatever status that two independent sources support"),
    "named": Variable("int", "people killed whom one report names, the greatest such number; names are not kept"),
    "only_combatants": Variable("bool", "whether every claim calls those harmed combatants"),
    "civilian_status_disputed": Variable("bool", "whether sources differ on whether the same number were combatants"),
    "blamed": Variable("list", "parties blamed, each once whatever its spelling"),
    "accepted_by": Variable("list", "parties that accepted responsibility or found the allegation credible"),
    "denied_by": Variable("list", "parties that denied it or found it non-credible"),
    "doubted_by": Variable("list", "parties that called it unsubstantiated or doubtful"),
    "investigating": Variable("bool", "whether a party says that it is looking into it"),
    "strike_status": Variable("string", "declared, contested, likely, single_source or unattributed"),
    "date_known": Variable("bool", "whether the day is known"),
    "date_precision": Variable("string", "time, day, days, week, month, year, open or unknown"),
    "place_known": Variable("bool", "whether the place is known to the village, town or city or better"),
    "place_precision_km": Variable("double", "uncertainty radius of the best known place, in km; 1000 where unknown"),
    "evidence": Variable("list", "kinds of evidence at hand: witness, site, imagery, strike_record, ngo, press"),
    "missing": Variable("list", "what an assessment lacks: date, place, number, means, strike_log"),
    "could_be_asked": Variable("list", "who could be asked for it: the first speakers, and the party for its records"),
    "strike_log": Variable("bool", "whether strike records were at hand"),
    "strikes_near": Variable("int", "strikes in those records near the place and date; 0 where none or no records"),
    "log_complete": Variable("bool", "whether those records are said to be complete for that day, area and force"),
    "certificate": Variable("bool", "whether the search for strikes is on record: spellings, places, days"),
    "search_missing": Variable("list", "what a finding of no strikes lacks: strike_log, log_complete, certificate"),
    "already_assessed": Variable("list", "ids of incidents assessed before that this one repeats"),
}
