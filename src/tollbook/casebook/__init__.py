"""A workspace's database: what was read, what was claimed, what follows from it, and who decided what.

Importing this package sets Django up (a third of a second): commands that need no workspace must not import it.
"""

from tollbook.casebook.setup import configure

configure()
