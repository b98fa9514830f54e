"""Publishing: the site a reader opens, and the tables a researcher takes away."""

from tollbook.publish.data import Attribution, MethodText, RuleText, SiteData, SkippedItem, StandardText
from tollbook.publish.export import FORMATS, Format, export, write_exports
from tollbook.publish.site import build_site
from tollbook.publish.told import method_texts, rule_text

__all__ = [
    "FORMATS",
    "Attribution",
    "Format",
    "MethodText",
    "RuleText",
    "SiteData",
    "SkippedItem",
    "StandardText",
    "build_site",
    "export",
    "method_texts",
    "rule_text",
    "write_exports",
]
