# SPDX-License-Identifier: Apache-2.0
"""cashmatch: the best name of the book for each name that a payer writes.

Usage: names_cashmatch.py CORPUS PROGRAM    (bench_names; one thread)

The program is run without queries first: that is the index (`book`); what it
takes longer with them are the lookups (`job`).
"""
import resource
import subprocess
import sys
from pathlib import Path

from clock import Clock
from names_corpus import read_lines, share_found


def cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def find(program, names, queries):
    return subprocess.run([program, "find", str(names), "1"], input=queries,
                          encoding="utf-8", stdout=subprocess.PIPE,
                          check=True).stdout


def main():
    corpus, program = Path(sys.argv[1]), sys.argv[2]
    names = corpus / "names.txt"
    queries = "".join(f"{line}\n" for line in read_lines(corpus, "queries.txt"))
    clock = Clock(cpu)
    clock.run("book", lambda: find(program, names, ""))
    found = clock.run("job", lambda: find(program, names, queries))
    book, job = clock.stages["book"], clock.stages["job"]
    clock.stages["job"] = [max(0.0, all - alone)
                           for all, alone in zip(job, book)]
    rows = [int(line.split(":")[0] or -1) if line else -1
            for line in found.splitlines()]
    clock.tell("", found=share_found(corpus, rows))


if __name__ == "__main__":
    main()
