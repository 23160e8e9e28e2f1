# SPDX-License-Identifier: Apache-2.0
"""cashmatch: the same job again in a warm process, by bench_load.

Usage: cashmatch_steady.py CORPUS OUT THREADS BENCH_LOAD VERSION

Of three rounds in one process, each into a new output folder, the last one.
"""
import json
import subprocess
import sys
from pathlib import Path

ROUNDS = 3


def main():
    corpus, out, threads, program, version = sys.argv[1:]
    rounds = Path(out) / "rounds.json"
    done = subprocess.run(
        [program, "--corpus", corpus, "--out", Path(out) / "results", "--brief",
         "--json", rounds, str(ROUNDS), threads],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        check=False)
    if done.returncode != 0:
        sys.exit(done.stderr)
    (Path(out) / "results" / "applications.csv").rename(
        Path(out) / "applications.csv")
    stages = {"book": [0.0, 0.0], "job": [0.0, 0.0]}
    for one in json.loads(rounds.read_text())["benchmarks"]:
        if one["repetition_index"] == ROUNDS - 1:
            stage = one["name"].rsplit("/", 1)[1]
            spent = stages["book" if stage == "book" else "job"]
            spent[0] += one["real_time"]
            spent[1] += one["cpu_time"]
    print(json.dumps({"version": version, "stages": stages}))


if __name__ == "__main__":
    main()
