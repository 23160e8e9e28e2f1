# SPDX-License-Identifier: Apache-2.0
"""postgres_lockbox: the book and the lines of lockbox files in PostgreSQL.

The server is started by the harness: CASHMATCH_PEERS_POSTGRES is its address,
CASHMATCH_PEERS_POSTMASTER the id of its first process. All CPU time of the
server and of psql counts. Tables are unlogged.
"""
import os
import resource
import subprocess
import sys
from pathlib import Path

from clock import Clock

LOAD = r"""
DROP TABLE IF EXISTS open_items, lines CASCADE;
CREATE UNLOGGED TABLE open_items (
  item_id text, company_code text, customer_id text, document_type text,
  document_number text, "references" text, currency text, amount numeric(18, 2),
  document_date text, due_date text, payment_terms text, original_amount text,
  linked_item text, status text, closed_date text);
\copy open_items FROM '{corpus}/open_items.csv' (FORMAT csv, HEADER) WHERE status <> 'closed' AND currency = 'USD'
{index}
ANALYZE open_items;
"""

LINES = r"""
CREATE UNLOGGED TABLE lines (n bigint GENERATED ALWAYS AS IDENTITY, line text);
{copies}
ANALYZE lines;
CREATE TEMP VIEW paid AS
SELECT max(CASE WHEN left(line, 1) = '5' THEN ltrim(substr(line, 8, 7), '0')
                || '-20' || substr(line, 15, 6) END)
         OVER (PARTITION BY block)
       || '-' || substr(line, 2, 3) || '-' || substr(line, 5, 3)
         AS bank_reference,
       rtrim(substr(line, 12, 16)) AS number,
       (CASE WHEN left(line, 1) = '4' THEN substr(line, 28, 10)::numeric / 100
        END)::numeric(18, 2) AS amount,
       left(line, 1) AS kind
FROM (SELECT line, count(*) FILTER (WHERE left(line, 1) = '5') OVER (ORDER BY n)
             AS block FROM lines) AS blocks;
"""

# One line of a file is one row: no line holds these two signs.
COPY_LINES = (r"\copy lines (line) FROM '{path}' (FORMAT csv, DELIMITER E'\x01', "
              r"QUOTE E'\x02') WHERE left(line, 1) IN ('4', '5')")

ANSWER = (r"\copy ({query}) TO '{out}/applications.csv' (FORMAT csv, HEADER)")


def psql(script):
    """Runs statements; ends the peer with what psql says if one fails."""
    done = subprocess.run(
        ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", "-",
         os.environ["CASHMATCH_PEERS_POSTGRES"]],
        input=script, text=True, capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return done.stdout


def spent_by(process, ended_children):
    """CPU seconds of a process, and of its children that have ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1]
    except OSError:
        return 0.0
    fields = fields.split()
    ticks = sum(int(fields[at]) for at in (
        (11, 12, 13, 14) if ended_children else (11, 12)))
    return ticks / os.sysconf("SC_CLK_TCK")


def cpu():
    """CPU seconds of the whole server and of the psql that have ended."""
    first = os.environ["CASHMATCH_PEERS_POSTMASTER"]
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    client = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (spent_by(first, True) + sum(spent_by(child, False)
                                        for child in children)
            + client.ru_utime + client.ru_stime)


def run(arguments, query, index="", settings=""):
    """Loads the book with its index (`book`), reads the lines and writes what
    `query` gives (`job`)."""
    corpus, out, threads = arguments
    clock = Clock(cpu)
    settings = (f"SET max_parallel_workers_per_gather = {int(threads)};\n"
                + settings)
    copies = "\n".join(COPY_LINES.format(path=path) for path in sorted(
        (Path(corpus) / "bank").glob("*.lbx")))
    answer = ANSWER.format(query=" ".join(query.split()), out=out)
    clock.run("book", lambda: psql(LOAD.format(corpus=corpus, index=index)))
    clock.run("job", lambda: psql(settings + LINES.format(copies=copies)
                                  + answer + "\n"))
    version = psql("\\t on\n\\a\nSHOW server_version;\n").split()[0]
    clock.tell(version)
