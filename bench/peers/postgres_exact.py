# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL: the exact lockbox job by COPY and one join.

Usage: postgres_exact.py CORPUS OUT THREADS
"""
import sys

from postgres_lockbox import run

MATCH = """
SELECT bank_reference, item_id, paid.amount
FROM paid JOIN open_items ON open_items.document_number = paid.number
                         AND open_items.amount = paid.amount
WHERE kind = '4'
"""

if __name__ == "__main__":
    run(sys.argv[1:], MATCH)
