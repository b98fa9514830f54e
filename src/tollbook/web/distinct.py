"""The different values of a column, by its index: one step a value, where DISTINCT reads every row."""

from django.db import connection, models

STEPS = """
WITH RECURSIVE step(value) AS (
  SELECT MIN({column}) FROM {table}
  UNION ALL
  SELECT (SELECT MIN({column}) FROM {table} WHERE {column} > step.value) FROM step WHERE step.value IS NOT NULL
) SELECT value FROM step WHERE value IS NOT NULL
"""


def values(model: type[models.Model], column: str) -> list[str]:
    """What a column with an index holds, each once, in order, without what is empty.

    A loose index scan, which neither database does by itself: wiki.postgresql.org/wiki/Loose_indexscan.
    """
    quoted = {"column": connection.ops.quote_name(column), "table": connection.ops.quote_name(model._meta.db_table)}
    with connection.cursor() as cursor:
        cursor.execute(STEPS.format(**quoted))
        return [value for (value,) in cursor.fetchall() if value]
