"""Bytes, addresses and web archives to Documents, and the originals kept untouched."""

from tollbook.capture.folder import read_folder
from tollbook.capture.originals import Damage, Store
from tollbook.capture.read import read
from tollbook.capture.remark import Remark
from tollbook.capture.walk import survey, walk

__all__ = ["Damage", "Remark", "Store", "read", "read_folder", "survey", "walk"]
