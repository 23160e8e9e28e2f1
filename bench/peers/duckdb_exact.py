# SPDX-License-Identifier: Apache-2.0
"""DuckDB: the exact lockbox job as SQL over the same files.

Usage: duckdb_exact.py CORPUS OUT THREADS

Joins each line of advice to the item of its number, amount and currency and
writes the columns of `cashmatch match --brief`. What cashmatch proves besides
(control totals, duplicates, conservation) is left out: this is the least that
SQL has to do for the same file.
"""
import sys

from duckdb_lockbox import PAID, run

MATCH = "COPY (" + PAID + """
  SELECT bank_reference, item_id, paid.amount
  FROM paid JOIN open_items ON open_items.document_number = paid.number
                           AND open_items.amount = paid.amount
) TO '{out}/applications.csv' (HEADER)
"""

if __name__ == "__main__":
    run(sys.argv[1:], MATCH)
