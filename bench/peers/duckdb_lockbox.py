# SPDX-License-Identifier: Apache-2.0
"""duckdb_lockbox: the book and the lines of lockbox files as SQL of DuckDB."""
from pathlib import Path

import duckdb

from clock import Clock

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

# Each line of advice with the lockbox and the day of the record 5 before it.
PAID = """
  WITH boxes AS (
    SELECT n, ltrim(substr(line, 8, 7), '0') || '-20' || substr(line, 15, 6)
           AS box
    FROM lines WHERE line[1] = '5'),
  advice AS (
    SELECT n, substr(line, 2, 3) AS batch, substr(line, 5, 3) AS item,
           rtrim(substr(line, 12, 16)) AS number,
           CAST(CAST(substr(line, 28, 10) AS BIGINT) / 100 AS DECIMAL(18, 2))
           AS amount
    FROM lines WHERE line[1] = '4'),
  paid AS (
    SELECT box || '-' || batch || '-' || item AS bank_reference, number, amount
    FROM advice ASOF JOIN boxes ON advice.n >= boxes.n)
"""


def run(arguments, match):
    """Loads the book (`book`), reads the lines and runs `match` (`job`).

    With a fourth argument, `steady`, the job is run three times in this process
    and the last time counts.
    """
    corpus, out, threads, *steady = arguments
    database = duckdb.connect()
    database.execute(f"SET threads = {int(threads)}")
    # The loop that it takes for few lockboxes is hundreds of times slower.
    database.execute("SET asof_loop_join_threshold = 0")
    clock = Clock()

    def execute(stage, statement):
        text = statement.format(corpus=corpus, out=out)
        clock.run(stage, lambda: database.execute(text))

    execute("book", LOAD)
    for _ in range(3 if steady else 1):
        clock.stages.pop("job", None)
        database.execute("DROP TABLE IF EXISTS lines")
        Path(out, "applications.csv").unlink(missing_ok=True)
        execute("job", LINES)
        execute("job", match)
    clock.tell(duckdb.__version__)
