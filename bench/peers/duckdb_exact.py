# SPDX-License-Identifier: Apache-2.0
"""DuckDB: the exact lockbox job as SQL over the same files.

Usage: duckdb_exact.py CORPUS OUT THREADS

Loads the open items into a table (`book`), reads the lockbox files, gives each
line of advice the lockbox and day of the record 5 before it, joins it to the
item of its number, amount and currency, and writes the columns of
`cashmatch match --brief` (`job`). What cashmatch proves besides (control
totals, duplicates, conservation) is left out: this is the least that SQL has to
do for the same file.
"""
import json
import sys
import time

import duckdb

LOAD = """
CREATE TABLE open_items AS
SELECT item_id, document_number, CAST(amount AS DECIMAL(18, 2)) AS amount
FROM read_csv('{corpus}/open_items.csv', header = true, all_varchar = true)
WHERE status <> 'closed' AND currency = 'USD'
"""

LINES = """
CREATE TEMP TABLE lines AS
SELECT row_number() OVER () AS n, line
FROM read_csv('{corpus}/bank/*.lbx', columns = {{'line': 'VARCHAR'}},
              delim = '\\x01', quote = '', escape = '', header = false,
              auto_detect = false)
WHERE line[1] IN ('4', '5')
"""

MATCH = """
COPY (
  WITH boxes AS (
    SELECT n, ltrim(substr(line, 8, 7), '0') || '-20' || substr(line, 15, 6)
           AS box
    FROM lines WHERE line[1] = '5'),
  paid AS (
    SELECT n, substr(line, 2, 3) AS batch, substr(line, 5, 3) AS item,
           rtrim(substr(line, 12, 16)) AS number,
           CAST(CAST(substr(line, 28, 10) AS BIGINT) / 100 AS DECIMAL(18, 2))
           AS amount
    FROM lines WHERE line[1] = '4')
  SELECT box || '-' || batch || '-' || item AS bank_reference, item_id,
         paid.amount
  FROM paid ASOF JOIN boxes ON paid.n >= boxes.n
       JOIN open_items ON open_items.document_number = paid.number
                      AND open_items.amount = paid.amount
) TO '{out}/applications.csv' (HEADER)
"""


class Clock:
    """Seconds of each stage."""

    def __init__(self):
        self.stages = {}

    def run(self, stage, work):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        spent = self.stages.setdefault(stage, [0.0, 0.0])
        spent[0] += time.perf_counter() - wall
        spent[1] += time.process_time() - cpu


def main():
    corpus, out, threads = sys.argv[1:]
    database = duckdb.connect()
    database.execute(f"SET threads = {int(threads)}")
    # The loop that it takes for few lockboxes is hundreds of times slower.
    database.execute("SET asof_loop_join_threshold = 0")
    clock = Clock()
    for stage, statement in (("book", LOAD), ("job", LINES), ("job", MATCH)):
        text = statement.format(corpus=corpus, out=out)
        clock.run(stage, lambda: database.execute(text))
    print(json.dumps({"version": duckdb.__version__, "stages": clock.stages}))


if __name__ == "__main__":
    main()
