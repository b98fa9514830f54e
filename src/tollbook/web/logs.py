"""What the server's log says of a fault: when, on which page, where in the program. Never of whom, and no address.

Addresses hold the secrets of those who follow up what they sent, and the words of an error hold what was being saved.
"""

import logging
import traceback


class Unnamed(logging.Formatter):
    """A line for the page and one for each step in the program."""

    def format(self, record: logging.LogRecord) -> str:
        """The time, the page's name in urls.py, and the fault's kind and place, without the fault's own words."""
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        page = match.view_name or "a page without a name" if match else "no page"
        lines = [f"[{self.formatTime(record)}] {record.levelname}: {page}"]
        kind, _, trace = record.exc_info or (None, None, None)
        if kind:
            lines += [f"  {one.filename}:{one.lineno} in {one.name}" for one in traceback.extract_tb(trace)]
            lines.append(f"  {kind.__module__}.{kind.__qualname__}")
        return "\n".join(lines)


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"unnamed": {"()": "tollbook.web.logs.Unnamed"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "unnamed"}},
    "loggers": {"django.request": {"handlers": ["stderr"], "level": "ERROR"}},
}
"""Faults of pages go to the standard error output, where a service manager keeps them."""
