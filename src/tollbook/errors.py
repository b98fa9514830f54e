"""The two ways a step can fail: leave this item and go on, or stop the whole run.

Every message names the file, the place in it and the remedy, because the person who reads it has a folder of
hundreds of reports and no debugger.
"""


class TollbookError(Exception):
    """A fault that a user can understand and mend.

    ``what`` happened, ``where`` (file, line, field), and the ``remedy``.
    """

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(what, where, remedy)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f" ({self.remedy})" if self.remedy else ""
        return f"{place}{self.what}{remedy}"


class SkipItem(TollbookError):
    """This one report, row or file cannot be used; it is listed and the run goes on."""


class StopRun(TollbookError):
    """Nothing sensible can follow: a wrong argument, an unreadable workspace, a broken data file."""
