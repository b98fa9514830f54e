"""The version every derived record names as its maker."""

VERSION = "0.1.0"
