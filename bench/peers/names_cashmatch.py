# SPDX-License-Identifier: Apache-2.0
"""cashmatch: the best name of the book for each name that a payer writes.

Usage: names_cashmatch.py CORPUS OUT PROGRAM VERSION    (bench_names; one thread)

The index is `book`, the lookups are `job`.
"""
import json
import subprocess
import sys
from pathlib import Path

from names_corpus import share_found


def main():
    corpus, out = map(Path, sys.argv[1:3])
    program, version = sys.argv[3:]
    with open(corpus / "queries.txt", encoding="utf-8") as queries:
        found = subprocess.run(
            [program, "find", corpus / "names.txt", "1", out / "times.json"],
            stdin=queries, encoding="utf-8", stdout=subprocess.PIPE, check=True)
    rows = [int(line.split(":")[0]) if line else -1
            for line in found.stdout.splitlines()]
    print(json.dumps({"version": version, "found": share_found(corpus, rows),
                      "stages": json.loads((out / "times.json").read_text())}))


if __name__ == "__main__":
    main()
