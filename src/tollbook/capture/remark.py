"""What a person should know about an item that was read all the same."""

from tollbook.errors import SkipItem


class Remark(SkipItem):
    """Listed with the skipped items, but its report was read: a guessed encoding, a file cut short, an odd date."""
