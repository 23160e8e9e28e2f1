# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL: references with one slip, among the items of the same amount.

Usage: postgres_amount.py CORPUS OUT THREADS

levenshtein_less_equal of fuzzystrmatch counts two signs that changed places as
two edits, so two are let through and the nearest item is taken.
"""
import sys

from postgres_lockbox import run

MATCH = """
SELECT DISTINCT ON (bank_reference) bank_reference, item_id, paid.amount
FROM paid JOIN open_items ON open_items.amount = paid.amount
WHERE kind = '4' AND levenshtein_less_equal(document_number, number, 2) <= 2
ORDER BY bank_reference, levenshtein_less_equal(document_number, number, 2)
"""

if __name__ == "__main__":
    run(sys.argv[1:], MATCH,
        index="CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;")
