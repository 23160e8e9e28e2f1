# SPDX-License-Identifier: Apache-2.0
"""DuckDB: references with one slip as SQL over the same files.

Usage: duckdb_fuzzy.py CORPUS OUT THREADS

Nobody compares all pairs: the items of the same amount are compared, and a line
is applied where one of them alone is within one edit (damerau_levenshtein).
"""
import sys

from duckdb_lockbox import PAID, run

MATCH = "COPY (" + PAID + """,
  near AS (
    SELECT bank_reference, item_id, paid.amount AS amount
    FROM paid JOIN open_items ON open_items.amount = paid.amount
    WHERE abs(len(document_number) - len(number)) <= 1
      AND damerau_levenshtein(document_number, number) <= 1)
  SELECT bank_reference, min(item_id) AS item_id, min(amount) AS amount
  FROM near GROUP BY bank_reference HAVING count(*) = 1
) TO '{out}/applications.csv' (HEADER)
"""

if __name__ == "__main__":
    run(sys.argv[1:], MATCH)
