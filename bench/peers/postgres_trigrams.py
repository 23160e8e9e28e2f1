# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL: references with one slip, found by pg_trgm's index.

Usage: postgres_trigrams.py CORPUS OUT THREADS

For each line the numbers that share enough trigrams, the most alike first; of
those the one of the same amount is taken.
"""
import sys

from postgres_lockbox import run

MATCH = """
SELECT bank_reference, min(item_id) AS item_id, min(paid.amount) AS amount
FROM paid CROSS JOIN LATERAL (
  SELECT item_id, open_items.amount FROM open_items
  WHERE document_number % paid.number
  ORDER BY similarity(document_number, paid.number) DESC LIMIT 50) AS near
WHERE kind = '4' AND near.amount = paid.amount
GROUP BY bank_reference HAVING count(*) = 1
"""

INDEX = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX ON open_items USING gin (document_number gin_trgm_ops);
"""

# The share of equal trigrams that a number of ten signs keeps after one slip.
SETTINGS = "SET pg_trgm.similarity_threshold = 0.4;\n"

if __name__ == "__main__":
    run(sys.argv[1:], MATCH, INDEX, SETTINGS)
