"""Names to Places and expressions to Periods: gazetteers, spellings and scripts, dates in twelve languages."""

from tollbook.locate.gazetteer import Gazetteer
from tollbook.locate.homes import user_gazetteers, user_store, workspace_gazetteers, workspace_store
from tollbook.locate.importing import ImportReport, import_gazetteer
from tollbook.locate.locating import locate, locate_statements
from tollbook.locate.named import place_named

__all__ = [
    "Gazetteer",
    "ImportReport",
    "import_gazetteer",
    "locate",
    "locate_statements",
    "place_named",
    "user_gazetteers",
    "user_store",
    "workspace_gazetteers",
    "workspace_store",
]
